#include "app/recheck_run.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <iterator>
#include <memory>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/interrupt.h"
#include "app/program_lock.h"
#include "app/recheck_places.h"
#include "app/suppression_key.h"
#include "app/version.h"
#include "app/workspace.h"
#include "collector/live/fetcher.h"
#include "collector/net/start.h"
#include "storage/erasure.h"

namespace vigie::app {
namespace {

using nlohmann::ordered_json;

constexpr std::uint32_t kControls = 50;  ///< Posts of a platform that are surely there.

/// The network for the length of one re-check.
struct RecheckNetwork {
  explicit RecheckNetwork(const config::Settings& settings)
      : options(with_contact(settings)),
        http(collector::make_http_client(options.net)),
        streams(collector::make_stream_client(options.net)),
        websockets(collector::make_websocket_client(options.net)),
        fetcher(*http, limiter, clock),
        tools{fetcher, *streams, *websockets, clock} {}

  static collector::LiveOptions with_contact(const config::Settings& settings) {
    collector::LiveOptions options = settings.live;
    options.net.user_agent = fmt::format("Vigie/{} (+{})", kVersion, settings.contact);
    return options;
  }

  collector::LiveOptions options;
  collector::Clock& clock = collector::system_clock();
  collector::RateLimiter limiter{clock};
  std::unique_ptr<collector::HttpClient> http;
  std::unique_ptr<collector::StreamClient> streams;
  std::unique_ptr<collector::WebSocketClient> websockets;
  collector::Fetcher fetcher;
  collector::LiveTools tools;
};

/// A signal becomes a stop of whoever waits for an answer. `look`: is called all along.
class SignalWatch {
 public:
  explicit SignalWatch(std::function<void()> look)
      : thread_([this, look = std::move(look)](const std::stop_token& over) {
          constexpr std::chrono::milliseconds kLook{100};
          while (!over.stop_requested()) {
            if (InterruptGuard::requested()) {
              stop_.request_stop();
              return;
            }
            look();
            std::this_thread::sleep_for(kLook);
          }
        }) {}

  [[nodiscard]] std::stop_token token() const { return stop_.get_token(); }

 private:
  InterruptGuard guard_;
  std::stop_source stop_;
  std::jthread thread_;
};

class Rechecking {
 public:
  Rechecking(RunId run, const config::Settings& settings, storage::Database& database)
      : settings_(settings),
        database_(database),
        network_(settings),
        places_(network_.options, network_.tools, network_.limiter, database) {
    summary_.run = run;
    summary_.time = wall_clock();
    write_options_.suppression_key = need_suppression_key(database);
  }

  RecheckSummary go(const RecheckOptions& options, Console& console) {
    const SignalWatch watch{[this] { look_for_others(); }};
    const std::unique_ptr<ProgramLock> lock =
        wait_for_other(options.longest_wait, watch.token(), console);
    std::vector<collector::RecheckRequest> requests = distribute(options);
    for (std::size_t i = 0; i < places_.size() && !watch.token().stop_requested(); ++i) {
      collector::RecheckRequest& request = requests[i];
      request.believes_absences = options.believes_absences;
      for (auto& [key, account] :
           storage::read_newest_keys(database_, places_.at(i).platform(), kControls)) {
        request.controls.push_back({std::move(key), std::move(account)});
      }
      request.progress = [&, i](std::size_t posts) {
        console.progress(
            fmt::format("asking again: {}, {} posts", places_.at(i).name(), with_thousands(posts)));
      };
      ask(i, request, watch.token());
    }
    console.end_progress();
    summary_.was_stopped = watch.token().stop_requested();
    places_.save_cursors(database_, wall_clock());
    empty_log_after_erasures();
    return std::move(summary_);
  }

 private:
  void look_for_others() {
    network_.limiter.share_with_another(is_beside_another_ ||
                                        is_locked(lock_file(database_.file(), "collect")));
  }

  /// Two re-checks would ask the same questions: the second comes when the first is done, or after
  /// a while, with less of the limits. In a folder that cannot be written nobody tells of the
  /// other.
  [[nodiscard]] std::unique_ptr<ProgramLock> wait_for_other(std::chrono::minutes longest_wait,
                                                            const std::stop_token& stop,
                                                            Console& console) {
    constexpr std::chrono::milliseconds kPatienceOfTry{500};
    const auto end = std::chrono::steady_clock::now() + longest_wait;
    auto lock = wait_for_lock(lock_file(database_.file(), "recheck"), kPatienceOfTry, [&] {
      return stop.stop_requested() || std::chrono::steady_clock::now() >= end;
    });
    if (lock->has_file() && !lock->is_held() && !stop.stop_requested()) {
      is_beside_another_ = true;
      look_for_others();
      console.warn(fmt::format(
          "vigie: another re-check of this database still runs after {} minutes; this one goes on "
          "beside it, more slowly, and may ask for the same posts",
          longest_wait.count()));
    }
    return lock;
  }

  std::vector<collector::RecheckRequest> distribute(const RecheckOptions& options) {
    const storage::RecheckTargets targets =
        storage::read_recheck_targets(database_,
                                      {.run = summary_.run,
                                       .platforms = platforms_to_ask(network_.options),
                                       .max_accounts = settings_.report.max_accounts,
                                       .most_posts = options.most_posts,
                                       .asked_before = summary_.time - storage::kBetweenLooks});
    summary_.left_out = targets.left_out;
    summary_.recent = targets.recent;
    std::vector<collector::RecheckRequest> requests(places_.size());
    for (const storage::RecheckPost& post : targets.posts) {
      places_.learn(post);
      if (const auto place = places_.place_of_post(post.platform, post.native_id)) {
        requests[*place].posts.push_back({post.native_id, post.account_native_id});
      } else {
        ++summary_.not_askable;
      }
    }
    for (const storage::RecheckAccount& account : targets.accounts) {
      if (const auto place = places_.place_of_account(account.platform, account.native_id)) {
        requests[*place].accounts.push_back(account.native_id);
      }
    }
    return requests;
  }

  void ask(std::size_t place,
           const collector::RecheckRequest& request,
           const std::stop_token& stop) {
    if (request.posts.empty() && request.accounts.empty()) {
      return;
    }
    collector::RecheckOutcome outcome = collector::ask_again(places_.at(place), request, stop);
    storage::RecheckFindings findings;
    findings.platform = places_.at(place).platform();
    findings.there = std::move(outcome.posts.there);
    findings.absent = std::move(outcome.posts.absent);
    findings.gone = std::move(outcome.posts.gone);
    findings.accounts = std::move(outcome.accounts);
    findings.spoken_of = std::move(outcome.posts.accounts);
    findings.absent_accounts = std::move(outcome.absent_accounts);
    summary_.places.push_back(
        {.name = places_.at(place).name(),
         .asked = request.posts.size(),
         .unknown = outcome.posts.unknown.size() + outcome.of_accounts_away,
         .accounts_asked = request.accounts.size(),
         .accounts_unknown = outcome.accounts_unknown,
         .counts = storage::store_recheck(database_, findings, write_options_, wall_clock())});
    std::move(
        outcome.failures.begin(), outcome.failures.end(), std::back_inserter(summary_.failures));
  }

  void empty_log_after_erasures() {
    for (const RecheckOfPlace& place : summary_.places) {
      if (place.counts.erased + place.counts.posts_of_gone > 0) {
        // A reader that holds it keeps it for now: the next writer empties it.
        static_cast<void>(storage::empty_log(database_));
        return;
      }
    }
  }

  const config::Settings& settings_;
  storage::Database& database_;
  RecheckNetwork network_;
  RecheckPlaces places_;
  storage::WriteOptions write_options_;
  RecheckSummary summary_;
  std::atomic<bool> is_beside_another_{false};  ///< Also read by the thread that looks at signals.
};

ordered_json json_of_counts(const RecheckOfPlace& place) {
  return {{"name", place.name},
          {"asked", place.asked},
          {"there", place.counts.there},
          {"absent_once", place.counts.absent_once},
          {"erased", place.counts.erased},
          {"unknown", place.unknown},
          {"accounts",
           {{"asked", place.accounts_asked},
            {"there", place.counts.accounts_there},
            {"absent_once", place.counts.accounts_absent_once},
            {"away", place.counts.accounts_away},
            {"gone", place.counts.accounts_gone},
            {"posts_erased", place.counts.posts_of_gone},
            {"unknown", place.accounts_unknown}}}};
}

RecheckOfPlace sum_of(const RecheckSummary& summary) {
  RecheckOfPlace sum{.name = "all", .counts = {}};
  for (const RecheckOfPlace& place : summary.places) {
    sum.asked += place.asked;
    sum.unknown += place.unknown;
    sum.accounts_asked += place.accounts_asked;
    sum.accounts_unknown += place.accounts_unknown;
    sum.counts += place.counts;
  }
  return sum;
}

std::vector<std::string> row_of(const RecheckOfPlace& place) {
  const storage::RecheckCounts& counts = place.counts;
  return {place.name,
          with_thousands(place.asked),
          with_thousands(counts.there),
          with_thousands(counts.absent_once),
          with_thousands(counts.erased + counts.posts_of_gone),
          with_thousands(place.unknown),
          with_thousands(place.accounts_asked),
          with_thousands(counts.accounts_gone + counts.accounts_away)};
}

}  // namespace

RecheckSummary recheck_run(RunId run,
                           const RecheckOptions& options,
                           const config::Settings& settings,
                           storage::Database& database,
                           Console& console) {
  collector::initialize_network();
  return Rechecking{run, settings, database}.go(options, console);
}

std::string recheck_table(const RecheckSummary& summary) {
  Table table{{"asked again",
               "posts",
               "there",
               "absent once",
               "erased",
               "unknown",
               "accounts",
               "away or gone"}};
  for (const RecheckOfPlace& place : summary.places) {
    table.add(row_of(place));
  }
  if (summary.places.size() > 1) {
    table.add(row_of(sum_of(summary)));
  }
  std::string text = table.render();
  if (summary.recent > 0) {
    text += fmt::format("{} posts were asked for within the last hour: not again.\n",
                        with_thousands(summary.recent));
  }
  if (summary.left_out > 0) {
    text += fmt::format("{} posts were left out by --limit.\n", with_thousands(summary.left_out));
  }
  if (summary.not_askable > 0) {
    text += fmt::format("{} posts can be asked for nowhere (reposts of Bluesky, other servers').\n",
                        with_thousands(summary.not_askable));
  }
  return text;
}

std::string recheck_json(const RecheckSummary& summary) {
  ordered_json document = json_of_counts(sum_of(summary));
  document.erase("name");
  document["run"] = summary.run.value;
  document["time"] = to_iso8601(summary.time);
  document["recent"] = summary.recent;
  document["left_out"] = summary.left_out;
  document["not_askable"] = summary.not_askable;
  document["places"] = ordered_json::array();
  for (const RecheckOfPlace& place : summary.places) {
    document["places"].push_back(json_of_counts(place));
  }
  document["failures"] = summary.failures;
  document["stopped"] = summary.was_stopped;
  return document.dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace vigie::app
