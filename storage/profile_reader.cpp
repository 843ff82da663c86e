#include "storage/profile_reader.h"

#include <utility>

#include "storage/sqlite/statement.h"

namespace vigie::storage {
namespace {

// Bits 2 and 8: nothing of these accounts may be kept, and so nothing is there to read.
constexpr std::string_view kAllProfileTexts =
    "SELECT account_id, bio FROM account WHERE bio IS NOT NULL AND opt_out & 10 = 0 "
    "ORDER BY account_id";
constexpr std::string_view kProfileTextsOfRun =
    "SELECT s.account_id, a.bio FROM account_score s JOIN account a ON a.account_id = s.account_id "
    "WHERE s.run_id = ?1 AND a.bio IS NOT NULL AND a.opt_out & 10 = 0";
constexpr std::string_view kProfileText =
    "SELECT bio FROM account WHERE account_id = ?1 AND bio IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM account_recheck r WHERE r.account_id = account.account_id "
    "AND r.absent_since_ms IS NOT NULL)";
constexpr std::string_view kProfilePlatform =
    "SELECT p.name FROM account a JOIN platform p ON p.platform_id = a.platform_id "
    "WHERE a.account_id = ?1";

void hand_out(Statement& row, FunctionRef<void(AccountId, std::string_view)> fn) {
  while (row.step()) {
    fn({row.integer(0)}, row.text(1));
  }
}

}  // namespace

ProfileReader::ProfileReader(Database& database, NamingRules naming)
    : database_(database),
      names_(database, std::move(naming)),
      find_(database, kProfileText),
      platform_(database, kProfilePlatform) {}

void ProfileReader::read_all(FunctionRef<void(AccountId, std::string_view)> fn) {
  Statement row{database_, kAllProfileTexts};
  hand_out(row, fn);
}

void ProfileReader::read_run(RunId run, FunctionRef<void(AccountId, std::string_view)> fn) {
  Statement row{database_, kProfileTextsOfRun};
  row.query(run.value);
  hand_out(row, fn);
}

std::optional<std::string> ProfileReader::find(AccountId account) {
  std::optional<std::string> text;
  if (names_.why(account)) {
    return text;
  }
  if (find_.query(account.value).step()) {
    text = find_.text(0);
  }
  find_.reset();
  return text;
}

std::string ProfileReader::shown(AccountId account, std::string_view text) {
  std::string platform;
  if (platform_.query(account.value).step()) {
    platform = platform_.text(0);
  }
  platform_.reset();
  return names_.in_text(platform, text);
}

}  // namespace vigie::storage
