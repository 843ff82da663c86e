#include "collector/bluesky/appview_pages.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "collector/archive/at_uri.h"
#include "collector/archive/bluesky_record.h"
#include "collector/archive/json_fields.h"
#include "collector/archive/plain_text.h"
#include "collector/archive/time_format.h"
#include "collector/bluesky/public_host.h"

namespace vigie::collector {
namespace {

using json::count_at;
using json::each_in;
using json::Element;
using json::find;
using json::Parsed;
using json::refuse;
using json::text_at;
using json::TreeReader;

constexpr std::chrono::seconds kClockSkew{120};
constexpr std::size_t kKeptBytes = 4'096;

/// What all items of one page share.
struct PageContext {
  std::string_view did;  ///< Whose page it is; empty: nobody's.
  UtcTime now;
  bool repaired = false;
};

std::optional<UtcTime> plausible_time(std::string_view text) {
  const auto time = parse_iso8601(text);
  return time && is_plausible_time(*time) ? time : std::nullopt;
}

/// Labels that the account itself has set; what others say of it is not kept.
void read_view_labels(Element view, Account& account) {
  const auto take = [&account](Element label) {
    if (text_at(label, "src") == account.native_id &&
        !json::truth_at(label, "neg").value_or(false)) {
      bluesky::take_self_label(text_at(label, "val"), account);
    }
  };
  each_in(view, take, "labels");
}

Parsed take_profile(Element view, const PageContext& page, RecordBatch& batch) {
  Account account;
  account.native_id = text_at(view, "did");
  if (!account.native_id.starts_with("did:")) {
    return refuse("account: missing");
  }
  const std::string_view handle = text_at(view, "handle");
  account.handle = handle == "handle.invalid" ? std::string_view{} : handle;
  account.display_name = text_at(view, "displayName");
  account.bio = text_at(view, "description");
  account.created = plausible_time(text_at(view, "createdAt"));
  account.followers = count_at(view, "followersCount");
  account.following = count_at(view, "followsCount");
  account.posts_count = count_at(view, "postsCount");
  if (const std::string_view status = text_at(view, "verification", "verifiedStatus");
      !status.empty()) {
    account.verified = status == "valid";
  }
  account.state = AccountState::kActive;  // others are left out of answers
  account.seen = page.now;
  read_view_labels(view, account);
  batch.accounts.push_back(std::move(account));
  return {};
}

PostMetrics metrics_of(Element view) {
  return {.likes = count_at(view, "likeCount"),
          .reposts = count_at(view, "repostCount"),
          .replies = count_at(view, "replyCount"),
          .quotes = count_at(view, "quoteCount"),
          .views = {}};
}

/// A post as a view shows it.
tl::expected<Post, ParseError> post_of_view(Element view, const PageContext& page) {
  const std::string_view uri = text_at(view, "uri");
  const auto parts = parse_at_uri(uri);
  const auto record = find(view, "record");
  if (!parts || parts->collection != bluesky::kPostCollection) {
    return refuse("id: missing");
  }
  if (!record || !record->is_object()) {
    return refuse("record: missing");
  }
  Post post;
  post.native_id = uri;
  post.account_native_id = parts->did;
  post.observed = plausible_time(text_at(view, "indexedAt"));
  const UtcTime latest = post.observed.value_or(page.now) + kClockSkew;
  if (auto read = bluesky::read_record(*record, bluesky::kPostCollection, latest, post); !read) {
    return tl::unexpected{std::move(read.error())};
  }
  post.metrics = metrics_of(view);
  post.text_repaired = replace_nul(post.text) || page.repaired;
  return post;
}

/// A repost of somebody's post, as it stands in the feed of whoever reposted it.
tl::expected<Post, ParseError> repost_of(Element reason, Element view, const PageContext& page) {
  const std::string_view uri = text_at(reason, "uri");
  const auto parts = parse_at_uri(uri);
  if (!parts || parts->collection != bluesky::kRepostCollection) {
    return refuse("id: missing");
  }
  auto subject = post_of_view(view, page);
  if (!subject) {
    return tl::unexpected{std::move(subject.error())};
  }
  Post post;
  post.native_id = uri;
  post.account_native_id = parts->did;
  post.kind = PostKind::kRepost;
  post.observed = plausible_time(text_at(reason, "indexedAt"));  // its createdAt is not told
  bluesky::set_subject(subject->native_id, post.observed.value_or(page.now) + kClockSkew, post);
  post.subject_account_handle = text_at(view, "author", "handle");
  post.urls = std::move(subject->urls);
  return post;
}

/// Of a feed its items are in the order of the earlier of both times.
UtcTime place_in_feed(const Post& post, UtcTime now) {
  return sort_time(post.created, post.observed.value_or(now));
}

void keep_post(Post post, const PageContext& page, PageEnd& end, RecordBatch& batch) {
  const UtcTime time = place_in_feed(post, page.now);
  end.oldest = end.oldest ? std::min(*end.oldest, time) : time;
  ++end.posts;
  batch.posts.push_back(std::move(post));
}

Parsed take_feed_item(Element item, const PageContext& page, PageEnd& end, RecordBatch& batch) {
  const auto view = find(item, "post");
  if (!view) {
    return refuse("record: missing");
  }
  const auto reason = find(item, "reason");
  const std::string_view type = text_at(item, "reason", "$type");
  const bool is_repost = type == "app.bsky.feed.defs#reasonRepost";
  if (is_repost && text_at(*reason, "uri").empty()) {
    batch.ignore("repost: key not told");
    return {};
  }
  auto post = is_repost ? repost_of(*reason, *view, page) : post_of_view(*view, page);
  if (!post) {
    return tl::unexpected{std::move(post.error())};
  }
  if (post->account_native_id != page.did) {
    batch.ignore(std::string{kAnotherAccount});
    ++end.of_others;
    return {};
  }
  if (type == "app.bsky.feed.defs#reasonPin") {
    batch.posts.push_back(std::move(*post));  // out of its turn: says nothing of how far it goes
    ++end.posts;
    return {};
  }
  keep_post(std::move(*post), page, end, batch);
  return {};
}

Parsed take_repository_record(Element item,
                              const PageContext& page,
                              PageEnd& end,
                              RecordBatch& batch) {
  const std::string_view uri = text_at(item, "uri");
  const auto parts = parse_at_uri(uri);
  const auto record = find(item, "value");
  if (!parts || parts->did != page.did) {
    return refuse("id: missing");
  }
  if (parts->collection != bluesky::kPostCollection &&
      parts->collection != bluesky::kRepostCollection) {
    ++batch.records_ignored;
    return {};
  }
  if (!record || !record->is_object()) {
    return refuse("record: missing");
  }
  Post post;
  post.native_id = uri;
  post.account_native_id = parts->did;
  const UtcTime latest = page.now + kClockSkew;
  if (auto read = bluesky::read_record(*record, parts->collection, latest, post); !read) {
    return read;
  }
  if (!post.created || *post.created > latest) {
    post.observed = page.now;
  }
  post.text_repaired = replace_nul(post.text) || page.repaired;
  keep_post(std::move(post), page, end, batch);
  return {};
}

/// Hands each element of the array under `key` to `take`; keeps those that it refuses.
template <typename Take>
Parsed take_each(Element root, std::string_view key, RecordBatch& batch, Take take) {
  const auto list = find(root, key);
  if (!list || !list->is_array()) {
    return refuse("record: missing", std::string{key});
  }
  const auto take_one = [&](Element item) {
    ++batch.records_read;
    if (const Parsed taken = take(item); !taken) {
      batch.rejects.push_back({.line = 0,
                               .byte_offset = 0,
                               .reason = std::string{taken.error().reason},
                               .detail = taken.error().detail,
                               .bytes = simdjson::minify(item).substr(0, kKeptBytes)});
    }
  };
  each_in(root, take_one, key);
  return {};
}

/// A page of one account's records: the elements of `key`, each given to `take`, and its cursor.
template <typename Tree, typename Take>
tl::expected<PageEnd, ParseError> read_own_page(const Tree& tree,
                                                std::string_view key,
                                                std::string_view did,
                                                UtcTime now,
                                                RecordBatch& batch,
                                                Take take) {
  if (!tree) {
    return tl::unexpected{tree.error()};
  }
  const PageContext page{.did = did, .now = now, .repaired = tree->repaired};
  PageEnd end;
  end.cursor = text_at(tree->root, "cursor");
  const auto take_one = [&](Element item) { return take(item, page, end, batch); };
  return take_each(tree->root, key, batch, take_one).map([&] { return std::move(end); });
}

bool serves_repositories(Element service, std::string_view did) {
  const std::string_view id = text_at(service, "id");
  const bool is_named =
      id == "#atproto_pds" || (id.starts_with(did) && id.substr(did.size()) == "#atproto_pds");
  return is_named && text_at(service, "type") == "AtprotoPersonalDataServer";
}

}  // namespace

struct AppViewPages::State {
  TreeReader reader{RecordLimits{}};
};

AppViewPages::AppViewPages() : state_(std::make_unique<State>()) {}

AppViewPages::~AppViewPages() = default;

tl::expected<void, ParseError> AppViewPages::read_profiles(std::string_view json,
                                                           UtcTime now,
                                                           RecordBatch& batch) {
  const auto tree = state_->reader.read_copy(json);
  if (!tree) {
    return tl::unexpected{tree.error()};
  }
  const PageContext page{.did = {}, .now = now, .repaired = tree->repaired};
  return take_each(
      tree->root, "profiles", batch, [&](Element view) { return take_profile(view, page, batch); });
}

tl::expected<PageEnd, ParseError> AppViewPages::read_posts(std::string_view json,
                                                           UtcTime now,
                                                           RecordBatch& batch) {
  const auto tree = state_->reader.read_copy(json);
  if (!tree) {
    return tl::unexpected{tree.error()};
  }
  const PageContext page{.did = {}, .now = now, .repaired = tree->repaired};
  PageEnd end;
  end.cursor = text_at(tree->root, "cursor");
  const auto take = [&](Element view) -> Parsed {
    auto post = post_of_view(view, page);
    if (!post) {
      return tl::unexpected{std::move(post.error())};
    }
    keep_post(std::move(*post), page, end, batch);
    return {};
  };
  return take_each(tree->root, "posts", batch, take).map([&] { return std::move(end); });
}

tl::expected<PageEnd, ParseError> AppViewPages::read_author_feed(std::string_view json,
                                                                 std::string_view did,
                                                                 UtcTime now,
                                                                 RecordBatch& batch) {
  auto end = read_own_page(state_->reader.read_copy(json), "feed", did, now, batch, take_feed_item);
  if (end && end->of_others > 0 && end->posts == 0) {
    return refuse(kAnotherAccount);
  }
  return end;
}

tl::expected<PageEnd, ParseError> AppViewPages::read_records(std::string_view json,
                                                             std::string_view did,
                                                             UtcTime now,
                                                             RecordBatch& batch) {
  return read_own_page(
      state_->reader.read_copy(json), "records", did, now, batch, take_repository_record);
}

std::optional<std::string> AppViewPages::read_did(std::string_view json) {
  const auto tree = state_->reader.read_copy(json);
  const std::string_view did = tree ? text_at(tree->root, "did") : std::string_view{};
  return did.starts_with("did:") ? std::optional{std::string{did}} : std::nullopt;
}

std::optional<std::string> AppViewPages::read_server(std::string_view json,
                                                     std::string_view did,
                                                     bool is_private_network) {
  const auto tree = state_->reader.read_copy(json);
  if (!tree || text_at(tree->root, "id") != did) {
    return std::nullopt;
  }
  std::string_view address;
  const auto look = [&](Element service) {
    if (address.empty() && serves_repositories(service, did)) {
      address = text_at(service, "serviceEndpoint");
    }
  };
  each_in(tree->root, look, "service");
  const bool is_web = address.starts_with("http://") || address.starts_with("https://");
  if (!(is_private_network ? is_web : is_public_address(address))) {
    return std::nullopt;
  }
  if (address.ends_with('/')) {
    address.remove_suffix(1);
  }
  return std::string{address};
}

}  // namespace vigie::collector
