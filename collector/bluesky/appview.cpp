#include "collector/bluesky/appview.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/bluesky/public_host.h"

namespace vigie::collector {
namespace {

constexpr std::uint64_t kMaxDocumentBytes = 64ULL << 10U;

/// RFC 3986, section 2.1: all but the unreserved characters.
void append_encoded(std::string_view text, std::string& url) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr std::string_view kUnreserved = "-._~";
  for (const char c : text) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || kUnreserved.find(c) != std::string_view::npos;
    if (is_plain) {
      url += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    url += '%';
    url += kDigits[byte >> 4U];
    url += kDigits[byte & 0x0FU];
  }
}

FetchError unreadable(const ParseError& error, std::string_view what) {
  return {.kind = FetchErrorKind::kUnreadable,
          .message = fmt::format("the answer to {} cannot be read: {}", what, error.reason),
          .status = 200,
          .error_code = {}};
}

FetchError gone(std::string message) {
  return {
      .kind = FetchErrorKind::kGone, .message = std::move(message), .status = 0, .error_code = {}};
}

/// A directory without TLS is one on the same machine or network: so are its servers.
bool is_private_network(const BlueskyOptions& options) {
  return options.plc_directory.starts_with("http://");
}

/// The document's address for a DID that may be asked for; empty: none.
std::string document_url(std::string_view did, const BlueskyOptions& options) {
  constexpr std::string_view kDirectory = "did:plc:";
  constexpr std::string_view kWeb = "did:web:";
  const auto is_key_character = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7');
  };
  if (did.starts_with(kDirectory)) {
    const std::string_view key = did.substr(kDirectory.size());
    const bool is_key = !key.empty() && std::all_of(key.begin(), key.end(), is_key_character);
    return is_key ? fmt::format("{}/{}", options.plc_directory, did) : std::string{};
  }
  if (did.starts_with(kWeb) && is_public_host(did.substr(kWeb.size()))) {
    return fmt::format("https://{}/.well-known/did.json", did.substr(kWeb.size()));
  }
  return {};
}

}  // namespace

std::string xrpc_url(std::string_view base,
                     std::string_view method,
                     const QueryParameters& parameters) {
  while (base.ends_with('/')) {
    base.remove_suffix(1);
  }
  std::string url = fmt::format("{}/xrpc/{}", base, method);
  char separator = '?';
  for (const auto& [name, value] : parameters) {
    url += separator;
    url.append(name).append("=");
    append_encoded(value, url);
    separator = '&';
  }
  return url;
}

tl::expected<std::string, FetchError> AppView::get(std::string url,
                                                   std::string_view limit_key,
                                                   const std::stop_token& stop) {
  HttpRequest request;
  request.url = std::move(url);
  request.max_redirects = 0;  // among these are servers that whoever owns a DID has named
  request.public_only = limit_key == kRepositoryLimit && !is_private_network(options_);
  request.headers.push_back({.name = "Accept", .value = "application/json"});
  FetchOptions options;
  options.limit_key = limit_key;
  auto response = fetcher_.fetch(std::move(request), options, stop);
  if (!response) {
    return tl::unexpected{std::move(response.error())};
  }
  return std::move(response->body);
}

tl::expected<std::string, FetchError> AppView::resolve(std::string_view account,
                                                       const std::stop_token& stop) {
  if (account.starts_with("did:")) {
    return std::string{account};
  }
  const auto body = get(xrpc_url(options_.appview,
                                 "com.atproto.identity.resolveHandle",
                                 {{"handle", std::string{account}}}),
                        kAppViewLimit,
                        stop);
  if (!body) {
    const bool is_unknown = body.error().kind == FetchErrorKind::kBadRequest;
    return tl::unexpected{is_unknown ? gone("nobody has the handle") : body.error()};
  }
  auto did = pages_.read_did(*body);
  if (!did) {
    return tl::unexpected{gone("the handle's answer names no account")};
  }
  return std::move(*did);
}

tl::expected<void, FetchError> AppView::profiles(std::span<const std::string> dids,
                                                 RecordBatch& batch,
                                                 const std::stop_token& stop) {
  QueryParameters actors;
  for (const std::string& did : dids) {
    actors.emplace_back("actors", did);
  }
  const auto body =
      get(xrpc_url(options_.appview, "app.bsky.actor.getProfiles", actors), kAppViewLimit, stop);
  if (!body) {
    return tl::unexpected{body.error()};
  }
  return pages_.read_profiles(*body, clock_.now(), batch).map_error([](const ParseError& error) {
    return unreadable(error, "getProfiles");
  });
}

tl::expected<ProfilePresence, FetchError> AppView::presence(const std::string& did,
                                                            const std::stop_token& stop) {
  const auto body = get(xrpc_url(options_.appview, "app.bsky.actor.getProfile", {{"actor", did}}),
                        kAppViewLimit,
                        stop);
  if (body) {
    return ProfilePresence::kThere;
  }
  const FetchError& error = body.error();
  if (error.error_code == "AccountTakedown") {
    return ProfilePresence::kTakenDown;
  }
  if (error.error_code == "AccountDeactivated") {
    return ProfilePresence::kDeactivated;
  }
  // `InvalidRequest`, 400: "Profile not found". Another 400 would be a mistake of ours.
  if (error.kind == FetchErrorKind::kBadRequest && error.error_code == "InvalidRequest") {
    return ProfilePresence::kNotFound;
  }
  return tl::unexpected{error};
}

tl::expected<PageEnd, FetchError> AppView::posts(std::span<const std::string> uris,
                                                 RecordBatch& batch,
                                                 const std::stop_token& stop) {
  QueryParameters wanted;
  for (const std::string& uri : uris) {
    wanted.emplace_back("uris", uri);
  }
  const auto body =
      get(xrpc_url(options_.appview, "app.bsky.feed.getPosts", wanted), kAppViewLimit, stop);
  if (!body) {
    return tl::unexpected{body.error()};
  }
  return pages_.read_posts(*body, clock_.now(), batch).map_error([](const ParseError& error) {
    return unreadable(error, "getPosts");
  });
}

tl::expected<PageEnd, FetchError> AppView::author_feed(std::string_view did,
                                                       std::size_t limit,
                                                       const std::string& cursor,
                                                       RecordBatch& batch,
                                                       const std::stop_token& stop) {
  QueryParameters wanted{{"actor", std::string{did}},
                         {"filter", "posts_with_replies"},
                         {"limit", std::to_string(limit)}};
  if (!cursor.empty()) {
    wanted.emplace_back("cursor", cursor);
  }
  const std::string url = xrpc_url(options_.appview, "app.bsky.feed.getAuthorFeed", wanted);
  constexpr int kMostTries = 3;  // of a page that turns out to be another account's
  for (int tried = 1;; ++tried) {
    const auto body = get(url, kAppViewLimit, stop);
    if (!body) {
      const bool is_unknown = body.error().kind == FetchErrorKind::kBadRequest;
      return tl::unexpected{is_unknown ? gone("the AppView has no such account") : body.error()};
    }
    RecordBatch page = batch;  // what a page of somebody else left in it is dropped
    auto end = pages_.read_author_feed(*body, did, clock_.now(), page);
    if (end) {
      batch = std::move(page);
      return *std::move(end);
    }
    if (end.error().reason != kAnotherAccount || tried == kMostTries) {
      return tl::unexpected{unreadable(end.error(), "getAuthorFeed")};
    }
  }
}

tl::expected<std::string, FetchError> AppView::repository_server(std::string_view did,
                                                                 const std::stop_token& stop) {
  std::string url = document_url(did, options_);
  if (url.empty()) {
    return tl::unexpected{gone("the account has no address that may be asked for")};
  }
  HttpRequest request;
  request.url = std::move(url);
  request.max_redirects = 0;  // whoever owns a DID names its server
  request.public_only = !request.url.starts_with(options_.plc_directory + "/");
  request.max_body_bytes = kMaxDocumentBytes;
  FetchOptions options;
  options.limit_key = kDirectoryLimit;
  auto answer = fetcher_.fetch(std::move(request), options, stop);
  if (!answer) {
    return tl::unexpected{std::move(answer.error())};
  }
  auto server = pages_.read_server(answer->body, did, is_private_network(options_));
  if (!server) {
    return tl::unexpected{gone("the account's document names no public server")};
  }
  return std::move(*server);
}

tl::expected<PageEnd, FetchError> AppView::repository_page(std::string_view server,
                                                           std::string_view did,
                                                           std::string_view collection,
                                                           const std::string& cursor,
                                                           RecordBatch& batch,
                                                           const std::stop_token& stop) {
  QueryParameters wanted{
      {"repo", std::string{did}}, {"collection", std::string{collection}}, {"limit", "100"}};
  if (!cursor.empty()) {
    wanted.emplace_back("cursor", cursor);
  }
  const auto body =
      get(xrpc_url(server, "com.atproto.repo.listRecords", wanted), kRepositoryLimit, stop);
  if (!body) {
    const bool is_unknown = body.error().kind == FetchErrorKind::kBadRequest;  // no such repository
    return tl::unexpected{is_unknown ? gone("the server has no such repository") : body.error()};
  }
  return pages_.read_records(*body, did, clock_.now(), batch)
      .map_error([](const ParseError& error) { return unreadable(error, "listRecords"); });
}

}  // namespace vigie::collector
