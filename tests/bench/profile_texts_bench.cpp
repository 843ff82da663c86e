// Profile texts of a run: what it costs to read them from the store, to make their keys, and to
// compare the members of groups with everybody.
//
//   build/release/tests/bench/profile_texts_bench [ACCOUNTS] [GROUPS]      default: 10^6, 200
//
// Accounts have a text of some 150 bytes of their own; one in ten has one of 5,000 that are in use
// by several, one in fifty the one of a bridge. Groups have 20 members.
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "analysis/coordination/profile_texts.h"
#include "app/profile_texts.h"
#include "storage/migrator.h"
#include "tests/bench/stopwatch.h"

namespace vigie::bench {
namespace {

constexpr std::uint32_t kMembers = 20;

std::uint32_t number_of(std::string_view text, std::uint32_t otherwise) {
  std::uint32_t number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

void write_accounts(storage::Database& database, std::uint32_t accounts) {
  database.execute("INSERT INTO platform (platform_id, name) VALUES (1, 'x')");
  database.execute(fmt::format(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) "
      "INSERT INTO account (account_id, platform_id, native_id, first_seen_ms, bio) "
      "SELECT i, 1, printf('%09d', i), 0, CASE WHEN i % 50 = 0 "
      "THEN 'Bridged from elsewhere: replies do not reach this account' ELSE printf("
      "'Reader %d of the harbour news, father of two, likes gardens, bridges and slow trains. "
      "All that I write here is my own, and nobody else is to be blamed for it.', "
      "CASE WHEN i % 10 = 0 THEN i % 5000 ELSE i + 10000 END) END FROM n",
      accounts));
}

analysis::Activity activity_of(std::uint32_t accounts) {
  analysis::Activity activity;
  activity.accounts.resize(accounts);
  for (std::uint32_t a = 0; a < accounts; ++a) {
    analysis::ActivityAccount& account = activity.accounts[a];
    account.account = {a + 1};
    account.platform = "x";
    account.native_id = fmt::format("{:09}", a + 1);
    account.language = a % 3 == 0 ? "en" : "fr";
  }
  return activity;
}

analysis::GroupTable groups_of(std::uint32_t groups, std::uint32_t accounts) {
  analysis::GroupTable table;
  for (std::uint32_t g = 0; g < groups; ++g) {
    analysis::CoordinatedGroup group;
    group.first_member = g * kMembers;
    group.members = kMembers;
    table.groups.push_back(group);
    for (std::uint32_t m = 0; m < kMembers; ++m) {
      analysis::GroupMember member;
      member.group = g;
      member.account = (g * 977 + m * 10) % accounts;
      table.members.push_back(member);
    }
  }
  return table;
}

void say(std::string_view step, const Stopwatch& watch) {
  fmt::print("  {:<28} {:>7.2f} s  {:>7.2f} s CPU  {:>6.0f} MB peak\n",
             step,
             watch.wall_seconds(),
             watch.cpu_seconds(),
             peak_mb());
}

void measure(std::uint32_t accounts, std::uint32_t groups) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / "vigie-profile-texts-bench";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  {
    storage::Database database =
        storage::open_store(folder / "vigie.db", storage::OpenMode::kCreate);
    write_accounts(database, accounts);
    const analysis::Activity activity = activity_of(accounts);
    const analysis::GroupTable table = groups_of(groups, accounts);
    fmt::print("{} accounts, {} groups of {}\n", accounts, groups, kMembers);

    Stopwatch reading;
    reading.start();
    const std::vector<std::uint64_t> keys = app::read_profile_keys(activity, database);
    reading.stop();
    say("read, with keys", reading);

    Stopwatch comparing;
    comparing.start();
    const analysis::ProfileTexts found =
        analysis::compare_profile_texts(activity.accounts, keys, table);
    comparing.stop();
    say("compared", comparing);
    std::uint64_t sharing = 0;
    for (const analysis::GroupProfiles& group : found.groups) {
      sharing += group.sharing;
    }
    fmt::print("  {} members share a text\n", sharing);
  }
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace vigie::bench

int main(int argc, char** argv) {
  constexpr std::uint32_t kAccounts = 1'000'000;
  constexpr std::uint32_t kGroups = 200;
  vigie::bench::measure(vigie::bench::number_of(argc > 1 ? argv[1] : "", kAccounts),
                        vigie::bench::number_of(argc > 2 ? argv[2] : "", kGroups));
  return 0;
}
