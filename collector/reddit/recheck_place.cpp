#include "collector/reddit/recheck_place.h"

#include <unordered_set>
#include <utility>

namespace vigie::collector {
namespace {

class RedditRechecker : public RecheckPlace {
 public:
  explicit RedditRechecker(std::shared_ptr<RedditSession> session) : session_(std::move(session)) {}

  std::string name() const override { return "reddit"; }

  std::string platform() const override { return "reddit"; }

  /// `t1_` of a comment, `t3_` of a submission, then a number to the base of 36.
  Standing standing_of_post(std::string_view key) const override {
    constexpr std::size_t kPrefix = 3;
    const bool is_thing =
        key.size() > kPrefix && (key.starts_with("t1_") || key.starts_with("t3_"));
    const bool is_plain =
        is_thing && key.substr(kPrefix).find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz") ==
                        std::string_view::npos;
    return is_plain ? Standing::kHome : Standing::kNone;
  }

  Standing standing_of_account(std::string_view /*key*/) const override { return Standing::kNone; }

  std::size_t posts_at_once() const override { return 100; }

  std::size_t accounts_at_once() const override { return 1; }

  tl::expected<PostAnswer, LiveError> ask_posts(std::span<const std::string> keys,
                                                const std::stop_token& stop) override {
    if (auto shut = session_->closed()) {
      return tl::unexpected{std::move(*shut)};
    }
    auto checked = recheck_reddit(*session_, keys, stop);
    if (!checked) {
      return tl::unexpected{live_error(checked.error())};
    }
    std::unordered_set<std::string_view> changed{checked->absent.begin(), checked->absent.end()};
    changed.insert(checked->withdrawn.begin(), checked->withdrawn.end());
    PostAnswer answer;
    for (const std::string& key : keys) {
      if (!changed.contains(key)) {
        answer.there.push_back(key);
      }
    }
    answer.absent = std::move(checked->absent);
    answer.gone = std::move(checked->withdrawn);
    return answer;
  }

  tl::expected<AccountAnswer, LiveError> ask_accounts(std::span<const std::string> keys,
                                                      const std::stop_token& /*stop*/) override {
    AccountAnswer answer;
    answer.unknown.assign(keys.begin(), keys.end());
    return answer;
  }

 private:
  std::shared_ptr<RedditSession> session_;
};

}  // namespace

std::unique_ptr<RecheckPlace> make_reddit_recheck(std::shared_ptr<RedditSession> session) {
  return std::make_unique<RedditRechecker>(std::move(session));
}

}  // namespace vigie::collector
