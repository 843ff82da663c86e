#include "app/live_sources.h"

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/collect_arguments.h"
#include "app/failure.h"
#include "app/health_checks.h"
#include "collector/live/clock_check.h"
#include "tests/support/live_tools.h"

namespace vigie::app {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

class NamedSource final : public collector::LiveSource {
 public:
  explicit NamedSource(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] std::string name() const override { return name_; }

  [[nodiscard]] std::string platform() const override { return name_.substr(0, name_.find(':')); }

  [[nodiscard]] std::string format() const override { return "test"; }

  [[nodiscard]] bool is_filtered() const override { return true; }

  [[nodiscard]] tl::expected<void, collector::LiveError> run(
      const collector::LiveRun& /*run*/) override {
    return {};
  }

 private:
  std::string name_;
};

std::vector<std::unique_ptr<collector::LiveSource>> sources() {
  std::vector<std::unique_ptr<collector::LiveSource>> made;
  for (const char* name : {"bluesky:jetstream",
                           "bluesky:history",
                           "mastodon:a.example:local",
                           "mastodon:a.example.org:local"}) {
    made.push_back(std::make_unique<NamedSource>(name));
  }
  return made;
}

std::vector<std::string> chosen(const std::vector<std::string>& names) {
  std::vector<std::string> found;
  for (const auto& source : choose_sources(sources(), names)) {
    found.push_back(source->name());
  }
  return found;
}

std::vector<std::string> names_of(const collector::LiveOptions& options) {
  collector::tests::LiveWorld world;
  std::vector<std::string> names;
  for (const auto& source : make_live_sources(options, world.tools, world.limiter).sources) {
    names.push_back(source->name());
  }
  return names;
}

TEST(LiveSources, SearchBlueskyForWhatWasTypedWithALoginAlone) {
  collector::LiveOptions options;
  options.bluesky.enabled = true;
  options.deepens = false;
  options.watches = {{.topics = {"elections"}, .listed_sources = true}};
  options.bluesky.identifier = "desk.example";
  EXPECT_THAT(names_of(options), ElementsAre("bluesky:jetstream")) << "nothing was typed";

  options.watches[0].hashtags = {"vote2026"};
  EXPECT_THAT(names_of(options), ElementsAre("bluesky:jetstream", "bluesky:search"));

  options.bluesky.identifier.clear();
  EXPECT_THAT(names_of(options), ElementsAre("bluesky:jetstream"));
}

TEST(ChooseSources, TakesAllWhenNoneIsNamed) {
  EXPECT_EQ(chosen({}).size(), 4U);
}

TEST(ChooseSources, TakesNamesAndBeginningsUpToAColon) {
  EXPECT_THAT(chosen({"bluesky"}), ElementsAre("bluesky:jetstream", "bluesky:history"));
  EXPECT_THAT(chosen({"bluesky:history"}), ElementsAre("bluesky:history"));
  EXPECT_THAT(chosen({"mastodon:a.example"}), ElementsAre("mastodon:a.example:local"));
}

TEST(ChooseSources, RefusesANameThatFitsNone) {
  EXPECT_THROW(static_cast<void>(chosen({"mastodon:a"})), UsageFailure);
  EXPECT_THROW(static_cast<void>(choose_sources({}, {})), UsageFailure);
}

TEST(FollowingInstances, PollWhatAWatchFollowsAtItsHomeOrAtTheFirst) {
  collector::LiveOptions options;
  options.mastodon.instances.resize(2);
  options.mastodon.instances[0].url = "https://first.example";
  options.mastodon.instances[1].url = "https://home.example";
  options.mastodon.instances[1].accounts = {"listed"};
  options.watches.push_back({.accounts = {"mastodon:ana@home.example",
                                          "mastodon:@listed@home.example",
                                          "mastodon:https://home.example/users/bo",
                                          "mastodon:far@other.example",
                                          "mastodon:nameless",
                                          "bluesky:ana@home.example"}});

  const auto instances = following_instances(options);

  EXPECT_THAT(instances[0].accounts, ElementsAre("far@other.example"));
  EXPECT_THAT(instances[1].accounts, ElementsAre("listed", "ana", "bo"));
}

TEST(FollowingInstances, AreNoneWhereTheSettingsNameNone) {
  collector::LiveOptions options;
  options.watches.push_back({.accounts = {"mastodon:ana@home.example"}});

  EXPECT_TRUE(following_instances(options).empty());
}

TEST(QueueOf, IsOnePerPlatformAndOnePerMastodonServer) {
  EXPECT_EQ(queue_of(NamedSource{"bluesky:jetstream"}), "bluesky");
  EXPECT_EQ(queue_of(NamedSource{"mastodon:a.example:local"}), "mastodon:a.example");
  EXPECT_EQ(queue_of(NamedSource{"mastodon:127.0.0.1:3000:tag:water"}), "mastodon:127.0.0.1:3000");
  EXPECT_EQ(queue_of(NamedSource{"mastodon:a.example:history"}), "mastodon:a.example");
}

TEST(ParseDuration, TakesSecondsMinutesHoursAndDays) {
  EXPECT_EQ(parse_duration("90s"), 90s);
  EXPECT_EQ(parse_duration("10m"), 600s);
  EXPECT_EQ(parse_duration("8h"), 28'800s);
  EXPECT_EQ(parse_duration("2d"), 172'800s);
}

TEST(ParseDuration, RefusesEverythingElse) {
  for (const char* text : {"", "s", "10", "0m", "-5m", "1.5h", "10 m", "10x", "9999999999999d"}) {
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
  }
}

TEST(ClockError, ComparesWithTheDateOfAnAnswer) {
  const UtcTime now = from_ms(1'772'452'800'000);  // 2026-03-02T12:00:00Z

  EXPECT_EQ(collector::clock_error({{"date", "Mon, 02 Mar 2026 11:59:00 GMT"}}, now), 60s);
  EXPECT_EQ(collector::clock_error({{"Date", "Tue, 03 Mar 2026 12:00:00 GMT"}}, now), -86'400s);
  EXPECT_EQ(collector::clock_error({{"Date", "yesterday"}}, now), std::nullopt);
  EXPECT_EQ(collector::clock_error({}, now), std::nullopt);
}

TEST(CheckConfiguration, AsksForAContactAndForSomethingToCollect) {
  const auto checks = check_configuration({});

  EXPECT_THAT(checks.front().finding, HasSubstr("contact ="));
  EXPECT_EQ(checks.front().health, Health::kBad);
  EXPECT_EQ(checks.back().subject, "sources");
  EXPECT_EQ(checks.back().health, Health::kDoubtful);
}

TEST(CheckConfiguration, NamesAVariableThatIsNotSetAndTermsThatAreNotAcknowledged) {
  config::Settings settings;
  settings.contact = "desk@newsroom.example";
  collector::MastodonInstance instance;
  instance.url = "https://social.example";
  instance.token_variable = "VIGIE_A_VARIABLE_THAT_NOBODY_SETS";
  settings.live.mastodon.instances = {instance};

  std::string findings;
  for (const HealthCheck& check : check_configuration(settings)) {
    findings += check.health == Health::kBad ? check.finding + "\n" : "";
  }

  EXPECT_THAT(findings, HasSubstr("terms_acknowledged is false"));
  EXPECT_THAT(findings, HasSubstr("VIGIE_A_VARIABLE_THAT_NOBODY_SETS is not set"));
}

}  // namespace
}  // namespace vigie::app
