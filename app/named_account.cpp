#include "app/named_account.h"

#include <utility>

#include <fmt/format.h>

#include "app/failure.h"
#include "dashboards/html_escape.h"

namespace vigie::app {

std::optional<storage::FoundAccount> find_named_account(const std::string& name,
                                                        storage::Database& database,
                                                        bool with_opted_out) {
  constexpr std::uint32_t kMostListed = 10;
  auto found = storage::find_accounts(database, name, kMostListed, with_opted_out);
  if (found.empty()) {
    return std::nullopt;
  }
  if (found.size() > 1) {
    std::string names;
    for (const storage::FoundAccount& account : found) {
      names += fmt::format("{}{}:{} ({})",
                           names.empty() ? "" : ", ",
                           account.platform,
                           account.native_id,
                           account.handle);
    }
    throw UsageFailure(fmt::format("{} may be several accounts: {}. Name one by platform:id.",
                                   dashboards::visible_text(name),
                                   dashboards::visible_text(names)));
  }
  return std::move(found.front());
}

}  // namespace vigie::app
