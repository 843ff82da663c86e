#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <malloc.h>

#include "app/collect_status.h"
#include "app/commands.h"
#include "app/elapsed.h"
#include "app/failure.h"
#include "app/interrupt.h"
#include "app/live_sink.h"
#include "app/live_sources.h"
#include "app/live_store.h"
#include "app/live_writing.h"
#include "app/lock_patience.h"
#include "app/metrics_page.h"
#include "app/program_lock.h"
#include "app/source_journal.h"
#include "app/stored_logins.h"
#include "app/suppression_key.h"
#include "app/version.h"
#include "app/workspace.h"
#include "collector/live/clock_check.h"
#include "collector/live/collector.h"
#include "collector/net/start.h"
#include "storage/live_reader.h"
#include "storage/live_state.h"
#include "storage/processing_record.h"
#include "storage/sqlite/lock_wait.h"

namespace vigie::app {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t kQueuedLiveBatches = 8;
constexpr std::uint32_t kPostsRemembered = 200'000;    ///< Stored ones whose reposts are kept.
constexpr std::chrono::milliseconds kLookAround{200};  ///< Between two looks at signals and clocks.
constexpr std::chrono::seconds kBetweenStatusFiles{10};
constexpr std::chrono::seconds kBetweenFlushes{1};
constexpr std::chrono::milliseconds kLookOfOthers{500};  ///< They take the lock for a moment.
constexpr std::chrono::seconds kLongestLock{5};          ///< Then it is an outage: status goes on.
constexpr std::chrono::milliseconds kPatienceOfShortRuns{30'000};  ///< With a full disk or a lock.

/// Everything between the platforms and the database, for the length of one command.
class Collecting {
 public:
  Collecting(const CollectCommand& command, const config::Settings& settings, Console& console)
      : command_(command),
        console_(console),
        lists_(load_lists(settings)),
        index_(lists_),
        watches_(make_watch_context(settings.live.watches, load_topics(settings), index_)),
        options_(with_user_agent(settings)),
        limiter_(clock_),
        http_(collector::make_http_client(options_.net)),
        streams_(collector::make_stream_client(options_.net)),
        websockets_(collector::make_websocket_client(options_.net)),
        clock_check_(*http_, clock_),
        fetcher_(clock_check_, limiter_, clock_),
        tools_{fetcher_, *streams_, *websockets_, clock_},
        live_(make_live_sources(options_,
                                tools_,
                                limiter_,
                                stored_logins(command.common.db, options_.bluesky.service))),
        queue_(kQueuedLiveBatches) {
    live_.sources = choose_sources(std::move(live_.sources), command.sources);
  }

  /// Until stopped, or all sources have ended.
  void run(storage::Database& database) {
    prepare(database);
    metrics_.listen(command_.metrics.empty() ? options_.metrics_listen : command_.metrics,
                    options_.metrics_remote);
    measure();
    const InterruptGuard interrupt;
    std::stop_source stop;
    collector::CollectorOptions loop_options;
    loop_options.once = command_.once;
    collector::Collector loop{clock_, loop_options};
    std::jthread collecting;
    {
      // However this scope is left, the sources are told to stop and none waits for the writer.
      const Stopping stopping{stop, queue_};
      collecting = std::jthread{[&] {
        const ClosingQueue closing{queue_};
        run_sources(loop, stop.get_token());
      }};
      write_until_stopped(stop);
    }
    bool is_written = false;
    {
      const ClosingQueue closing{queue_};  // a failing writer must not leave sources waiting
      is_written = writing_->finish();     // until the last source has returned
    }
    collecting.join();
    measure();
    console_.end_progress();
    write_status_files();
    if (!is_written) {
      tell_unwritten();
    }
  }

  [[nodiscard]] const CollectProgress& progress() const { return progress_; }

  /// What would be read, and from where on.
  [[nodiscard]] std::string listing(storage::Database& database) const {
    Table table{{"source", "kept", "goes on at"}};
    for (const auto& source : live_.sources) {
      const std::string cursor = storage::read_live_cursor(database, source->name());
      table.add({source->name(),
                 source->is_filtered() ? "what a watch asks for" : "all",
                 cursor.empty() ? "from now" : cursor});
    }
    return table.render();
  }

 private:
  class Stopping {
   public:
    Stopping(std::stop_source& stop, BoundedQueue<LiveBatch>& queue) : stop_(stop), queue_(queue) {}

    ~Stopping() {
      stop_.request_stop();
      if (std::uncaught_exceptions() > 0) {
        queue_.close();
      }
    }

    Stopping(const Stopping&) = delete;
    Stopping& operator=(const Stopping&) = delete;
    Stopping(Stopping&&) = delete;
    Stopping& operator=(Stopping&&) = delete;

   private:
    std::stop_source& stop_;
    BoundedQueue<LiveBatch>& queue_;
  };

  static collector::LiveOptions with_user_agent(const config::Settings& settings) {
    collector::LiveOptions options = settings.live;
    options.net.user_agent = fmt::format("Vigie/{} (+{})", kVersion, settings.contact);
    return options;
  }

  void prepare(storage::Database& database) {
    std::vector<LiveSourceInfo> infos;
    meters_ = std::vector<collector::SourceMeter>(live_.sources.size());
    for (std::size_t i = 0; i < live_.sources.size(); ++i) {
      collector::LiveSource& source = *live_.sources[i];
      infos.push_back({source.name(), source.platform(), source.format()});
      // What a history brings is no reason to fetch it again.
      const auto queue =
          source.follows_others() ? live_.queues.end() : live_.queues.find(queue_of(source));
      sinks_.push_back(std::make_unique<LiveSink>(
          LiveSinkContext{.source = i,
                          .platform = source.platform(),
                          .is_filtered = source.is_filtered(),
                          .keeps_profiles = source.follows_others(),
                          .watches = *watches_,
                          .deepen = queue == live_.queues.end() ? nullptr : queue->second.get(),
                          .meter = meters_[i],
                          .clock = clock_,
                          .queue = queue_,
                          .shorteners = index_.shorteners()}));
      collected_.push_back({.source = source,
                            .sink = *sinks_[i],
                            .meter = meters_[i],
                            .cursor = storage::read_live_cursor(database, source.name()),
                            .away_reason = storage::read_away_reason(database, source.name())});
    }
    storage::read_newest_posts(
        database, kPostsRemembered, [this](std::string_view platform, std::string_view native_id) {
          watches_->kept.add(platform, native_id);
        });
    for (auto& [platform, queue] : live_.queues) {
      for (const std::string& name : watches_->followed.names(platform)) {
        queue->want(name);
      }
    }
    storage::WriteOptions options;
    options.suppression_key = need_suppression_key(database);
    store_ = std::make_unique<LiveStore>(database, std::move(options), std::move(infos));
    const bool ends_by_itself = command_.once || command_.duration.count() > 0;
    // An erasure or the compacting of a large file holds the lock for minutes; the queue holds the
    // sources back meanwhile. Who wants to stop waits for nobody.
    lock_patience_ = LockPatience{ends_by_itself ? kPatienceOfShortRuns
                                                 : std::chrono::milliseconds{kLongestLock}};
    lock_wait_ = std::make_unique<storage::LockWait>(database, [this](bool is_first) {
      return lock_patience_.is_at_end(is_first, InterruptGuard::requested(), steady_clock::now());
    });
    writing_ = std::make_unique<LiveWriting>(LiveWritingContext{
        .store = *store_,
        .queue = queue_,
        .clock = clock_,
        .tell = [this](const std::string& line) { console_.warn(line); },
        .patience = ends_by_itself ? std::optional{kPatienceOfShortRuns} : std::nullopt});
    progress_.started = wall_clock();
  }

  /// With `--once`, sources that work on what others queue begin when these are done.
  void run_sources(collector::Collector& loop, const std::stop_token& stop) {
    if (!command_.once) {
      loop.run(collected_, stop);
      return;
    }
    const auto followers = std::stable_partition(
        collected_.begin(), collected_.end(), [](const collector::CollectedSource& collected) {
          return !collected.source.get().follows_others();
        });
    loop.run({collected_.begin(), followers}, stop);
    loop.run({followers, collected_.end()}, stop);
  }

  /// What was not written is read again by the next start.
  [[nodiscard]] std::string unwritten() const {
    return fmt::format(
        "stopped while the store could not be written ({}). What was committed is safe; the next "
        "start goes on from there",
        writing_->outage()->what());
  }

  /// A full disk wants somebody, and so does a run that ended by itself without its records; a lock
  /// that another program held when this one was told to stop does not.
  void tell_unwritten() {
    if (writing_->outage()->kind() == storage::OutageKind::kFull || !InterruptGuard::requested()) {
      throw RunFailure(unwritten());
    }
    console_.warn("vigie: " + unwritten());
  }

  /// The writer: this thread alone touches the database.
  void write_until_stopped(std::stop_source& stop) {
    const auto end = command_.duration.count() > 0 ? steady_clock::now() + command_.duration
                                                   : steady_clock::time_point::max();
    lock_patience_.end_at(end);
    try {
      write_until(end);
    } catch (const storage::WriteOutage&) {
      if (!InterruptGuard::requested()) {
        throw RunFailure(unwritten());
      }  // else: it was told to stop, and ends as such
    }
    stop.request_stop();
  }

  void write_until(steady_clock::time_point end) {
    auto flushed = steady_clock::now();
    auto written = steady_clock::now() - kBetweenStatusFiles;
    while (true) {
      if (!writing_->step(kLookAround) && !writing_->outage() && is_over()) {
        return;
      }
      const auto now = steady_clock::now();
      if (now - flushed >= kBetweenFlushes) {
        writing_->flush();
        flushed = now;
        measure();
        tell_of_sources();
        console_.progress(progress_line(progress_));
      }
      if (now - written >= kBetweenStatusFiles) {
        write_status_files();
        written = now;
      }
      if (InterruptGuard::requested() || now >= end) {
        return;
      }
    }
  }

  /// True when no source will ever hand on anything more.
  [[nodiscard]] bool is_over() const {
    return std::all_of(meters_.begin(), meters_.end(), [](const collector::SourceMeter& meter) {
      const auto state = meter.read().state;
      return state == collector::SourceState::kFinished ||
             state == collector::SourceState::kFailed ||
             state == collector::SourceState::kUnfinished ||
             state == collector::SourceState::kStopped;
    });
  }

  void measure() {
    const auto before = total_events();
    const UtcTime then = progress_.now;
    progress_.now = wall_clock();
    progress_.sources.clear();
    for (std::size_t i = 0; i < meters_.size(); ++i) {
      progress_.sources.push_back({live_.sources[i]->name(), meters_[i].read(), store_->counts(i)});
    }
    const double seconds = std::chrono::duration<double>(progress_.now - then).count();
    if (to_ms(then) != 0 && seconds > 0.1) {
      progress_.events_per_second = static_cast<double>(total_events() - before) / seconds;
    }
    progress_.store_problem = writing_->outage() ? writing_->outage()->what() : "";
    limiter_.share_with_another(is_locked(lock_file(command_.common.db, "recheck")));
    check_clock();
    if (metrics_.is_listening()) {
      metrics_.show(progress_metrics(progress_));
    }
  }

  void tell_of_sources() {
    for (const std::string& line : journal_.look(progress_)) {
      console_.warn(line);
    }
    for (std::size_t i = 0; i < progress_.sources.size(); ++i) {
      writing_->note_away(i, progress_.sources[i].reading.away_reason);
    }
  }

  void check_clock() {
    progress_.clock_error = clock_check_.error();
    if (progress_.clock_error && !told_clock_) {
      told_clock_ = true;
      console_.warn(fmt::format(
          "vigie: this machine's clock is {} s {} what servers say: received times are wrong, and "
          "streams may not go on where they stopped. Switch on time synchronisation "
          "(timedatectl set-ntp true), then start again.",
          std::abs(progress_.clock_error->count()),
          progress_.clock_error->count() > 0 ? "ahead of" : "behind"));
    }
  }

  [[nodiscard]] std::uint64_t total_events() const {
    std::uint64_t events = 0;
    for (const SourceProgress& source : progress_.sources) {
      events += source.reading.events;
    }
    return events;
  }

  /// A disk that is full must not end the watch for a status file: the database will tell.
  void write_status_files() {
    measure();
    static_cast<void>(
        replace_file(collect_status_file(command_.common.db), progress_json(progress_), 0600));
    if (!options_.metrics_file.empty() &&
        !replace_file(options_.metrics_file, progress_metrics(progress_), 0644) && !told_metrics_) {
      told_metrics_ = true;
      console_.warn(fmt::format("vigie: {} cannot be written", options_.metrics_file));
    }
  }

  const CollectCommand& command_;
  Console& console_;
  std::vector<SourceList> lists_;
  analysis::SourceIndex index_;
  std::unique_ptr<WatchContext> watches_;
  collector::LiveOptions options_;
  collector::Clock& clock_ = collector::system_clock();
  collector::RateLimiter limiter_;
  std::unique_ptr<collector::HttpClient> http_;
  std::unique_ptr<collector::StreamClient> streams_;
  std::unique_ptr<collector::WebSocketClient> websockets_;
  collector::ClockCheck clock_check_;
  collector::Fetcher fetcher_;
  collector::LiveTools tools_;
  LiveSources live_;
  BoundedQueue<LiveBatch> queue_;
  std::vector<collector::SourceMeter> meters_;
  std::vector<std::unique_ptr<LiveSink>> sinks_;
  std::vector<collector::CollectedSource> collected_;
  std::unique_ptr<LiveStore> store_;
  LockPatience lock_patience_{kLongestLock};
  std::unique_ptr<storage::LockWait> lock_wait_;
  std::unique_ptr<LiveWriting> writing_;
  SourceJournal journal_;
  CollectProgress progress_;
  MetricsPage metrics_;
  bool told_metrics_ = false;
  bool told_clock_ = false;
};

/// What must be there before anything is asked of a platform.
void check_may_collect(const config::Settings& settings, const CommonArguments& common) {
  if (settings.contact.empty()) {
    throw UsageFailure(fmt::format(
        "live collecting needs a `contact` in the settings: it is sent to every platform, so that "
        "somebody can be reached. Write contact = \"desk@newsroom.example\" into {}.",
        common.config ? common.config->string()
                      : (common.db.parent_path() / "vigie.toml").string()));
  }
}

/// Where no source works for want of the operator, it is no use to start again: wrong usage.
void report_failures(const CollectProgress& progress) {
  std::size_t failed = 0;
  bool is_unfinished = false;
  std::string first;
  for (const SourceProgress& source : progress.sources) {
    const auto state = source.reading.state;
    is_unfinished = is_unfinished || state == collector::SourceState::kUnfinished;
    failed += state == collector::SourceState::kFailed ? 1U : 0U;
    if (state == collector::SourceState::kFailed || state == collector::SourceState::kUnfinished) {
      first = first.empty() ? fmt::format("{}: {}", source.name, source.reading.message) : first;
    }
  }
  if (failed > 0 && failed == progress.sources.size()) {
    throw UsageFailure(first);
  }
  if (failed > 0 || is_unfinished) {
    throw RunFailure(first);
  }
}

/// Nobody's posts are collected without a word on why: articles 5 and 30 of the GDPR.
void check_is_recorded(storage::Database& database) {
  if (!storage::has_processing_record(database)) {
    throw UsageFailure(
        "live collecting needs a record of processing: what is collected, why, on what ground and "
        "for how long. Write one with `vigie record --name ... --purpose ... --legal-basis ... "
        "--retention ...`; `vigie record --help` has an example.");
  }
}

/// Two writers of one stream would fetch everything twice.
void check_is_alone(const ProgramLock& lock, const std::filesystem::path& database) {
  if (!lock.has_file()) {
    throw RunFailure(fmt::format("{} cannot be written; check the folder's permissions",
                                 lock_file(database, "collect").string()));
  }
  if (!lock.is_held()) {
    throw RunFailure(
        "another `vigie collect` is at work on this database. Stop it first, or let it run and "
        "look at `vigie status`.");
  }
}

}  // namespace

void run(const CollectCommand& command, Console& console) {
  // Messages are made on one thread and freed on another: with an arena for each thread, memory is
  // what each of them once held, for weeks.
  // NOLINTNEXTLINE(concurrency-mt-unsafe): no other thread runs yet
  ::mallopt(M_ARENA_MAX, 1);
  collector::initialize_network();
  const config::Settings settings = load_settings(command.common);
  check_may_collect(settings, command.common);
  storage::Database database = open_for_writing(command.common, true);
  if (!command.dry_run) {
    check_is_recorded(database);
  }
  const ProgramLock lock{lock_file(command.common.db, "collect"), kLookOfOthers};
  check_is_alone(lock, command.common.db);
  Collecting collecting{command, settings, console};
  if (command.dry_run) {
    console.say(collecting.listing(database));
    return;
  }
  collecting.run(database);
  if (console.json_mode()) {
    console.json(progress_json(collecting.progress()));
  } else {
    console.say(progress_table(collecting.progress()));
  }
  report_failures(collecting.progress());
}

}  // namespace vigie::app
