#include "collector/simulation/simulation.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/collector/simulated_world.h"

namespace vigie::collector {
namespace {

bool is_state_host(const std::string& host) {
  static const std::set<std::string> kHosts{"francais.rt.com",
                                            "www.rt.com",
                                            "francais.news-pravda.com",
                                            "news-pravda.com",
                                            "sputnikglobe.com"};
  return kHosts.contains(host);
}

TEST(Simulate, GivesTheSameBytesForTheSameOptions) {
  EXPECT_EQ(bytes_of({}), default_world().bytes);
}

TEST(Simulate, GivesOtherPostsForAnotherSeed) {
  EXPECT_NE(bytes_of({.seed = 2}), default_world().bytes);
}

TEST(Simulate, WritesExactlyTheAskedPostsInOrderInsideTheWindow) {
  const auto& posts = default_world().posts;
  const SimulationOptions options;
  std::set<std::string> ids;
  std::int64_t last = to_ms(options.begin);

  for (const auto& post : posts) {
    EXPECT_GE(post.time_ms, last);
    last = post.time_ms;
    ids.insert(post.id);
  }

  EXPECT_EQ(posts.size(), 20'000U);
  EXPECT_EQ(ids.size(), posts.size());
  EXPECT_LT(last, to_ms(options.begin) + 28 * kDayMs);
  EXPECT_GT(last, to_ms(options.begin) + 28 * kDayMs - kHourMs);
}

TEST(Simulate, RefersOnlyToPostsThatStandAbove) {
  std::map<std::string, const ReadPost*> above;
  std::map<std::string, int> kinds;
  for (const auto& post : default_world().posts) {
    ++kinds[post.kind];
    EXPECT_EQ(post.kind == "reply", !post.parent.empty());
    EXPECT_EQ(post.kind == "repost" || post.kind == "quote", !post.subject.empty());
    EXPECT_EQ(post.kind == "repost", post.text.empty());
    if (!post.subject.empty()) {
      ASSERT_TRUE(above.contains(post.subject));
      const auto& subject = *above[post.subject];
      EXPECT_EQ(subject.account, post.subject_account);
      EXPECT_NE(subject.account, post.account);
      EXPECT_EQ(subject.time_ms, time_of(post.subject_time));
      EXPECT_NE(subject.kind, "repost");
    }
    if (!post.parent.empty()) {
      ASSERT_TRUE(above.contains(post.parent));
      EXPECT_THAT(post.mentions, testing::ElementsAre(above[post.parent]->account));
      EXPECT_TRUE(post.text.starts_with("@" + above[post.parent]->handle + " "));
    }
    above.emplace(post.id, &post);
  }
  EXPECT_EQ(kinds.size(), 4U);
}

TEST(Simulate, GivesARepostTheUrlsOfItsSubject) {
  std::map<std::string, const ReadPost*> above;
  std::size_t with_url = 0;
  for (const auto& post : default_world().posts) {
    above.emplace(post.id, &post);
    if (post.kind == "repost") {
      std::vector<std::string> bare;
      for (const auto& url : above[post.subject]->urls) {
        bare.push_back(url.substr(0, url.find('?')));  // the share button's own parameter
      }
      EXPECT_EQ(post.urls, bare);
      with_url += bare.size();
    }
  }
  EXPECT_GT(with_url, 500U);
}

TEST(Simulate, WritesItsLinksAndHashtagsInTheText) {
  for (const auto& post : default_world().posts) {
    if (post.kind == "repost") {
      continue;
    }
    for (const auto& url : post.urls) {
      EXPECT_TRUE(post.text.ends_with(" " + url)) << post.text;
    }
    for (const auto& tag : post.tags) {
      EXPECT_NE(post.text.find("#" + tag), std::string::npos) << post.text;
    }
  }
}

TEST(Simulate, InventsEverythingButTheRelayedOutlets) {
  std::set<std::string> handles;
  for (const auto& account : default_world().summary.truth) {
    EXPECT_TRUE(account.handle.ends_with(".demo")) << account.handle;
    EXPECT_TRUE(handles.insert(account.handle).second) << account.handle;
  }
  for (const auto& post : default_world().posts) {
    for (const auto& url : post.urls) {
      const bool is_invented = host_of(url).ends_with(".example");
      const bool is_marked = is_state_host(host_of(url)) && url.find("/sim/") != std::string::npos;
      EXPECT_TRUE(is_invented || is_marked) << url;
    }
  }
}

TEST(Simulate, CountsTheRolesThatItsSharesAskFor) {
  std::map<SimulatedRole, std::uint64_t> accounts;
  std::map<std::string, std::uint64_t> posts;
  for (const auto& post : default_world().posts) {
    ++posts[post.account];
    const SimulatedRole role = default_world().role(post);
    ASSERT_EQ(post.declared_bot,
              role == SimulatedRole::kDeclaredBot || role == SimulatedRole::kOutlet);
  }
  for (const auto& account : default_world().summary.truth) {
    ++accounts[account.role];
    EXPECT_EQ(account.posts, posts[account.native_id]);
  }

  // 20,000 / 12 = 1,666 accounts.
  EXPECT_EQ(default_world().summary.truth.size(), 1'666U);
  EXPECT_EQ(accounts[SimulatedRole::kNewsroom], 8U);
  EXPECT_EQ(accounts[SimulatedRole::kOutlet], 3U);
  EXPECT_EQ(accounts[SimulatedRole::kScheduler], 13U);
  EXPECT_EQ(accounts[SimulatedRole::kRelay], 10U);
  EXPECT_EQ(accounts[SimulatedRole::kTextBot], 13U);
  EXPECT_EQ(accounts[SimulatedRole::kCrew], 24U + 14U + 12U);
  EXPECT_EQ(accounts[SimulatedRole::kDeclaredBot], 2U);
  EXPECT_EQ(accounts[SimulatedRole::kAgency], 2U);
  EXPECT_EQ(accounts[SimulatedRole::kLocalPaper], 7U);
  EXPECT_EQ(accounts[SimulatedRole::kScheduledPerson], 5U);
  EXPECT_EQ(accounts[SimulatedRole::kFluentBot], 7U);
  EXPECT_EQ(accounts[SimulatedRole::kPerson], 1'666U - 120U);
}

TEST(Simulate, LeavesOutARoleWhoseShareIsZero) {
  SimulationOptions options{.posts = 2'000};
  options.shares.relay = 0.0;
  options.crews = 0;
  const World world = make_world(options);

  for (const auto& account : world.summary.truth) {
    EXPECT_NE(account.role, SimulatedRole::kRelay);
    EXPECT_NE(account.role, SimulatedRole::kCrew);
  }
}

TEST(Simulate, GivesEnoughPostsToTheAccountsThatAClockDrives) {
  for (const auto& account : default_world().summary.truth) {
    if (account.role != SimulatedRole::kPerson && account.role != SimulatedRole::kCrew) {
      EXPECT_GE(account.posts, 40U) << account.handle;
    }
  }
}

TEST(Simulate, MakesMostPeopleQuietAndAFewZealous) {
  std::size_t quiet = 0;
  std::size_t people = 0;
  std::size_t zealous = 0;
  std::map<std::string, std::map<std::int64_t, int>> per_day;
  for (const auto& post : default_world().posts) {
    ++per_day[post.account][post.time_ms / kDayMs];
  }
  for (const auto& account : default_world().summary.truth) {
    if (account.role != SimulatedRole::kPerson) {
      continue;
    }
    ++people;
    quiet += account.posts < 30 ? 1U : 0U;
    EXPECT_GE(account.posts, 1U);
    if (account.group == "zealous") {
      ++zealous;
      int busiest = 0;
      for (const auto& [day, posts] : per_day[account.native_id]) {
        busiest = std::max(busiest, posts);
      }
      EXPECT_GE(busiest, 50) << account.handle;
    }
  }
  EXPECT_GT(quiet * 10, people * 9);
  EXPECT_GE(zealous, 4U);
}

TEST(Simulate, LetsEveryPersonSleep) {
  std::size_t active = 0;
  for (const auto& [account, times] : times_of(default_world(), SimulatedRole::kPerson)) {
    // Six hours of sleep leave five whole clock hours empty.
    EXPECT_GE(empty_hours(times), 5) << account;
    active += times.size() >= 100 ? 1U : 0U;
  }
  EXPECT_GE(active, 5U);
}

TEST(Simulate, LetsSchedulersSleepToo) {
  for (const auto& [account, times] : times_of(default_world(), SimulatedRole::kScheduler)) {
    EXPECT_GE(empty_hours(times), 8) << account;
    for (const auto time : times) {
      EXPECT_LE(time % (std::int64_t{15} * 60'000), 3'000) << account;
    }
  }
}

TEST(Simulate, LetsTextBotsRestThreeHoursOnly) {
  for (const auto& [account, times] : times_of(default_world(), SimulatedRole::kTextBot)) {
    EXPECT_GE(empty_hours(times), 3) << account;
    EXPECT_LE(empty_hours(times), 5) << account;
  }
}

TEST(Simulate, RunsRelaysLikeClockworkAroundTheClock) {
  for (const auto& [account, times] : times_of(default_world(), SimulatedRole::kRelay)) {
    std::map<std::int64_t, std::size_t> delays;  // to the minute, by far above the jitter
    for (std::size_t i = 1; i < times.size(); ++i) {
      ++delays[(times[i] - times[i - 1] + 30'000) / 60'000];
    }
    const auto most =
        std::max_element(delays.begin(), delays.end(), [](const auto& a, const auto& b) {
          return a.second < b.second;
        });
    EXPECT_GE(most->first, 30) << account;
    EXPECT_LE(most->first, 90) << account;
    EXPECT_GE(static_cast<double>(most->second), 0.9 * static_cast<double>(times.size() - 1));
    EXPECT_LE(empty_hours(times), 3) << account;
  }
}

TEST(Simulate, LetsTheWeatherBotSpeakEveryHourOfTheWholeWindow) {
  std::set<std::size_t> counts;
  for (const auto& [account, times] : times_of(default_world(), SimulatedRole::kDeclaredBot)) {
    counts.insert(times.size());
  }
  EXPECT_EQ(counts, (std::set<std::size_t>{std::size_t{28} * 8, std::size_t{28} * 24}));
}

TEST(Simulate, SharesStateOutletsThroughRelaysAndConvincedPeople) {
  std::map<std::string, int> links;
  for (const auto& post : default_world().posts) {
    const auto& account = default_world().truth.at(post.account);
    for (const auto& url : post.urls) {
      if (is_state_host(host_of(url))) {
        ++links[account.role == SimulatedRole::kPerson ? "person " + account.group
                                                       : std::string{role_name(account.role)}];
      }
    }
  }
  EXPECT_GT(links["relay"], 1'000);
  EXPECT_GT(links["person conviction"], 20);
  EXPECT_GT(links["crew"], 50);
  EXPECT_EQ(links["newsroom"], 0);
}

/// Crew posts by what they share.
std::map<std::string, std::vector<const ReadPost*>> crew_posts(
    const World& world, const std::function<std::string(const ReadPost&)>& object) {
  std::map<std::string, std::vector<const ReadPost*>> posts;
  for (const auto& post : world.posts) {
    if (world.truth.at(post.account).group == "crew-1-naive" && !object(post).empty()) {
      posts[object(post)].push_back(&post);
    }
  }
  return posts;
}

/// Objects that 12 of its members or more shared within the minute of a wave.
std::vector<std::vector<const ReadPost*>> find_waves(
    const std::map<std::string, std::vector<const ReadPost*>>& by_object) {
  std::vector<std::vector<const ReadPost*>> waves;
  for (const auto& [object, posts] : by_object) {
    std::set<std::string> members;
    for (const auto* post : posts) {
      members.insert(post->account);
    }
    if (members.size() >= 12 && posts.back()->time_ms - posts.front()->time_ms <= 60'000) {
      waves.push_back(posts);
    }
  }
  return waves;
}

TEST(Simulate, SendsTheCrewInWavesOfOneUrlAndNearlyOneText) {
  const auto waves = find_waves(crew_posts(default_world(), [](const ReadPost& post) {
    return post.kind == "post" && !post.urls.empty() ? post.urls.front() : std::string{};
  }));

  EXPECT_GE(waves.size(), 20U);  // one or two on each of 20 working days
  for (const auto& wave : waves) {
    std::map<std::string, int> copies;
    for (const auto* post : wave) {
      ++copies[post->text];
    }
    EXPECT_GE(copies.size(), 2U);  // edited by some
    EXPECT_LT(copies.size(), wave.size());
    const auto hour = wave.front()->time_ms % kDayMs / kHourMs;
    EXPECT_GE(hour, 8);  // 9 to 17 h at UTC+1
    EXPECT_LE(hour, 16);
    EXPECT_LT((wave.front()->time_ms / kDayMs + 3) % 7, 5);  // 1970 began on a Thursday
  }
}

TEST(Simulate, LetsTheCrewRepostOnePostTogether) {
  const auto waves = find_waves(crew_posts(default_world(), [](const ReadPost& post) {
    return post.kind == "repost" ? post.subject : std::string{};
  }));

  EXPECT_GE(waves.size(), 5U);
}

TEST(Simulate, RepeatsFewTextsAmongPeople) {
  std::map<std::string, int> texts;
  int written = 0;
  for (const auto& post : default_world().posts) {
    if (default_world().role(post) == SimulatedRole::kPerson && post.kind == "post" &&
        post.urls.empty()) {
      ++texts[post.text];
      ++written;
    }
  }
  EXPECT_GT(written, 1'500);
  EXPECT_GT(static_cast<double>(texts.size()), 0.98 * written);
}

TEST(Simulate, HoldsItsPromisesForShortAndOddWindows) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const SimulationOptions options{
        .posts = 1'000, .seed = seed, .begin = from_ms(1'700'003'599'999), .days = 2};
    const World world = make_world(options);

    ASSERT_EQ(world.posts.size(), 1'000U);
    EXPECT_GE(world.posts.front().time_ms, to_ms(options.begin));
    EXPECT_LT(world.posts.back().time_ms, to_ms(options.begin) + 2 * kDayMs);
  }
}

TEST(Simulate, RefusesWhatItCannotMake) {
  const auto fault = [](SimulationOptions options) {
    bool written = false;
    const auto result = simulate(options, [&written](std::string_view) { written = true; });
    EXPECT_FALSE(written);
    return result ? std::string{} : result.error();
  };

  EXPECT_EQ(fault({.posts = 999}), "simulation: posts must be 1000 to 200000000");
  EXPECT_EQ(fault({.accounts = 99}), "simulation: accounts must be 100 to the number of posts");
  EXPECT_EQ(fault({.accounts = 20'001}), "simulation: accounts must be 100 to the number of posts");
  EXPECT_EQ(fault({.days = 1}), "simulation: days must be 2 to 366");
  EXPECT_EQ(fault({.shares = {.newsroom = -0.1}}), "simulation: share newsroom is below 0");
  EXPECT_EQ(fault({.shares = {.newsroom = 0.6}}),
            "simulation: the shares of all accounts exceed 0.5 together");
  EXPECT_EQ(fault({.shares = {.fan = 1.5}}), "simulation: share fan is above 1");
  EXPECT_EQ(fault({.shares = {.german = 0.6, .russian = 0.6}}),
            "simulation: german and russian exceed 1 together");
  EXPECT_EQ(fault({.crews = 101}), "simulation: at most 100 crews and 100 events");
  EXPECT_EQ(fault({.events = 101}), "simulation: at most 100 crews and 100 events");
  EXPECT_EQ(fault({.posts = 100'000, .accounts = 100, .days = 2}),
            "simulation: 100 accounts cannot write 100000 posts by hand in 2 days");
}

TEST(RenderTruthCsv, WritesAHeaderAndOneRowAnAccount) {
  const std::vector<SimulatedAccount> truth{
      {"0001", "nadia.galet.demo", SimulatedRole::kPerson, "", 3, "fr", 60, "valley"},
      {"0002", "yanis.quai.demo", SimulatedRole::kCrew, "crew-1-naive", 40, "de", -300, ""}};

  EXPECT_EQ(render_truth_csv(truth),
            "account,handle,role,group,posts,language,utc_offset_minutes,camp\n"
            "0001,nadia.galet.demo,person,,3,fr,60,valley\n"
            "0002,yanis.quai.demo,crew,crew-1-naive,40,de,-300,\n");
}

}  // namespace
}  // namespace vigie::collector
