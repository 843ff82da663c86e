#include "collector/mastodon/history_source.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "collector/mastodon/account_lookup.h"
#include "collector/mastodon/timeline_pages.h"
#include "collector/mastodon/web_address.h"

namespace vigie::collector::mastodon {
namespace {

/// What a look-up says of the account; that a token is refused is about whoever asks.
bool is_about_the_account(const FetchError& error) {
  return error.kind == FetchErrorKind::kGone || error.kind == FetchErrorKind::kBadRequest;
}

/// The account is gone, or not for us: no reason to end the histories of others.
bool is_closed(const FetchError& error) {
  return error.kind == FetchErrorKind::kGone || error.kind == FetchErrorKind::kDenied ||
         error.kind == FetchErrorKind::kBadRequest;
}

class HistorySource : public LiveSource {
 public:
  HistorySource(std::shared_ptr<Site> site, AccountQueue& queue, const DeepenOptions& options)
      : site_(std::move(site)), queue_(queue), options_(options), reader_(site_->ids()) {}

  std::string name() const override { return fmt::format("mastodon:{}:history", site_->host()); }

  std::string platform() const override { return "mastodon"; }

  std::string format() const override { return "mastodon"; }

  bool is_filtered() const override { return false; }

  bool follows_others() const override { return true; }

  tl::expected<void, LiveError> run(const LiveRun& run) override {
    if (auto allowed = site_->check_settings(); !allowed) {
      return allowed;
    }
    run.meter.set_state(SourceState::kRunning);
    queue_.restore(run.cursor);
    const std::chrono::milliseconds wait{run.once ? 0 : 1'000};
    while (!run.stop.stop_requested()) {
      const auto account = queue_.next(wait, run.stop);
      if (!account && run.once) {
        return {};
      }
      if (account) {
        note_spent(run);
        if (auto read = read_account(*account, run); !read) {
          return read;
        }
      }
    }
    return tl::unexpected{LiveError{.kind = LiveErrorKind::kStopped, .message = "stopped"}};
  }

 private:
  /// Before anything is asked for: a budget that is spent twice is none.
  void note_spent(const LiveRun& run) {
    RecordBatch batch = empty_batch();
    batch.cursor = queue_.spent();
    run.sink.accept(std::move(batch));
  }

  /// Nothing for an account that this instance does not know.
  tl::expected<std::optional<KnownAccount>, LiveError> find(const std::string& uri,
                                                            const LiveRun& run) {
    const bool is_local = host_of_origin(uri) == site_->host();
    if (std::string id = site_->ids().account_id(uri); !id.empty()) {
      return KnownAccount{.id = std::move(id), .native_id = uri, .is_local = is_local};
    }
    const std::string acct = acct_of_actor(uri, site_->host());
    if (acct.empty()) {
      return std::optional<KnownAccount>{};
    }
    auto found = look_up_account(*site_, acct, run.stop);
    if (!found && is_about_the_account(found.error())) {
      return std::optional<KnownAccount>{};
    }
    if (!found) {
      return tl::unexpected{live_error(found.error())};
    }
    return found->native_id == uri ? std::optional{std::move(*found)} : std::nullopt;
  }

  tl::expected<void, LiveError> read_account(const std::string& uri, const LiveRun& run) {
    const auto account = find(uri, run);
    if (!account) {
      return tl::unexpected{account.error()};
    }
    if (!*account) {
      RecordBatch batch = empty_batch();
      ++batch.records_read;
      batch.ignore("account: not known to this instance");
      hand_on(std::move(batch), run);
      return {};
    }
    return read_pages(**account, run);
  }

  tl::expected<void, LiveError> read_pages(const KnownAccount& account, const LiveRun& run) {
    const UtcTime asked = site_->tools().clock.now();
    std::string next = statuses_path(account.id);
    std::optional<UtcTime> oldest;
    std::size_t statuses = 0;
    while (!next.empty() && statuses < options_.posts_per_account) {
      const auto answer = site_->get(next, run.stop);
      if (!answer && is_closed(answer.error())) {
        return {};  // gone, or closed to us, since it was queued
      }
      if (!answer) {
        return tl::unexpected{live_error(answer.error())};
      }
      RecordBatch batch = empty_batch();
      const auto read = reader_.read_page(answer->body, site_->tools().clock.now(), batch);
      if (!read) {
        return tl::unexpected{LiveError{.kind = LiveErrorKind::kPark,
                                        .message = site_->host() + ": a page cannot be read",
                                        .gap_reason = "error"}};
      }
      statuses += read->ids.size();
      next = next_page(*answer, *read, account.id);
      if (read->oldest) {
        oldest = std::min(oldest.value_or(*read->oldest), *read->oldest);
      }
      tell_span(
          account, oldest, asked, next.empty() || statuses >= options_.posts_per_account, batch);
      hand_on(std::move(batch), run);
    }
    return {};
  }

  /// Older statuses; empty at the end.
  [[nodiscard]] std::string next_page(const HttpResponse& answer,
                                      const ReadStatuses& read,
                                      const std::string& id) {
    if (read.oldest_id.empty() || read.oldest_id == last_oldest_) {
      last_oldest_.clear();
      return {};
    }
    last_oldest_ = read.oldest_id;
    const std::string linked =
        linked_page(header_value(answer.headers, "Link"), "next", site_->origin());
    return linked.empty()
               ? fmt::format("{}&max_id={}", statuses_path(id), query_value(last_oldest_))
               : linked;
  }

  static void tell_span(const KnownAccount& account,
                        const std::optional<UtcTime>& oldest,
                        UtcTime asked,
                        bool is_last,
                        RecordBatch& batch) {
    if (is_last && account.is_local && oldest && *oldest < asked) {
      batch.seen.push_back(
          {.account_native_id = account.native_id, .begin = *oldest, .end = asked});
    }
  }

  std::shared_ptr<Site> site_;
  AccountQueue& queue_;
  DeepenOptions options_;
  StatusReader reader_;
  std::string last_oldest_;  ///< Of the page before: a server that ignores `max_id` ends there.
};

}  // namespace

std::unique_ptr<LiveSource> make_history_source(std::shared_ptr<Site> site,
                                                AccountQueue& queue,
                                                const DeepenOptions& options) {
  return std::make_unique<HistorySource>(std::move(site), queue, options);
}

}  // namespace vigie::collector::mastodon
