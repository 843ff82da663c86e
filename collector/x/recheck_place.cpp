#include "collector/x/recheck_place.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "collector/archive/json_fields.h"

namespace vigie::collector {
namespace {

constexpr std::size_t kLookupBatch = 100;

bool is_problem_of_post(json::Element problem, std::string_view ending) {
  const std::string_view kind = json::text_at(problem, "resource_type");
  const std::string_view type = json::text_at(problem, "type");
  return (kind == "tweet" || kind == "post") && type.ends_with(ending);
}

class XRechecker : public XRecheckPlace {
 public:
  XRechecker(const XOptions& options,
             std::string token,
             const std::string& cursor,
             const LiveTools& tools)
      : options_(options),
        token_(std::move(token)),
        tools_(tools),
        cursor_(parse_x_cursor(cursor)),
        budget_(options_, cursor_, XReader::kRecheck) {}

  std::string name() const override { return "x"; }

  std::string platform() const override { return "x"; }

  std::string cursor() const override { return to_text(cursor_); }

  Standing standing_of_post(std::string_view key) const override {
    constexpr std::size_t kLongest = 19;
    const bool is_id = !key.empty() && key.size() <= kLongest &&
                       key.find_first_not_of("0123456789") == std::string_view::npos;
    return is_id ? Standing::kHome : Standing::kNone;
  }

  Standing standing_of_account(std::string_view /*key*/) const override { return Standing::kNone; }

  std::size_t posts_at_once() const override { return kLookupBatch; }

  std::size_t accounts_at_once() const override { return 1; }

  bool takes_controls() const override { return false; }  // each would be charged

  tl::expected<PostAnswer, LiveError> ask_posts(std::span<const std::string> keys,
                                                const std::stop_token& stop) override {
    if (auto shut = closed_x_gate(options_, token_)) {
      return tl::unexpected{std::move(*shut)};
    }
    budget_.begin(tools_.clock.now());
    if (budget_.affordable_lookups() < keys.size()) {
      return tl::unexpected{budget_.used_up()};
    }
    HttpRequest request;
    request.url = options_.base + "/2/tweets";
    append_parameter(request.url, "ids", fmt::format("{}", fmt::join(keys, ",")));
    request.headers.push_back(x_authorization(token_));
    FetchOptions fetch_options;
    fetch_options.limit_key = kXLookupLimit;
    const auto answer = tools_.fetcher.fetch(std::move(request), fetch_options, stop);
    if (!answer) {
      return tl::unexpected{live_error(answer.error())};
    }
    return read(answer->body, keys);
  }

  tl::expected<AccountAnswer, LiveError> ask_accounts(std::span<const std::string> keys,
                                                      const std::stop_token& /*stop*/) override {
    AccountAnswer answer;
    answer.unknown.assign(keys.begin(), keys.end());
    return answer;
  }

 private:
  tl::expected<PostAnswer, LiveError> read(std::string_view body,
                                           std::span<const std::string> keys) {
    json::TreeReader reader{RecordLimits{}};
    const auto tree = reader.read_copy(body);
    if (!tree) {
      budget_.count({.posts = keys.size(), .next_token = {}, .newest_id = {}});  // charged anyway
      return tl::unexpected{LiveError{.kind = LiveErrorKind::kPark,
                                      .message = "X's answer to a look-up cannot be read",
                                      .gap_reason = "error"}};
    }
    std::unordered_set<std::string> shown;
    std::unordered_set<std::string> gone;
    std::unordered_set<std::string> hidden;  // of a protected account, or the token lost its access
    std::uint64_t posts = 0;
    const auto take_post = [&](json::Element post) {
      ++posts;
      shown.emplace(json::text_at(post, "id"));
    };
    const auto take_problem = [&](json::Element problem) {
      if (is_problem_of_post(problem, "/resource-not-found")) {
        gone.emplace(json::text_at(problem, "resource_id"));
      } else if (is_problem_of_post(problem, "/not-authorized-for-resource")) {
        hidden.emplace(json::text_at(problem, "resource_id"));
      }
    };
    json::each_in(tree->root, take_post, "data");
    json::each_in(tree->root, take_problem, "errors");
    budget_.count({.posts = posts, .next_token = {}, .newest_id = {}});
    PostAnswer answer;
    for (const std::string& key : keys) {
      auto& list = shown.contains(key)    ? answer.there
                   : gone.contains(key)   ? answer.gone
                   : hidden.contains(key) ? answer.absent
                                          : answer.unknown;
      list.push_back(key);
    }
    return answer;
  }

  XOptions options_;
  std::string token_;
  LiveTools tools_;
  XCursor cursor_;
  XBudget budget_;
};

}  // namespace

std::unique_ptr<XRecheckPlace> make_x_recheck(const XOptions& options,
                                              std::string token,
                                              const std::string& cursor,
                                              const LiveTools& tools) {
  return std::make_unique<XRechecker>(options, std::move(token), cursor, tools);
}

}  // namespace vigie::collector
