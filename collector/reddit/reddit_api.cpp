#include "collector/reddit/reddit_api.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "collector/archive/json_fields.h"

namespace vigie::collector {
namespace {

constexpr std::size_t kRecheckBatch = 100;
constexpr std::size_t kLongestRedditToken = 8'192;

constexpr std::string_view kRedditTerms =
    "Reddit opens its API only to uses that it has approved, and demands that what its users or "
    "moderators delete is deleted here as well (look every 24 hours).";

/// RFC 4648, section 4.
std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::string_view group = bytes.substr(at, 3);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      bits = (bits << 8U) | (i < group.size() ? static_cast<unsigned char>(group[i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      text += i <= group.size() ? kDigits[(bits >> (18U - 6U * i)) & 63U] : '=';
    }
  }
  return text;
}

/// `<platform>:<app>:<version> (by /u/<name>)`
bool is_reddit_user_agent(std::string_view text) {
  const std::size_t by = text.find(" (by /u/");
  const std::string_view name = text.substr(0, by == std::string_view::npos ? 0 : by);
  return std::count(name.begin(), name.end(), ':') >= 2 && text.ends_with(')') &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < '\x7F'; });
}

bool is_reddit_token(std::string_view text) {
  return !text.empty() && text.size() <= kLongestRedditToken &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7F'; });
}

FetchError unreadable_listing(std::string_view reason) {
  return {.kind = FetchErrorKind::kUnreadable,
          .message = fmt::format("Reddit's listing cannot be read: {}", reason),
          .status = 200,
          .error_code = {}};
}

void set_authorization(HttpRequest& request, const std::string& token) {
  std::erase_if(request.headers,
                [](const HttpHeader& header) { return header.name == "Authorization"; });
  request.headers.push_back({.name = "Authorization", .value = "bearer " + token});
}

bool is_withdrawn(json::Element data) {
  for (const std::string_view key : {"author", "body", "selftext"}) {
    const std::string_view text = json::text_at(data, key);
    if (text == "[deleted]" || text == "[removed]") {
      return true;
    }
  }
  return !json::text_at(data, "removed_by_category").empty();
}

}  // namespace

std::optional<LiveError> closed_reddit_gate(const RedditOptions& options,
                                            const RedditClient& client) {
  if (auto closed = closed_gate(
          {.section = "reddit",
           .terms = kRedditTerms,
           .is_acknowledged = options.terms_acknowledged,
           .secrets = {{kRedditIdVariable, client.id}, {kRedditSecretVariable, client.secret}}})) {
    return closed;
  }
  if (!is_reddit_user_agent(options.user_agent)) {
    return settings_error(
        "Reddit wants to know who asks: set reddit.user_agent to "
        "\"<platform>:<app>:<version> (by /u/<name>)\"; nothing was sent");
  }
  return std::nullopt;
}

RedditSession::RedditSession(RedditOptions options, RedditClient client, Fetcher& fetcher)
    : options_(std::move(options)), client_(std::move(client)), fetcher_(fetcher) {}

tl::expected<std::string, FetchError> RedditSession::fetch_token(const std::stop_token& stop) {
  HttpRequest request;
  request.method = "POST";
  request.url = options_.login + "/api/v1/access_token";
  request.headers.push_back({.name = "User-Agent", .value = options_.user_agent});
  request.headers.push_back(
      {.name = "Authorization", .value = "Basic " + base64(client_.id + ":" + client_.secret)});
  request.headers.push_back({.name = "Content-Type", .value = "application/x-www-form-urlencoded"});
  request.body = "grant_type=client_credentials";
  FetchOptions fetch_options;
  fetch_options.limit_key = kRedditLimit;
  const auto answer = fetcher_.fetch(std::move(request), fetch_options, stop);
  if (!answer) {
    return tl::unexpected{answer.error()};
  }
  json::TreeReader reader{RecordLimits{}};
  const auto tree = reader.read_copy(answer->body);
  const std::string_view token = tree ? json::text_at(tree->root, "access_token") : "";
  if (!is_reddit_token(token)) {
    return tl::unexpected{FetchError{
        .kind = FetchErrorKind::kAuth,
        .message = fmt::format(
            "Reddit gives no token: check {} and {}", kRedditIdVariable, kRedditSecretVariable),
        .status = answer->status,
        .error_code = {}}};
  }
  return std::string{token};
}

/// The token at hand, unless it is `worn_out`: another thread may have fetched one already.
tl::expected<std::string, FetchError> RedditSession::token(const std::string& worn_out,
                                                           const std::stop_token& stop) {
  const std::scoped_lock lock{mutex_};
  if (token_ == worn_out) {
    token_.clear();
  }
  if (token_.empty()) {
    auto fetched = fetch_token(stop);
    if (!fetched) {
      return fetched;
    }
    token_ = std::move(*fetched);
  }
  return token_;
}

tl::expected<std::string, FetchError> RedditSession::get(const std::string& path,
                                                         const std::stop_token& stop) {
  if (const auto shut = closed()) {
    return tl::unexpected{FetchError{
        .kind = FetchErrorKind::kAuth, .message = shut->message, .status = 0, .error_code = {}}};
  }
  auto used = token({}, stop);
  if (!used) {
    return used;
  }
  HttpRequest request;
  request.url = options_.base + path;
  request.headers.push_back({.name = "User-Agent", .value = options_.user_agent});
  set_authorization(request, *used);
  FetchOptions fetch_options;
  fetch_options.limit_key = kRedditLimit;
  fetch_options.refresh = [&](HttpRequest& again) {
    const auto renewed = token(*used, stop);
    if (renewed) {
      set_authorization(again, *renewed);
    }
    return renewed.has_value();
  };
  auto answer = fetcher_.fetch(std::move(request), fetch_options, stop);
  if (!answer) {
    return tl::unexpected{std::move(answer.error())};
  }
  return std::move(answer->body);
}

RedditPages::RedditPages() : parser_(make_reddit_parser(RecordLimits{})) {}

tl::expected<RedditListing, ParseError> RedditPages::read(std::string_view json,
                                                          RecordBatch& batch) {
  json::TreeReader reader{RecordLimits{}};
  const auto tree = reader.read_copy(json);
  if (!tree) {
    return tl::unexpected{tree.error()};
  }
  const auto children = json::find(tree->root, "data", "children");
  if (!children || !children->is_array()) {
    return json::refuse("record: missing", "children");
  }
  RedditListing listing;
  listing.after = json::text_at(tree->root, "data", "after");
  const auto take = [&](json::Element child) {
    const auto data = json::find(child, "data");
    if (!data || !data->is_object()) {
      ++batch.records_read;
      keep_refused({.reason = "record: missing", .detail = "data"}, simdjson::minify(child), batch);
      return;
    }
    listing.things.push_back({.fullname = std::string{json::text_at(*data, "name")},
                              .created = json::unix_time(json::find(*data, "created_utc"))});
    parse_record(*parser_, simdjson::minify(*data), batch);
  };
  json::each_in(tree->root, take, "data", "children");
  return listing;
}

bool is_newer_fullname(std::string_view left, std::string_view right) {
  return left.size() != right.size() ? left.size() > right.size() : left > right;
}

tl::expected<RedditRecheck, FetchError> recheck_reddit(RedditSession& session,
                                                       std::span<const std::string> fullnames,
                                                       const std::stop_token& stop) {
  RedditRecheck checked;
  json::TreeReader reader{RecordLimits{}};
  for (std::size_t at = 0; at < fullnames.size(); at += kRecheckBatch) {
    const auto asked = fullnames.subspan(at, std::min(kRecheckBatch, fullnames.size() - at));
    std::string path = "/api/info";
    append_parameter(path, "id", fmt::format("{}", fmt::join(asked, ",")));
    append_parameter(path, "raw_json", "1");
    const auto body = session.get(path, stop);
    if (!body) {
      return tl::unexpected{body.error()};
    }
    const auto tree = reader.read_copy(*body);
    if (!tree || !json::find(tree->root, "data", "children")) {
      return tl::unexpected{unreadable_listing(tree ? "record: missing" : tree.error().reason)};
    }
    std::unordered_map<std::string, bool> shown;  // whether without author or words
    const auto look = [&shown](json::Element child) {
      if (const auto data = json::find(child, "data")) {
        shown.emplace(json::text_at(*data, "name"), is_withdrawn(*data));
      }
    };
    json::each_in(tree->root, look, "data", "children");
    for (const std::string& name : asked) {
      if (const auto found = shown.find(name); found == shown.end()) {
        checked.absent.push_back(name);
      } else if (found->second) {
        checked.withdrawn.push_back(name);
      }
    }
  }
  return checked;
}

}  // namespace vigie::collector
