#include "storage/live_state.h"

#include <chrono>

#include "storage/sqlite/statement.h"
#include "storage/sqlite/transaction.h"

namespace vigie::storage {
namespace {

constexpr std::chrono::hours kLoginDay{24};

constexpr std::string_view kReadAway = "SELECT away_reason FROM live_source WHERE name = ?1";
constexpr std::string_view kSaveAway =
    "UPDATE live_source SET away_reason = ?2 WHERE name = ?1 AND away_reason <> ?2";
constexpr std::string_view kCountLogins =
    "SELECT count(*) FROM login WHERE service = ?1 AND login_ms > ?2";
constexpr std::string_view kForgetLogins = "DELETE FROM login WHERE login_ms <= ?1";
constexpr std::string_view kNoteLogin = "INSERT INTO login (service, login_ms) VALUES (?1, ?2)";

}  // namespace

std::string read_away_reason(Database& database, std::string_view source) {
  Statement read{database, kReadAway};
  return read.query(source).step() ? std::string{read.text(0)} : std::string{};
}

void save_away_reason(Database& database, std::string_view source, std::string_view reason) {
  Statement{database, kSaveAway}.run(source, reason);
}

std::uint32_t count_logins(Database& database, std::string_view service, UtcTime now) {
  Statement count{database, kCountLogins};
  count.query(service, to_ms(now - kLoginDay)).step();
  return static_cast<std::uint32_t>(count.integer(0));
}

bool take_login(Database& database, std::string_view service, UtcTime now, std::uint32_t most) {
  Transaction transaction{database};
  if (count_logins(database, service, now) >= most) {
    return false;
  }
  Statement{database, kForgetLogins}.run(to_ms(now - kLoginDay));
  Statement{database, kNoteLogin}.run(service, to_ms(now));
  transaction.commit();
  return true;
}

}  // namespace vigie::storage
