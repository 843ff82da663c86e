#include "collector/mastodon/site.h"

#include <cstdlib>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <simdjson.h>

#include "collector/archive/json_fields.h"
#include "collector/mastodon/web_address.h"

namespace vigie::collector::mastodon {
namespace {

FeedAccess access_of(std::string_view word) {
  if (word == "disabled") {
    return FeedAccess::kDisabled;
  }
  return word == "authenticated" ? FeedAccess::kAuthenticated : FeedAccess::kPublic;
}

tl::unexpected<LiveError> for_operator(std::string message) {
  return tl::unexpected{LiveError{.kind = LiveErrorKind::kOperator, .message = std::move(message)}};
}

bool is_private_line(std::string_view origin) {
  const std::string host = host_of_origin(origin);
  const std::string_view name = std::string_view{host}.substr(0, host.find(':'));
  return origin.starts_with("https://") || name == "127.0.0.1" || name == "localhost";
}

}  // namespace

std::optional<SiteRules> read_site_rules(std::string_view json_text) {
  json::TreeReader reader{RecordLimits{}};
  const auto tree = reader.read_copy(json_text);
  if (!tree) {
    return std::nullopt;
  }
  using json::text_at;
  const json::Element root = tree->root;
  SiteRules rules;
  rules.version = text_at(root, "version");
  std::string_view streaming = text_at(root, "configuration", "urls", "streaming");
  if (streaming.empty()) {
    streaming = text_at(root, "urls", "streaming_api");  // v1
  }
  rules.streaming = origin_of(streaming);
  constexpr const char* kAccess = "timelines_access";
  rules.local = access_of(text_at(root, "configuration", kAccess, "live_feeds", "local"));
  rules.hashtags = access_of(text_at(root, "configuration", kAccess, "hashtag_feeds", "local"));
  return rules;
}

Site::Site(MastodonInstance options, std::string token, const LiveTools& tools)
    : options_(std::move(options)),
      token_(std::move(token)),
      tools_(tools),
      origin_(origin_of(options_.url)),
      host_(host_of_origin(options_.url)),
      ids_(host_) {}

HttpHeaders Site::credentials() const {
  return has_token() ? HttpHeaders{{"Authorization", "Bearer " + token_}} : HttpHeaders{};
}

tl::expected<void, LiveError> Site::check_settings() const {
  if (origin_.empty() || !origin_.starts_with("http")) {
    return for_operator("an instance's `url` must read like `https://social.example`");
  }
  if (!options_.terms_acknowledged) {
    return for_operator(
        fmt::format("read the rules of {}, then set `terms_acknowledged = true` for it; nothing "
                    "was asked of it",
                    host_));
  }
  if (!options_.token_variable.empty() && !has_token()) {
    return for_operator(fmt::format(
        "the environment variable {} holds no token for {}", options_.token_variable, host_));
  }
  if (has_token() && !is_private_line(origin_)) {
    return for_operator(fmt::format("a token is not sent to {} without TLS: use https", host_));
  }
  return {};
}

tl::expected<SiteRules, LiveError> Site::ask_rules(const std::stop_token& stop) {
  auto answer = get("/api/v2/instance", stop);
  if (!answer && answer.error().kind == FetchErrorKind::kGone) {
    answer = get("/api/v1/instance", stop);
  }
  if (!answer) {
    return tl::unexpected{live_error(answer.error())};
  }
  const auto rules = read_site_rules(answer->body);
  if (!rules) {
    return tl::unexpected{LiveError{.kind = LiveErrorKind::kPark,
                                    .message = host_ + ": its description cannot be read",
                                    .gap_reason = "error"}};
  }
  return *rules;
}

tl::expected<HttpResponse, FetchError> Site::get(std::string_view place,
                                                 const std::stop_token& stop) {
  HttpRequest request;
  request.url = place.starts_with('/') ? origin_ + std::string{place} : std::string{place};
  request.headers = credentials();
  request.headers.push_back({"Accept", "application/json"});
  FetchOptions options;
  options.limit_key = host_;
  return tools_.fetcher.fetch(std::move(request), options, stop);
}

std::shared_ptr<Site> make_site(const MastodonInstance& options, const LiveTools& tools) {
  // Read once, before the sources' threads run. NOLINTNEXTLINE(concurrency-mt-unsafe)
  const char* token =
      options.token_variable.empty() ? nullptr : std::getenv(options.token_variable.c_str());
  return std::make_shared<Site>(options, token == nullptr ? "" : token, tools);
}

}  // namespace vigie::collector::mastodon
