#include "app/profile_texts.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "analysis/coordination/profile_texts.h"
#include "dashboards/utf8.h"
#include "storage/profile_reader.h"

namespace vigie::app {
namespace {

constexpr std::size_t kShownCharacters = 280;

std::string shown_text(AccountId account, std::string_view text, storage::ProfileReader& profiles) {
  return dashboards::cut_characters(profiles.shown(account, text), kShownCharacters);
}

/// Members of a text as they are now, the first by natural key in front.
struct StillAlike {
  std::uint32_t members = 0;
  const ReportGroupMember* first = nullptr;
  std::string text;
};

/// What most of the carriers still have in common; nothing when no two have.
std::optional<StillAlike> find_still_alike(const ReportGroup& group,
                                           std::uint32_t number,
                                           storage::ProfileReader& profiles) {
  const auto name = [](const ReportGroupMember& member) {
    return std::tie(member.platform, member.native_id);
  };
  std::map<std::uint64_t, StillAlike> by_key;
  for (const ReportGroupMember& member : group.members) {
    if (member.profile_text != number) {
      continue;
    }
    std::optional<std::string> text = profiles.find({member.account_id});
    const std::uint64_t key = text ? analysis::profile_text_key(*text) : 0;
    if (key == 0) {
      continue;
    }
    StillAlike& alike = by_key[key];
    ++alike.members;
    if (alike.first == nullptr || name(member) < name(*alike.first)) {
      alike.first = &member;
      alike.text = std::move(*text);
    }
  }
  const auto most =
      std::max_element(by_key.begin(), by_key.end(), [](const auto& a, const auto& b) {
        return a.second.members < b.second.members;
      });
  return most == by_key.end() || most->second.members < 2 ? std::nullopt
                                                          : std::optional{most->second};
}

void count_carriers(ReportPair& pair, std::uint64_t key, storage::ProfileReader& profiles) {
  const auto count = [&](AccountId, std::string_view text) {
    const std::uint64_t other = analysis::profile_text_key(text);
    pair.profiles.accounts += other != 0 ? 1U : 0U;
    pair.profiles.carriers += other == key ? 1U : 0U;
  };
  if (pair.run) {
    profiles.read_run(pair.run->id, count);
  } else {
    profiles.read_all(count);
  }
}

}  // namespace

std::vector<std::uint64_t> read_profile_keys(const analysis::Activity& activity,
                                             storage::Database& database) {
  constexpr std::uint32_t kElsewhere = 0;
  std::int64_t highest = 0;
  for (const analysis::ActivityAccount& account : activity.accounts) {
    highest = std::max(highest, account.account.value);
  }
  // Ids are dense: a plain array from id to 1 + index.
  std::vector<std::uint32_t> place(static_cast<std::size_t>(highest) + 1, kElsewhere);
  for (std::size_t a = 0; a < activity.accounts.size(); ++a) {
    place[static_cast<std::size_t>(activity.accounts[a].account.value)] =
        static_cast<std::uint32_t>(a + 1);
  }
  std::vector<std::uint64_t> keys(activity.accounts.size(), 0);
  storage::ProfileReader{database, {}}.read_all([&](AccountId account, std::string_view text) {
    const auto id = static_cast<std::size_t>(account.value);
    if (id < place.size() && place[id] != kElsewhere) {
      keys[place[id] - 1] = analysis::profile_text_key(text);
    }
  });
  return keys;
}

void show_profile_texts(ReportCoordination& coordination,
                        storage::Database& database,
                        const storage::NamingRules& naming) {
  storage::ProfileReader profiles{database, naming};
  for (ReportGroup& group : coordination.groups) {
    if (!group.profiles) {
      continue;
    }
    std::uint32_t number = 0;
    for (ReportProfileText& text : group.profiles->texts) {
      if (const auto alike = find_still_alike(group, ++number, profiles)) {
        text.text = shown_text({alike->first->account_id}, alike->text, profiles);
      }
    }
  }
}

void compare_profiles(ReportPair& pair,
                      storage::Database& database,
                      const storage::NamingRules& naming) {
  ReportPairProfiles& result = pair.profiles;
  if (pair.account_a.withheld || pair.account_b.withheld) {
    result.comparison = ProfileComparison::kWithheld;
    return;
  }
  storage::ProfileReader profiles{database, naming};
  const AccountId a{pair.account_a.account_id};
  const auto text_a = profiles.find(a);
  const auto text_b = profiles.find({pair.account_b.account_id});
  const std::uint64_t key_a = text_a ? analysis::profile_text_key(*text_a) : 0;
  const std::uint64_t key_b = text_b ? analysis::profile_text_key(*text_b) : 0;
  result.has_a = key_a != 0;
  result.has_b = key_b != 0;
  if (key_a == 0 || key_b == 0) {
    result.comparison = ProfileComparison::kMissing;
  } else if (key_a != key_b) {
    result.comparison = ProfileComparison::kDifferent;
  } else {
    result.comparison = ProfileComparison::kSame;
    result.text = shown_text(a, *text_a, profiles);
    count_carriers(pair, key_a, profiles);
  }
}

}  // namespace vigie::app
