// Records of Bluesky's lexicons as posts and accounts, whatever they came in: an event of the
// stream, a view of the AppView, a page of a repository.
//
// For the .cpp files of the collectors alone, as json_fields.h is. Source: app.bsky.feed.post,
// app.bsky.feed.repost, app.bsky.actor.profile and app.bsky.richtext.facet.
#pragma once

#include <string_view>

#include "collector/archive/json_fields.h"
#include "storage/model/account.h"
#include "storage/model/post.h"

namespace vigie::collector::bluesky {

inline constexpr std::string_view kPostCollection = "app.bsky.feed.post";
inline constexpr std::string_view kRepostCollection = "app.bsky.feed.repost";
inline constexpr std::string_view kProfileCollection = "app.bsky.actor.profile";

/// Fills `post` from its record: everything but its ids, its stream time and its counters.
/// `collection`: kPostCollection or kRepostCollection. `latest`: the time of a subject, which its
/// key claims, is not believed when it is later.
[[nodiscard]] json::Parsed read_record(json::Element record,
                                       std::string_view collection,
                                       UtcTime latest,
                                       Post& post);

/// Names, and what the account declares of itself; without ids and time.
[[nodiscard]] Account read_profile(json::Element record);

/// `bot` and `!no-unauthenticated`, where the account itself has set them; others are not kept.
void take_self_label(std::string_view value, Account& account);

/// The subject of a repost or quote, and when it was made, which its key claims.
void set_subject(std::string_view uri, UtcTime latest, Post& post);

}  // namespace vigie::collector::bluesky
