#include "collector/bluesky/history_source.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "collector/bluesky/public_host.h"

namespace vigie::collector {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kMostPages = 1'000;
constexpr std::size_t kPageLimit = 100;

/// What is known of one account while its history is read.
struct HistoryOfOne {
  std::string did;
  UtcTime begun;                   ///< What is posted later may be missing.
  std::optional<UtcTime> created;  ///< The account.
  std::optional<UtcTime> oldest;   ///< Of its posts that were fetched.
  bool is_complete = true;         ///< Nothing lies before `oldest`.
  std::size_t posts = 0;
};

/// One start of the source.
class HistoryReading {
 public:
  HistoryReading(const BlueskyOptions& options,
                 std::uint32_t posts_per_account,
                 AccountQueue& queue,
                 LiveTools& tools,
                 const LiveRun& run)
      : options_(options),
        posts_per_account_(posts_per_account),
        queue_(queue),
        clock_(tools.clock),
        run_(run),
        appview_(options, tools.fetcher, tools.clock) {}

  tl::expected<void, LiveError> read_all();

 private:
  using Done = tl::expected<void, FetchError>;

  [[nodiscard]] std::vector<std::string> next_accounts();
  [[nodiscard]] Done resolve_all(std::vector<std::string>& accounts);
  [[nodiscard]] Done read_group(std::vector<std::string>& accounts);
  [[nodiscard]] Done read_profiles(const std::vector<std::string>& dids,
                                   std::vector<HistoryOfOne>& histories);
  [[nodiscard]] Done read_profiles_singly(const std::vector<std::string>& dids,
                                          std::vector<HistoryOfOne>& histories);
  [[nodiscard]] Done read_history(HistoryOfOne& history);
  [[nodiscard]] Done read_feed(HistoryOfOne& history);
  [[nodiscard]] Done read_repository(HistoryOfOne& history);
  [[nodiscard]] Done read_collection(const std::string& server,
                                     std::string_view collection,
                                     HistoryOfOne& history);
  void take_page(const PageEnd& end, RecordBatch batch, HistoryOfOne& history);
  void tell_seen(const HistoryOfOne& history);
  void tell_unknown(const std::string& did);
  [[nodiscard]] RecordBatch new_batch() const;
  void hand_on(RecordBatch batch);
  void note_spent();

  const BlueskyOptions& options_;
  std::uint32_t posts_per_account_;
  AccountQueue& queue_;
  Clock& clock_;
  const LiveRun& run_;
  AppView appview_;
};

/// Errors that speak of one account, not of the server or the line.
bool is_about_one(const FetchError& error) {
  return error.kind == FetchErrorKind::kGone || error.kind == FetchErrorKind::kBadRequest ||
         error.kind == FetchErrorKind::kUnreadable;
}

RecordBatch HistoryReading::new_batch() const {
  RecordBatch batch;
  batch.platform = "bluesky";
  return batch;
}

void HistoryReading::hand_on(RecordBatch batch) {
  if (batch.empty()) {
    return;
  }
  run_.meter.count_events(batch.records_read);
  run_.meter.count_rejects(batch.rejects.size());
  run_.meter.set_last_event(clock_.now());
  run_.sink.accept(std::move(batch));
}

/// Before anything is asked for: a budget that is spent twice is none.
void HistoryReading::note_spent() {
  RecordBatch batch = new_batch();
  batch.cursor = queue_.spent();
  run_.sink.accept(std::move(batch));
}

std::vector<std::string> HistoryReading::next_accounts() {
  std::vector<std::string> accounts;
  auto next = queue_.next(run_.once ? 0ms : 1'000ms, run_.stop);
  while (next) {
    accounts.push_back(std::move(*next));
    next = accounts.size() < kHydrateBatch ? queue_.next(0ms, run_.stop) : std::nullopt;
  }
  return accounts;
}

/// Replaces handles by DIDs, and drops the handles that nobody has.
HistoryReading::Done HistoryReading::resolve_all(std::vector<std::string>& accounts) {
  std::vector<std::string> dids;
  for (const std::string& account : accounts) {
    if (!is_account_name(account)) {
      continue;  // a server would refuse it, and whoever stands beside it
    }
    auto did = appview_.resolve(account, run_.stop);
    if (did && std::find(dids.begin(), dids.end(), *did) == dids.end()) {
      dids.push_back(std::move(*did));
    } else if (!did && !is_about_one(did.error())) {
      return tl::unexpected{std::move(did.error())};
    }
  }
  accounts = std::move(dids);
  return {};
}

void HistoryReading::tell_unknown(const std::string& did) {
  RecordBatch batch = new_batch();
  batch.is_about_everybody = true;  // of an account that is not stored there is nothing to say
  Account& account = batch.accounts.emplace_back();
  account.native_id = did;
  account.state = AccountState::kUnknown;
  account.seen = clock_.now();
  hand_on(std::move(batch));
}

/// One that the server does not take must not keep it from the others.
HistoryReading::Done HistoryReading::read_profiles_singly(const std::vector<std::string>& dids,
                                                          std::vector<HistoryOfOne>& histories) {
  for (std::size_t i = 0; i < dids.size() && dids.size() > 1; ++i) {
    if (auto read = read_profiles({dids[i]}, histories); !read) {
      return read;
    }
  }
  return {};
}

HistoryReading::Done HistoryReading::read_profiles(const std::vector<std::string>& dids,
                                                   std::vector<HistoryOfOne>& histories) {
  RecordBatch batch = new_batch();
  if (auto read = appview_.profiles(dids, batch, run_.stop); !read) {
    return is_about_one(read.error()) ? read_profiles_singly(dids, histories) : read;
  }
  for (const Account& account : batch.accounts) {
    if (std::find(dids.begin(), dids.end(), account.native_id) != dids.end()) {
      histories.push_back(
          {.did = account.native_id, .begun = {}, .created = account.created, .oldest = {}});
    }
  }
  hand_on(std::move(batch));
  for (const std::string& did : dids) {
    const auto is_it = [&did](const HistoryOfOne& one) { return one.did == did; };
    if (std::none_of(histories.begin(), histories.end(), is_it)) {
      tell_unknown(did);
    }
  }
  return {};
}

void HistoryReading::take_page(const PageEnd& end, RecordBatch batch, HistoryOfOne& history) {
  history.posts += end.posts;
  if (end.oldest) {
    history.oldest = history.oldest ? std::min(*history.oldest, *end.oldest) : end.oldest;
  }
  hand_on(std::move(batch));
}

HistoryReading::Done HistoryReading::read_feed(HistoryOfOne& history) {
  std::string cursor;
  for (std::size_t page = 0; page < kMostPages; ++page) {
    if (history.posts >= posts_per_account_) {
      history.is_complete = false;
      return {};
    }
    RecordBatch batch = new_batch();
    const std::size_t limit = std::min(kPageLimit, posts_per_account_ - history.posts);
    auto end = appview_.author_feed(history.did, limit, cursor, batch, run_.stop);
    if (!end) {
      return tl::unexpected{std::move(end.error())};
    }
    take_page(*end, std::move(batch), history);
    if (end->cursor.empty()) {
      return {};
    }
    cursor = std::move(end->cursor);
  }
  history.is_complete = false;
  return {};
}

HistoryReading::Done HistoryReading::read_collection(const std::string& server,
                                                     std::string_view collection,
                                                     HistoryOfOne& history) {
  std::string cursor;
  for (std::size_t page = 0; page < kMostPages; ++page) {
    RecordBatch batch = new_batch();
    auto end = appview_.repository_page(server, history.did, collection, cursor, batch, run_.stop);
    if (!end) {
      return tl::unexpected{std::move(end.error())};
    }
    take_page(*end, std::move(batch), history);
    if (end->cursor.empty()) {
      return {};
    }
    cursor = std::move(end->cursor);
  }
  history.is_complete = false;
  return {};
}

HistoryReading::Done HistoryReading::read_repository(HistoryOfOne& history) {
  const auto server = appview_.repository_server(history.did, run_.stop);
  if (!server) {
    return tl::unexpected{server.error()};
  }
  std::optional<UtcTime> seen_from;  // the later of both, where one is not read to its end
  for (const std::string_view collection : {"app.bsky.feed.post", "app.bsky.feed.repost"}) {
    HistoryOfOne part = history;
    part.oldest.reset();
    if (auto read = read_collection(*server, collection, part); !read) {
      return read;
    }
    history.posts = part.posts;
    history.is_complete = history.is_complete && part.is_complete;
    if (part.oldest && !part.is_complete) {
      seen_from = seen_from ? std::max(*seen_from, *part.oldest) : part.oldest;
    } else if (part.oldest && history.is_complete) {
      history.oldest = history.oldest ? std::min(*history.oldest, *part.oldest) : part.oldest;
    }
  }
  if (!history.is_complete) {
    history.oldest = seen_from;
  }
  return {};
}

void HistoryReading::tell_seen(const HistoryOfOne& history) {
  std::optional<UtcTime> begin = history.oldest;
  if (history.is_complete && history.created) {
    begin = begin ? std::min(*begin, *history.created) : history.created;
  }
  if (!begin || *begin >= history.begun) {
    return;
  }
  RecordBatch batch = new_batch();
  batch.seen.push_back({.account_native_id = history.did, .begin = *begin, .end = history.begun});
  hand_on(std::move(batch));
}

HistoryReading::Done HistoryReading::read_history(HistoryOfOne& history) {
  history.begun = clock_.now();
  Done read = options_.full_history ? read_repository(history) : read_feed(history);
  if (read) {
    tell_seen(history);
    return {};
  }
  if (read.error().kind == FetchErrorKind::kGone && !options_.full_history) {
    tell_unknown(history.did);
  }
  return is_about_one(read.error()) ? Done{} : read;
}

/// On failure `accounts` holds those that are still to be done.
HistoryReading::Done HistoryReading::read_group(std::vector<std::string>& accounts) {
  if (auto resolved = resolve_all(accounts); !resolved) {
    return resolved;
  }
  std::vector<HistoryOfOne> histories;
  if (auto read = read_profiles(accounts, histories); !read) {
    return read;
  }
  accounts.clear();
  for (std::size_t i = 0; i < histories.size(); ++i) {
    if (auto read = read_history(histories[i]); !read) {
      for (std::size_t left = i + 1; left < histories.size(); ++left) {
        accounts.push_back(histories[left].did);
      }
      return read;
    }
  }
  return {};
}

tl::expected<void, LiveError> HistoryReading::read_all() {
  run_.meter.set_state(SourceState::kRunning);
  queue_.restore(run_.cursor);
  while (!run_.stop.stop_requested()) {
    std::vector<std::string> accounts = next_accounts();
    if (accounts.empty()) {
      if (run_.once && !run_.stop.stop_requested()) {
        return {};
      }
      continue;
    }
    note_spent();
    if (const Done read = read_group(accounts); !read) {
      for (const std::string& account : accounts) {
        queue_.want(account);
      }
      return tl::unexpected{live_error(read.error())};
    }
  }
  return tl::unexpected{LiveError{.kind = LiveErrorKind::kStopped, .message = "stopped"}};
}

}  // namespace

BlueskyHistory::BlueskyHistory(BlueskyOptions options,
                               std::uint32_t posts_per_account,
                               AccountQueue& queue,
                               LiveTools tools)
    : options_(std::move(options)),
      posts_per_account_(posts_per_account),
      queue_(queue),
      tools_(tools) {}

tl::expected<void, LiveError> BlueskyHistory::run(const LiveRun& run) {
  HistoryReading reading{options_, posts_per_account_, queue_, tools_, run};
  return reading.read_all();
}

}  // namespace vigie::collector
