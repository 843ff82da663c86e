#include "collector/live/recheck.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

namespace vigie::collector {
namespace {

using Keys = std::vector<std::string>;

/// A request for fewer says too little about the platform.
constexpr std::size_t kLeastJudged = 8;

void move_to(Keys& from, Keys& to) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  from.clear();
}

bool is_away(const Account& account) {
  return account.state && *account.state != AccountState::kActive &&
         *account.state != AccountState::kMoved && *account.state != AccountState::kUnknown;
}

/// Round by round one post of each account, so that an account that has deleted everything does not
/// fill a request. Within an account in the order given.
Keys spread(const std::vector<WantedPost>& posts, const std::unordered_set<std::string>& away) {
  std::map<std::string, Keys> by_account;
  std::size_t longest = 0;
  for (const WantedPost& post : posts) {
    if (!away.contains(post.account_native_id)) {
      Keys& keys = by_account[post.account_native_id];
      keys.push_back(post.native_id);
      longest = std::max(longest, keys.size());
    }
  }
  Keys spread;
  for (std::size_t round = 0; round < longest; ++round) {
    for (auto& [account, keys] : by_account) {
      if (round < keys.size()) {
        spread.push_back(std::move(keys[round]));
      }
    }
  }
  return spread;
}

class Asking {
 public:
  Asking(RecheckPlace& place, const RecheckRequest& request, const std::stop_token& stop)
      : place_(place), request_(request), stop_(stop) {}

  RecheckOutcome go() {
    ask_accounts();
    std::unordered_set<std::string> away;
    for (const Account& account : outcome_.accounts) {
      if (is_away(account)) {
        away.insert(account.native_id);
      }
    }
    const Keys keys = spread(request_.posts, away);
    outcome_.of_accounts_away = request_.posts.size() - keys.size();
    ask_posts(keys);
    return std::move(outcome_);
  }

 private:
  void ask_accounts() {
    const Keys& keys = request_.accounts;
    const std::size_t most = std::max<std::size_t>(place_.accounts_at_once(), 1);
    for (std::size_t at = 0; at < keys.size(); at += most) {
      const auto wanted = std::span{keys}.subspan(at, std::min(most, keys.size() - at));
      if (has_failed_) {
        outcome_.accounts_unknown += wanted.size();
        continue;
      }
      Keys asked{wanted.begin(), wanted.end()};
      fill_up(asked, most, [this](const WantedPost& control) {
        const std::string& key = control.account_native_id;
        return place_.standing_of_account(key) == Standing::kNone ? std::string{} : key;
      });
      auto answer = place_.ask_accounts(asked, stop_);
      if (!answer) {
        fail(answer.error());
        outcome_.accounts_unknown += wanted.size();
        continue;
      }
      take_accounts(wanted, asked.size(), *answer);
    }
  }

  void take_accounts(std::span<const std::string> wanted,
                     std::size_t asked,
                     AccountAnswer& answer) {
    const std::size_t judged = asked - answer.unknown.size();
    if (is_doubtful(answer.absent.size(), judged)) {
      doubt("accounts", answer.absent.size(), judged);
      move_to(answer.absent, answer.unknown);
    }
    const std::unordered_set<std::string_view> known{wanted.begin(), wanted.end()};
    const auto is_control = [&](const std::string& key) { return !known.contains(key); };
    std::erase_if(answer.absent, is_control);
    std::erase_if(answer.unknown, is_control);
    std::erase_if(answer.told,
                  [&](const Account& account) { return is_control(account.native_id); });
    outcome_.accounts_unknown += answer.unknown.size();
    move_to(answer.absent, outcome_.absent_accounts);
    std::move(answer.told.begin(), answer.told.end(), std::back_inserter(outcome_.accounts));
  }

  void ask_posts(const Keys& keys) {
    const std::size_t most = std::max<std::size_t>(place_.posts_at_once(), 1);
    std::size_t answered = 0;
    for (std::size_t at = 0; at < keys.size(); at += most) {
      const auto wanted = std::span{keys}.subspan(at, std::min(most, keys.size() - at));
      if (has_failed_) {
        outcome_.posts.unknown.insert(outcome_.posts.unknown.end(), wanted.begin(), wanted.end());
        continue;
      }
      Keys asked{wanted.begin(), wanted.end()};
      fill_up(asked, most, [this](const WantedPost& control) {
        const std::string& key = control.native_id;
        return place_.standing_of_post(key) == Standing::kNone ? std::string{} : key;
      });
      auto answer = place_.ask_posts(asked, stop_);
      if (!answer) {
        fail(answer.error());
        outcome_.posts.unknown.insert(outcome_.posts.unknown.end(), wanted.begin(), wanted.end());
        continue;
      }
      take_posts(wanted, *answer);
      answered += wanted.size();
      if (request_.progress) {
        request_.progress(answered);
      }
    }
  }

  /// A small request is filled up with what is surely there: `key_of` a control, empty: not it.
  template <typename KeyOf>
  void fill_up(Keys& asked, std::size_t most, KeyOf key_of) const {
    if (!place_.takes_controls()) {
      return;
    }
    std::unordered_set<std::string> known{asked.begin(), asked.end()};
    const std::size_t fill = std::min(most, std::max(kLeastJudged, 2 * asked.size()));
    for (const WantedPost& control : request_.controls) {
      std::string key = asked.size() < fill ? key_of(control) : std::string{};
      if (!key.empty() && known.insert(key).second) {
        asked.push_back(std::move(key));
      }
    }
  }

  void take_posts(std::span<const std::string> wanted, PostAnswer& answer) {
    const std::size_t judged = answer.there.size() + answer.absent.size() + answer.gone.size();
    if (is_doubtful(answer.absent.size(), judged)) {
      doubt("posts", answer.absent.size(), judged);
      move_to(answer.absent, answer.unknown);
    }
    // What a platform says was taken back is believed of a few, not of most that was asked for.
    if (answer.gone.size() >= kLeastJudged && is_doubtful(answer.gone.size(), judged)) {
      doubt("posts", answer.gone.size(), judged);
      move_to(answer.gone, answer.unknown);
    }
    // Controls are no part of the outcome.
    const std::unordered_set<std::string_view> asked{wanted.begin(), wanted.end()};
    for (Keys* keys : {&answer.there, &answer.absent, &answer.gone, &answer.unknown}) {
      std::erase_if(*keys, [&](const std::string& key) { return !asked.contains(key); });
    }
    move_to(answer.there, outcome_.posts.there);
    move_to(answer.absent, outcome_.posts.absent);
    move_to(answer.gone, outcome_.posts.gone);
    move_to(answer.unknown, outcome_.posts.unknown);
    std::move(answer.accounts.begin(),
              answer.accounts.end(),
              std::back_inserter(outcome_.posts.accounts));
  }

  [[nodiscard]] bool is_doubtful(std::size_t absent, std::size_t asked) const {
    return !request_.believes_absences && absent > 0 && 2 * absent > asked;
  }

  void doubt(std::string_view what, std::size_t absent, std::size_t asked) {
    outcome_.failures.push_back(
        fmt::format("{}: {} of {} {} are absent from one answer. That is taken for a failure, and "
                    "nothing is erased for it; look at some of them yourself, and if they are gone "
                    "say --believe",
                    place_.name(),
                    absent,
                    asked,
                    what));
  }

  void fail(const LiveError& error) {
    has_failed_ = true;
    if (error.kind != LiveErrorKind::kStopped) {
      outcome_.failures.push_back(fmt::format("{}: {}", place_.name(), error.message));
    }
  }

  RecheckPlace& place_;
  const RecheckRequest& request_;
  const std::stop_token& stop_;
  RecheckOutcome outcome_;
  bool has_failed_ = false;
};

}  // namespace

RecheckOutcome ask_again(RecheckPlace& place,
                         const RecheckRequest& request,
                         const std::stop_token& stop) {
  return Asking{place, request, stop}.go();
}

}  // namespace vigie::collector
