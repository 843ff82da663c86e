#include <chrono>
#include <cstdlib>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/gated_checks.h"
#include "app/health_checks.h"
#include "app/stored_logins.h"
#include "tests/storage/store_fixture.h"
#include "tests/support/live_tools.h"

namespace vigie::app {
namespace {

using collector::HttpRequest;
using collector::HttpResponse;
using collector::tests::LiveWorld;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// An environment variable for the length of a test.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) { ::setenv(name, value, 1); }

  ~Variable() { ::unsetenv(name_); }

  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  Variable(Variable&&) = delete;
  Variable& operator=(Variable&&) = delete;

 private:
  const char* name_;
};

/// X, Reddit and YouTube, each with something to read, none acknowledged.
collector::LiveOptions gated_options() {
  collector::LiveOptions options;
  options.x.enabled = true;
  options.x.base = "https://api.x.example";
  options.x.queries = {"vote"};
  options.x.monthly_budget_dollars = 10.0;
  options.reddit.enabled = true;
  options.reddit.base = "https://oauth.reddit.example";
  options.reddit.login = "https://www.reddit.example";
  options.reddit.user_agent = "linux:vigie:1 (by /u/desk)";
  options.reddit.subreddits = {"europe"};
  options.youtube.enabled = true;
  options.youtube.base = "https://youtube.example";
  options.youtube.channels = {"@desk"};
  return options;
}

void acknowledge(collector::LiveOptions& options) {
  options.x.terms_acknowledged = true;
  options.reddit.terms_acknowledged = true;
  options.youtube.terms_acknowledged = true;
}

TEST(CheckGates, SaysWhatEachGatedPlatformLacks) {
  collector::LiveOptions options = gated_options();

  for (const HealthCheck& check : check_gates(options)) {
    EXPECT_EQ(check.health, Health::kBad);
    EXPECT_THAT(check.finding, HasSubstr(check.subject + ".terms_acknowledged = true"));
  }
  acknowledge(options);
  const auto without_credentials = check_gates(options);

  ASSERT_THAT(without_credentials, SizeIs(3));
  EXPECT_THAT(without_credentials[0].finding, HasSubstr("VIGIE_X_BEARER_TOKEN"));
  EXPECT_THAT(without_credentials[1].finding, HasSubstr("VIGIE_REDDIT_CLIENT_ID"));
  EXPECT_THAT(without_credentials[2].finding, HasSubstr("VIGIE_YOUTUBE_API_KEY"));
  EXPECT_THAT(gated_probes(options), IsEmpty()) << "nothing is sent through a closed gate";
}

TEST(CheckGates, FindsNothingAmissWhereTermsAndCredentialsAreThere) {
  const Variable token{"VIGIE_X_BEARER_TOKEN", "kept-secret"};
  collector::LiveOptions options = gated_options();
  options.reddit.enabled = false;
  options.youtube.enabled = false;
  acknowledge(options);

  const auto checks = check_gates(options);

  ASSERT_THAT(checks, SizeIs(1));
  EXPECT_EQ(checks[0].health, Health::kGood);
  EXPECT_THAT(checks[0].finding, Not(HasSubstr("kept-secret")));
  options.x.queries.clear();
  EXPECT_EQ(check_gates(options)[0].health, Health::kDoubtful);
  options.x.monthly_budget_dollars = 0.0;
  EXPECT_THAT(check_gates(options)[0].finding, HasSubstr("monthly_budget_dollars"));
}

TEST(CheckReachability, AsksGatedHostsForWhatIsFreeAndWithoutTheirCredentials) {
  const Variable token{"VIGIE_X_BEARER_TOKEN", "kept-secret"};
  LiveWorld world;
  collector::LiveOptions options = gated_options();
  options.reddit.enabled = false;
  options.youtube.enabled = false;
  acknowledge(options);
  world.http.answer = [](const HttpRequest&) {
    return HttpResponse{.status = 401, .headers = {}, .body = "{}", .url = {}};
  };

  const auto checks = check_reachability(
      options, {.http = world.http, .websockets = world.websockets, .clock = world.clock});

  ASSERT_THAT(checks, SizeIs(1));
  EXPECT_EQ(checks[0].health, Health::kGood) << "it was reached";
  ASSERT_THAT(world.http.requests, SizeIs(1));
  EXPECT_EQ(world.http.requests[0].url, "https://api.x.example/2/openapi.json");
  EXPECT_THAT(world.http.requests[0].headers, IsEmpty());
}

/// `doctor` and a Bluesky server that gives `status` to a login.
class CheckLogin : public testing::Test {
 protected:
  CheckLogin() {
    options.enabled = true;
    options.identifier = "desk.example";
    options.service = "https://pds.example";
  }

  HealthCheck check(int status, bool may_log_in = true) {
    world.http.answer = [status](const HttpRequest&) {
      return HttpResponse{.status = status,
                          .headers = {},
                          .body = status == 200
                                      ? R"({"accessJwt":"a","refreshJwt":"b","did":"did:plc:desk"})"
                                      : R"({"error":"AuthenticationRequired"})",
                          .url = {}};
    };
    const auto checks =
        check_login(options,
                    {.http = world.http, .websockets = world.websockets, .clock = world.clock},
                    [may_log_in](UtcTime) { return may_log_in; });
    return checks.empty() ? HealthCheck{} : checks.front();
  }

  LiveWorld world;
  collector::BlueskyOptions options;
  Variable password{"VIGIE_BLUESKY_APP_PASSWORD", "xyzzy"};
};

TEST_F(CheckLogin, TellsWhetherTheAppPasswordIsAcceptedAndHowToMendIt) {
  const HealthCheck accepted = check(200);
  EXPECT_EQ(accepted.health, Health::kGood);
  EXPECT_THAT(accepted.finding, HasSubstr("desk.example is accepted"));

  const HealthCheck refused = check(401);
  EXPECT_EQ(refused.health, Health::kBad);
  EXPECT_THAT(refused.finding,
              AllOf(HasSubstr("wrong or was revoked. Make a new one"),
                    HasSubstr("VIGIE_BLUESKY_APP_PASSWORD"),
                    Not(HasSubstr("xyzzy"))));
  EXPECT_THAT(world.http.requests, SizeIs(2));
}

TEST_F(CheckLogin, DoesNotTryWhenTheDayIsUsedUp) {
  const HealthCheck skipped = check(200, false);

  EXPECT_EQ(skipped.health, Health::kDoubtful);
  EXPECT_THAT(skipped.finding, HasSubstr("5 logins"));
  EXPECT_THAT(world.http.requests, IsEmpty());
}

class StoredLogins : public storage::tests::StoreTest {};

TEST_F(StoredLogins, AreSharedByAllProgramsOfADatabase) {
  static_cast<void>(create());
  const UtcTime now = storage::tests::at(std::chrono::hours{1});
  auto collect = stored_logins(file(), "https://pds.example");
  auto doctor = stored_logins(file(), "https://pds.example");

  for (int i = 0; i < 4; ++i) {
    EXPECT_TRUE(collect(now));
  }
  EXPECT_TRUE(doctor(now));
  EXPECT_FALSE(doctor(now));
  EXPECT_FALSE(collect(now));
  EXPECT_TRUE(collect(now + std::chrono::hours{24}));
}

TEST_F(StoredLogins, AreCountedInMemoryWhereThereIsNoDatabase) {
  auto doctor = stored_logins(file("none.db"), "https://pds.example");
  const UtcTime now = storage::tests::at(std::chrono::hours{1});

  for (int i = 0; i < 5; ++i) {
    EXPECT_TRUE(doctor(now));
  }
  EXPECT_FALSE(doctor(now));
}

}  // namespace
}  // namespace vigie::app
