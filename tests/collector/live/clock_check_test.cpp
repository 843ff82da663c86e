#include "collector/live/clock_check.h"

#include <map>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/fake_clock.h"

namespace vigie::collector {
namespace {

using namespace std::chrono_literals;
using tests::FakeClock;

/// Answers each address with the date that the test gave it.
class DatedHosts final : public HttpClient {
 public:
  tl::expected<HttpResponse, NetError> send(const HttpRequest& request,
                                            const std::stop_token& /*stop*/) override {
    HttpResponse response{.status = 200, .headers = {}, .body = {}, .url = {}};
    if (const auto found = dates.find(request.url); found != dates.end()) {
      response.headers.push_back({.name = "Date", .value = found->second});
    }
    return response;
  }

  std::map<std::string, std::string> dates;
};

class ClockCheckTest : public testing::Test {
 protected:
  void ask(const std::string& url) {
    HttpRequest request;
    request.url = url;
    ASSERT_TRUE(check.send(request, {}));
  }

  FakeClock clock;  // 2026-03-02T00:00:00Z, a Monday
  DatedHosts hosts;
  ClockCheck check{hosts, clock};
};

TEST_F(ClockCheckTest, KnowsNothingBeforeAnAnswerWithADate) {
  ask("https://silent.example/");

  EXPECT_EQ(check.error(), std::nullopt);
}

TEST_F(ClockCheckTest, TellsAClockThatIsWrongByADay) {
  hosts.dates["https://one.example/a?b"] = "Tue, 03 Mar 2026 00:00:05 GMT";

  ask("https://one.example/a?b");

  EXPECT_EQ(check.error(), -86'405s) << "behind";
}

TEST_F(ClockCheckTest, ForgivesAMinute) {
  hosts.dates["https://one.example/"] = "Sun, 01 Mar 2026 23:59:00 GMT";

  ask("https://one.example/");

  EXPECT_EQ(check.error(), std::nullopt);
}

TEST_F(ClockCheckTest, BlamesAServerWhenAnotherAgreesWithThisMachine) {
  hosts.dates["https://wrong.example/"] = "Tue, 03 Mar 2026 00:00:00 GMT";
  hosts.dates["https://right.example/"] = "Mon, 02 Mar 2026 00:00:01 GMT";

  ask("https://wrong.example/");
  ask("https://right.example/");

  EXPECT_EQ(check.error(), std::nullopt);
}

TEST_F(ClockCheckTest, IsSatisfiedOnceTheClockWasPutRight) {
  hosts.dates["https://one.example/"] = "Tue, 03 Mar 2026 00:00:00 GMT";
  ask("https://one.example/");
  clock.advance(24h);

  ask("https://one.example/");

  EXPECT_EQ(check.error(), std::nullopt);
}

TEST(ClockError, IsNotToldByWhatACacheKept) {
  const UtcTime now = from_ms(1'772'409'600'000);

  EXPECT_EQ(clock_error({{"Date", "Sun, 01 Mar 2026 00:00:00 GMT"}}, now), 86'400s);
  EXPECT_EQ(clock_error({{"Date", "Sun, 01 Mar 2026 00:00:00 GMT"}, {"Age", "86400"}}, now),
            std::nullopt);
}

}  // namespace
}  // namespace vigie::collector
