#include "app/review_choice.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/failure.h"

namespace vigie::app {

bool is_pseudonym(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  const auto is_plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
           c == '_' || c == '.';
  };
  return !text.empty() && text.size() <= kLongest && text.front() != '-' &&
         std::all_of(text.begin(), text.end(), is_plain);
}

storage::ReviewQueue choose_queue(storage::ReviewStore& store, const std::string& name) {
  std::vector<storage::ReviewQueue> queues = store.queues();
  if (queues.empty()) {
    throw RunFailure(
        "no accounts were drawn for review yet. Draw some: `vigie label queue --coder ana --coder "
        "ben`.");
  }
  if (name.empty()) {
    return std::move(queues.back());
  }
  std::vector<std::string> names;
  for (storage::ReviewQueue& queue : queues) {
    if (queue.name == name) {
      return std::move(queue);
    }
    names.push_back(queue.name);
  }
  throw UsageFailure(
      fmt::format("there is no draw {}. Draws here: {}.", name, fmt::join(names, ", ")));
}

void check_reader(const storage::ReviewQueue& queue, const std::string& coder) {
  if (std::find(queue.coders.begin(), queue.coders.end(), coder) == queue.coders.end()) {
    throw UsageFailure(fmt::format(
        "{} does not read the draw {}. Its readers: {}. Draw again with --coder for others.",
        coder,
        queue.name,
        fmt::join(queue.coders, ", ")));
  }
}

const Verdict* verdict_of(const storage::ReviewItem& item, std::string_view coder) {
  const auto found =
      std::find_if(item.verdicts.begin(), item.verdicts.end(), [&](const Verdict& verdict) {
        return !verdict.adjudicates && verdict.coder == coder;
      });
  return found == item.verdicts.end() ? nullptr : &*found;
}

std::size_t readers_of(const storage::ReviewItem& item) {
  return static_cast<std::size_t>(
      std::count_if(item.verdicts.begin(), item.verdicts.end(), [](const Verdict& verdict) {
        return !verdict.adjudicates;
      }));
}

}  // namespace vigie::app
