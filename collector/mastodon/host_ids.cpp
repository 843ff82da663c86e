#include "collector/mastodon/host_ids.h"

#include <utility>

namespace vigie::collector::mastodon {

void BoundedNames::set(const std::string& name, std::string_view value) {
  if (name.empty() || value.empty()) {
    return;
  }
  if (newer_.size() >= kGeneration) {
    older_ = std::exchange(newer_, {});
  }
  newer_.insert_or_assign(name, std::string{value});
}

std::string BoundedNames::get(const std::string& name) const {
  for (const auto* generation : {&newer_, &older_}) {
    if (const auto found = generation->find(name); found != generation->end()) {
      return found->second;
    }
  }
  return {};
}

void HostIds::note_account(const std::string& uri, std::string_view id) {
  const std::scoped_lock lock{mutex_};
  accounts_.set(uri, id);
}

void HostIds::note_status(const std::string& uri, std::string_view id) {
  const std::scoped_lock lock{mutex_};
  statuses_.set(uri, id);
}

std::string HostIds::account_id(const std::string& uri) const {
  const std::scoped_lock lock{mutex_};
  return accounts_.get(uri);
}

std::string HostIds::status_id(const std::string& uri) const {
  const std::scoped_lock lock{mutex_};
  return statuses_.get(uri);
}

}  // namespace vigie::collector::mastodon
