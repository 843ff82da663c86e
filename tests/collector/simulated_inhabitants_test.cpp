// Who lives in the simulation: each kind of account has the habits that its name promises.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/simulation/crew.h"
#include "collector/simulation/line_compressor.h"
#include "tests/collector/simulated_world.h"

namespace vigie::collector {
namespace {

using Posts = std::vector<const ReadPost*>;

/// By object, the posts of one group that show it; `object` gives the empty text for none.
template <typename Object>
std::map<std::string, Posts> by_object(std::string_view group, const Object& object) {
  std::map<std::string, Posts> posts;
  for (const auto& post : default_world().posts) {
    if (default_world().truth.at(post.account).group == group && !object(post).empty()) {
      posts[object(post)].push_back(&post);
    }
  }
  return posts;
}

std::string subject_of(const ReadPost& post) {
  return post.kind == "repost" ? post.subject : std::string{};
}

std::string page_of(const ReadPost& post) {
  return post.kind == "post" && !post.urls.empty() ? post.urls.front() : std::string{};
}

std::size_t count_accounts(const Posts& posts) {
  std::set<std::string> accounts;
  for (const auto* post : posts) {
    accounts.insert(post->account);
  }
  return accounts.size();
}

/// Time from the first to the last post of each object that `fewest` accounts or more showed.
std::vector<std::int64_t> widths(const std::map<std::string, Posts>& objects, std::size_t fewest) {
  std::vector<std::int64_t> found;
  for (const auto& [object, posts] : objects) {
    if (count_accounts(posts) >= fewest) {
      found.push_back(posts.back()->time_ms - posts.front()->time_ms);
    }
  }
  return found;
}

std::int64_t median(std::vector<std::int64_t> values) {
  EXPECT_FALSE(values.empty());
  if (values.empty()) {
    return 0;
  }
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/// Levenshtein distance in bytes.
std::size_t edit_distance(const std::string& one, const std::string& other) {
  std::vector<std::size_t> row(other.size() + 1);
  for (std::size_t j = 0; j <= other.size(); ++j) {
    row[j] = j;
  }
  for (std::size_t i = 1; i <= one.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= other.size(); ++j) {
      const std::size_t replaced = diagonal + (one[i - 1] == other[j - 1] ? 0U : 1U);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[other.size()];
}

TEST(Crew, HasTheSizesOfItsSkillAndStaysATenthOfAll) {
  SimulationOptions options{.accounts = 10'000, .crews = 6};

  const auto sizes = simulation::crew_sizes(options);

  ASSERT_EQ(sizes.size(), 6U);
  EXPECT_THAT(std::vector(sizes.begin(), sizes.begin() + 3), testing::ElementsAre(24, 14, 12));
  EXPECT_EQ(simulation::crew_name(4), "crew-5-careful");

  options.accounts = 100;
  options.crews = 3;  // 50 members asked, 10 there: 24, 14, 12 times 10 / 50, rounded down
  EXPECT_THAT(simulation::crew_sizes(options), testing::ElementsAre(4, 2, 2));
}

TEST(Crew, OfCarefulMembersTakesMinutesToHoursOverOnePageAndEditsIt) {
  const auto pages = by_object("crew-2-careful", page_of);

  const auto careful = widths(pages, 4);

  EXPECT_GE(careful.size(), 8U);  // some 16 waves in 20 working days
  EXPECT_GT(median(careful), 20 * kMinuteMs);
  for (const auto width : careful) {
    EXPECT_LE(width, 6 * kHourMs);
  }
  for (const auto& [page, posts] : pages) {
    if (count_accounts(posts) < 4) {
      continue;
    }
    std::set<std::string> texts;
    for (const auto* post : posts) {
      texts.insert(post->text);
      // Copies all the same: a third of the bytes at most differ, capitals and marks included.
      EXPECT_LT(edit_distance(posts.front()->text, post->text), posts.front()->text.size() / 3);
    }
    EXPECT_GT(texts.size() * 2, posts.size());
  }
}

TEST(Crew, OfPatientMembersRepostsOverDaysAndNeverBursts) {
  const auto subjects = by_object("crew-3-patient", subject_of);

  const auto patient = widths(subjects, 4);

  EXPECT_GE(patient.size(), 10U);
  EXPECT_GT(median(patient), 20 * kHourMs);
  for (const auto& [page, posts] : by_object("crew-3-patient", page_of)) {
    EXPECT_LT(count_accounts(posts), 4U) << page;  // no wave of texts
  }
}

/// Posts under the hashtags of a live event.
Posts live_posts() {
  Posts posts;
  for (const auto& post : default_world().posts) {
    const auto has = [&post](const char* tag) {
      return std::find(post.tags.begin(), post.tags.end(), tag) != post.tags.end();
    };
    if (has("DebatValmont") || has("BRUPOR")) {
      posts.push_back(&post);
    }
  }
  return posts;
}

TEST(Fans, PostTheSameHashtagsInTheHoursOfAnEvent) {
  std::map<std::int64_t, Posts> days;
  for (const auto* post : live_posts()) {
    days[post->time_ms / kDayMs].push_back(post);
  }

  ASSERT_EQ(days.size(), 2U);
  for (const auto& [day, posts] : days) {
    EXPECT_GE(count_accounts(posts), 60U);
    EXPECT_LE(posts.back()->time_ms - posts.front()->time_ms, 2 * kHourMs);
    for (const auto* post : posts) {
      EXPECT_EQ(default_world().role(*post), SimulatedRole::kPerson);
    }
  }
}

TEST(Fans, RepostTheSameFewPostsWithinMinutes) {
  std::set<std::string> live;
  for (const auto* post : live_posts()) {
    live.insert(post->id);
  }
  std::map<std::string, std::set<std::string>> reposters;
  for (const auto& post : default_world().posts) {
    if (post.kind == "repost" && live.contains(post.subject)) {
      reposters[post.subject].insert(post.account);
    }
  }
  std::size_t most = 0;
  for (const auto& [subject, accounts] : reposters) {
    most = std::max(most, accounts.size());
  }

  EXPECT_GE(most, 20U);
}

TEST(LocalPapers, PrintTheAgencysPieceWithinTwentyMinutes) {
  std::map<std::string, const ReadPost*> sent;
  std::map<std::string, std::size_t> taken;
  for (const auto& post : default_world().posts) {
    if (default_world().role(post) == SimulatedRole::kAgency) {
      sent.emplace(post.id, &post);
      sent.emplace(post.urls.front(), &post);
    } else if (default_world().role(post) == SimulatedRole::kLocalPaper) {
      const auto piece = sent.find(post.kind == "repost" ? post.subject : page_of(post));
      if (piece != sent.end()) {
        ++taken[post.kind];
        EXPECT_GE(post.time_ms - piece->second->time_ms, 20'000);
        EXPECT_LE(post.time_ms - piece->second->time_ms, 20 * kMinuteMs);
        EXPECT_EQ(post.urls, piece->second->urls);
        if (post.kind == "post") {
          EXPECT_EQ(post.text, piece->second->text);
        }
      }
    }
  }

  EXPECT_GT(taken["post"], 80U);
  EXPECT_GT(taken["repost"], 40U);
}

TEST(Camps, ReadTheirOwnPapers) {
  const std::set<std::string> valley{"courrier-des-vallees.example",
                                     "vallee-matin.example",
                                     "le-clocher.example",
                                     "valley-courier.example",
                                     "steeple-news.example",
                                     "hill-morning.example",
                                     "talbote.example",
                                     "bergkurier.example",
                                     "kirchturm-blatt.example",
                                     "vestnik-doliny.example",
                                     "utro-doliny.example",
                                     "kolokolnya.example"};
  std::size_t links = 0;
  std::size_t own = 0;
  for (const auto& post : default_world().posts) {
    const auto& account = default_world().truth.at(post.account);
    if (account.camp == "valley" && account.role == SimulatedRole::kPerson &&
        account.group != "conviction" && post.kind == "post" && !post.urls.empty()) {
      ++links;
      own += valley.contains(host_of(post.urls.front())) ? 1U : 0U;
    }
  }

  ASSERT_GT(links, 250U);
  EXPECT_NEAR(static_cast<double>(own) / static_cast<double>(links), 0.85, 0.06);
}

/// Share of posts between 1 and 5 h of the account's own clock.
double night_share(const std::string& group) {
  std::size_t posts = 0;
  std::size_t at_night = 0;
  for (const auto& post : default_world().posts) {
    const auto& account = default_world().truth.at(post.account);
    if (account.role == SimulatedRole::kPerson && account.group == group) {
      const auto local = post.time_ms + account.utc_offset_minutes * kMinuteMs;
      const auto hour = local % kDayMs / kHourMs;
      ++posts;
      at_night += hour >= 1 && hour < 5 ? 1U : 0U;
    }
  }
  EXPECT_GT(posts, 100U) << group;
  return static_cast<double>(at_night) / static_cast<double>(posts);
}

TEST(TimeZones, MoveTheNightOfPeopleAbroadAndNightShiftsTurnItAround) {
  EXPECT_LT(night_share("camp"), 0.05);
  EXPECT_LT(night_share("abroad"), 0.05);  // by their own clock
  EXPECT_GT(night_share("night_shift"), 0.1);
}

TEST(ScheduledPeople, PublishAtAFewMomentsOfTheDayAndSleep) {
  for (const auto& [account, times] : times_of(default_world(), SimulatedRole::kScheduledPerson)) {
    std::map<std::int64_t, std::size_t> quarters;
    for (const auto time : times) {
      ++quarters[time % kDayMs / (15 * kMinuteMs)];
    }
    std::vector<std::size_t> counts;
    for (const auto& [quarter, count] : quarters) {
      counts.push_back(count);
    }
    std::sort(counts.rbegin(), counts.rend());
    EXPECT_GE(counts[0], 15U) << account;  // 28 days at 0.8
    EXPECT_GE(counts[1], 15U) << account;
    EXPECT_GE(empty_hours(times), 4) << account;
  }
}

TEST(FluentBots, KeepAPersonsHoursAndHardlyRepeatThemselves) {
  std::set<std::string> texts;
  std::size_t written = 0;
  std::size_t finished = 0;
  for (const auto& post : default_world().posts) {
    if (default_world().role(post) == SimulatedRole::kFluentBot && post.kind == "post") {
      texts.insert(post.text);
      ++written;
      const auto last = post.text.find_last_of(".!?");
      finished += last != std::string::npos && last + 1 == post.text.size() ? 1U : 0U;
    }
  }

  EXPECT_GT(written, 150U);
  EXPECT_GT(texts.size() * 100, written * 98);
  EXPECT_GT(finished * 10, written * 2);  // a tell, but not in every post
  EXPECT_LT(finished * 10, written * 8);
  for (const auto& [account, times] : times_of(default_world(), SimulatedRole::kFluentBot)) {
    EXPECT_GE(empty_hours(times), 5) << account;
  }
}

TEST(Languages, AreWrittenByTheShareThatIsAskedFor) {
  const World world = make_world({.posts = 6'000, .shares = {.german = 0.3, .russian = 0.2}});
  std::map<std::string, double> people;
  double all = 0.0;
  for (const auto& account : world.summary.truth) {
    if (account.role == SimulatedRole::kPerson) {
      people[std::string{account.language}] += 1.0;
      all += 1.0;
    }
  }
  for (const auto& post : world.posts) {
    EXPECT_EQ(post.language, world.truth.at(post.account).language);
  }

  // Some 370 people: a standard error of 0.024.
  EXPECT_NEAR(people["de"] / all, 0.3, 0.08);
  EXPECT_NEAR(people["ru"] / all, 0.2, 0.08);
}

TEST(Truth, NamesEveryAccountOnceWithGroupLanguageAndClock) {
  std::set<std::string> authors;
  for (const auto& post : default_world().posts) {
    authors.insert(post.account);
  }
  std::set<std::string> ids;
  std::map<std::string, std::size_t> groups;
  for (const auto& account : default_world().summary.truth) {
    EXPECT_TRUE(ids.insert(account.native_id).second);
    EXPECT_THAT(account.language, testing::AnyOf("fr", "en", "de", "ru"));
    EXPECT_GE(account.utc_offset_minutes, -300);
    EXPECT_LE(account.utc_offset_minutes, 480);
    ++groups[account.group];
  }

  EXPECT_EQ(ids, authors);
  for (const char* group : {"conviction", "zealous", "night_shift", "abroad", "fan", "camp"}) {
    EXPECT_GT(groups[group], 0U) << group;
  }
}

TEST(SetShare, KnowsItsNames) {
  SimulationShares shares;

  EXPECT_TRUE(set_share(shares, "fan", 0.25));
  EXPECT_FALSE(set_share(shares, "fans", 0.5));

  EXPECT_EQ(shares.fan, 0.25);
  EXPECT_THAT(list_shares(), testing::HasSubstr("newsroom, scheduler"));
}

TEST(Simulate, MakesAsManyCrewsAndEventsAsItIsAskedFor) {
  const World small = make_world({.posts = 10'000, .crews = 6, .events = 0});
  std::map<std::string, std::size_t> groups;
  for (const auto& account : small.summary.truth) {
    ++groups[account.role == SimulatedRole::kCrew ? account.group : "other"];
  }
  EXPECT_EQ(small.posts.size(), 10'000U);
  EXPECT_EQ(groups.size(), 7U);
  for (const auto& post : small.posts) {
    EXPECT_THAT(post.tags, testing::Not(testing::Contains("DebatValmont")));
  }
}

TEST(LineCompressor, GivesBackLessThanItTakesAndEndsItsFrame) {
  std::string bytes;
  LineCompressor compressor{[&bytes](std::string_view piece) { bytes += piece; }};
  for (int i = 0; i < 20'000; ++i) {
    compressor.add("{\"id\":\"s000000001\"}\n");
  }
  compressor.finish();

  EXPECT_EQ(bytes.substr(0, 4), "\x28\xB5\x2F\xFD");  // RFC 8878, 3.1.1
  EXPECT_LT(bytes.size(), 20'000U);
}

}  // namespace
}  // namespace vigie::collector
