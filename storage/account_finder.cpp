#include "storage/account_finder.h"

#include <algorithm>
#include <utility>

#include "storage/sqlite/statement.h"
#include "storage/withheld_names.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kPlatform = "SELECT platform_id FROM platform WHERE name = ?1";
// ?1: a platform, or 0 for all. The cross join keeps the order: few platforms, then the index.
constexpr std::string_view kByNativeId =
    "SELECT a.account_id, p.name, a.native_id, coalesce(a.handle, a.native_id) FROM platform p "
    "CROSS JOIN account a ON a.platform_id = p.platform_id AND a.native_id = ?2 "
    "WHERE (?1 = 0 OR p.platform_id = ?1) AND (?4 OR a.opt_out & 10 = 0) LIMIT ?3";
constexpr std::string_view kByHandle =
    "SELECT a.account_id, p.name, a.native_id, a.handle FROM account a "
    "JOIN platform p ON p.platform_id = a.platform_id "
    "WHERE a.handle = ?2 COLLATE NOCASE AND (?1 = 0 OR a.platform_id = ?1) "
    "AND (?4 OR a.opt_out & 10 = 0) LIMIT ?3";
constexpr std::string_view kEveryAccount =
    "SELECT a.account_id, p.name, a.native_id, coalesce(a.handle, a.native_id) FROM account a "
    "JOIN platform p ON p.platform_id = a.platform_id WHERE ?1 OR a.opt_out & 10 = 0";

class Search {
 public:
  Search(Database& database, std::uint32_t limit, bool with_opted_out)
      : database_(database), limit_(limit), with_opted_out_(with_opted_out) {}

  void look_for(std::int64_t platform, std::string_view name) {
    const std::string_view handle = name.starts_with('@') ? name.substr(1) : name;
    if (!handle.empty()) {
      collect(kByNativeId, platform, name);
      collect(kByHandle, platform, handle);
    }
  }

  void look_for_pseudonym(std::string_view name) {
    if (!is_pseudonym(name)) {
      return;
    }
    const std::string key = pseudonym_key(database_);
    Statement row{database_, kEveryAccount};
    row.query(with_opted_out_ ? 1 : 0);
    while (row.step()) {
      if (account_pseudonym(key, row.text(1), row.text(2)) == name) {
        add(row);
      }
    }
  }

  /// 0 when there is no platform of that name.
  [[nodiscard]] std::int64_t platform_of(std::string_view name) const {
    Statement row{database_, kPlatform};
    return row.query(name).step() ? row.integer(0) : 0;
  }

  [[nodiscard]] std::vector<FoundAccount> take() {
    const auto key = [](const FoundAccount& account) {
      return std::pair{std::string_view{account.platform}, std::string_view{account.native_id}};
    };
    std::sort(found_.begin(), found_.end(), [&](const auto& a, const auto& b) {
      return key(a) < key(b);
    });
    found_.erase(std::unique(found_.begin(),
                             found_.end(),
                             [](const auto& a, const auto& b) { return a.id == b.id; }),
                 found_.end());
    found_.resize(std::min<std::size_t>(found_.size(), limit_));
    return std::move(found_);
  }

 private:
  void collect(std::string_view sql, std::int64_t platform, std::string_view name) {
    Statement row{database_, sql};
    row.query(platform, name, limit_, with_opted_out_ ? 1 : 0);
    while (row.step()) {
      add(row);
    }
  }

  void add(const Statement& row) {
    found_.push_back({.id = {row.integer(0)},
                      .platform = std::string{row.text(1)},
                      .native_id = std::string{row.text(2)},
                      .handle = std::string{row.text(3)}});
  }

  Database& database_;
  std::uint32_t limit_;
  bool with_opted_out_;
  std::vector<FoundAccount> found_;
};

}  // namespace

std::vector<FoundAccount> find_accounts(Database& database,
                                        std::string_view name,
                                        std::uint32_t limit,
                                        bool with_opted_out) {
  Search search{database, limit, with_opted_out};
  const std::size_t colon = name.find(':');
  const std::int64_t platform =
      colon == std::string_view::npos ? 0 : search.platform_of(name.substr(0, colon));
  search.look_for(platform, platform == 0 ? name : name.substr(colon + 1));
  search.look_for_pseudonym(name);
  return search.take();
}

}  // namespace vigie::storage
