#include "app/source_journal.h"

#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/live/collector.h"
#include "tests/support/fake_clock.h"

namespace vigie::app {
namespace {

using namespace std::chrono_literals;
using collector::LiveError;
using collector::LiveErrorKind;
using collector::LiveRun;
using collector::SourceState;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr UtcTime kNoon = from_ms(1'772'452'800'000);  // 2026-03-02T12:00:00Z

/// A journal and one source, looked at once a second as the writer does.
struct Looking {
  SourceJournal journal = {};
  collector::SourceMeter meter = {};
  std::vector<std::string> lines = {};

  void look(UtcTime now) {
    CollectProgress progress;
    progress.now = now;
    progress.sources.push_back({"mastodon:social.example:local", meter.read(), {}});
    for (std::string& line : journal.look(progress)) {
      lines.push_back(std::move(line));
    }
  }

  /// Looks each second of [begin, begin + duration).
  void watch(UtcTime begin, std::chrono::seconds duration) {
    for (std::chrono::seconds at{0}; at < duration; ++at) {
      look(begin + at);
    }
  }
};

TEST(SourceJournal, TellsOnceThatASourceFailsAndOnceThatItWorksAgain) {
  Looking looking;
  looking.meter.set_state(SourceState::kRunning);
  looking.watch(kNoon, 10s);
  for (int retry = 0; retry < 5; ++retry) {
    looking.meter.set_state(SourceState::kWaiting, "no answer within 20 s", kNoon + 52s);
    looking.watch(kNoon + 40s, 5s);
    looking.meter.set_state(SourceState::kRunning);  // connects, and fails again
    looking.watch(kNoon + 45s, 5s);
  }
  looking.meter.count_accepted();
  looking.watch(kNoon + 10min, 61s);

  EXPECT_THAT(looking.lines,
              ElementsAre(AllOf(HasSubstr("mastodon:social.example:local fails: no answer within "
                                          "20 s. Next try in 12 s"),
                                HasSubstr("vigie doctor")),
                          HasSubstr("mastodon:social.example:local works again after 10 min")));
}

TEST(SourceJournal, DoesNotBelieveASourceThatFailsAgainWithinAMinute) {
  Looking looking;
  for (int minute = 0; minute < 5; ++minute) {
    const UtcTime now = kNoon + std::chrono::minutes{minute};
    looking.meter.set_state(SourceState::kWaiting, "closed", now + 2s);
    looking.watch(now, 2s);
    looking.meter.set_state(SourceState::kRunning);
    looking.meter.count_accepted();
    looking.watch(now + 2s, 50s);
  }

  EXPECT_THAT(looking.lines, ElementsAre(HasSubstr("fails: closed")));
}

TEST(SourceJournal, TellsWhenASourceIsGivenUpAndWhatToDo) {
  Looking looking;
  looking.meter.set_state(SourceState::kFailed, "the token was revoked\nmake a new one");
  looking.watch(kNoon, 60s);

  EXPECT_THAT(looking.lines,
              ElementsAre(AllOf(HasSubstr("is given up: the token was revoked"),
                                HasSubstr("started anew"),
                                testing::Not(HasSubstr("\n")))));
}

TEST(SourceJournal, SaysNothingOfSourcesThatWork) {
  Looking looking;
  looking.meter.set_state(SourceState::kRunning);
  looking.watch(kNoon, 30s);
  looking.meter.set_state(SourceState::kFinished);
  looking.watch(kNoon, 30s);

  EXPECT_THAT(looking.lines, IsEmpty());
}

/// Fails so often, then works for two minutes.
class FailingSource final : public collector::LiveSource {
 public:
  FailingSource(int failures, std::function<void()> work)
      : failures_(failures), work_(std::move(work)) {}

  [[nodiscard]] std::string name() const override { return "test:source"; }

  [[nodiscard]] std::string platform() const override { return "test"; }

  [[nodiscard]] std::string format() const override { return "script"; }

  [[nodiscard]] bool is_filtered() const override { return false; }

  [[nodiscard]] tl::expected<void, LiveError> run(const LiveRun& run) override {
    if (failures_-- > 0) {
      return tl::unexpected{
          LiveError{.kind = LiveErrorKind::kTransient, .message = "no answer", .gap_reason = {}}};
    }
    RecordBatch batch;
    batch.records_read = 1;
    run.sink.accept(std::move(batch));
    work_();
    return {};
  }

 private:
  int failures_;
  std::function<void()> work_;
};

class NoSink final : public collector::PostSink {
 public:
  void accept(RecordBatch /*batch*/) override {}
};

/// Looks before and after each sleep of the loop.
class LookingClock final : public collector::Clock {
 public:
  explicit LookingClock(Looking& looking) : looking_(looking) {}

  UtcTime now() override { return clock_.now(); }

  std::chrono::steady_clock::time_point steady_now() override { return clock_.steady_now(); }

  bool sleep(std::chrono::milliseconds duration, const std::stop_token& stop) override {
    looking_.look(now());
    const bool slept = clock_.sleep(duration, stop);
    looking_.look(now());
    return slept;
  }

 private:
  Looking& looking_;
  tests::FakeClock clock_;
};

TEST(SourceJournal, NeverWritesALineForEachRetryOfTheLoop) {
  Looking looking;
  LookingClock clock{looking};
  NoSink sink;
  FailingSource source{30, [&] {
                         for (int i = 0; i < 120; ++i) {
                           clock.sleep(1s, {});
                         }
                       }};
  std::vector<collector::CollectedSource> sources;
  sources.push_back({.source = source, .sink = sink, .meter = looking.meter, .cursor = {}});

  collector::Collector{clock, {}}.run(sources, {});

  // Thirty failures: seven pauses, then parked every eighth time.
  EXPECT_THAT(looking.lines,
              ElementsAre(HasSubstr("fails: no answer"),
                          HasSubstr("is parked: no answer. Next try at 2026-03-02T"),
                          HasSubstr("works again after")));
}

}  // namespace
}  // namespace vigie::app
