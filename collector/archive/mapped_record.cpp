#include "collector/archive/mapped_record.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "collector/archive/plain_text.h"
#include "collector/archive/refusal.h"

namespace vigie::collector {
namespace {

struct KindName {
  std::string_view name;
  PostKind kind;
};

constexpr std::array kKinds{KindName{"post", PostKind::kPost},
                            KindName{"reply", PostKind::kReply},
                            KindName{"repost", PostKind::kRepost},
                            KindName{"quote", PostKind::kQuote},
                            KindName{"tweet", PostKind::kPost},
                            KindName{"original", PostKind::kPost},
                            KindName{"status", PostKind::kPost},
                            KindName{"retweet", PostKind::kRepost},
                            KindName{"retweeted", PostKind::kRepost},
                            KindName{"reblog", PostKind::kRepost},
                            KindName{"replied_to", PostKind::kReply},
                            KindName{"quoted", PostKind::kQuote}};

DeclaredBot declared(std::optional<bool> truth) {
  if (!truth) {
    return DeclaredBot::kUnknown;
  }
  return *truth ? DeclaredBot::kYes : DeclaredBot::kNo;
}

}  // namespace

MappedRecordBuilder::MappedRecordBuilder(MappedFields fields,
                                         MappedRecord record,
                                         std::string label_origin)
    : fields_(std::move(fields)), record_(record), label_origin_(std::move(label_origin)) {
  constexpr std::array kProfileFields{Field::kHandle,
                                      Field::kDisplayName,
                                      Field::kBio,
                                      Field::kAccountCreated,
                                      Field::kFollowers,
                                      Field::kFollowing,
                                      Field::kPostsCount,
                                      Field::kDeclaredBot,
                                      Field::kVerified};
  has_profile_ = std::any_of(kProfileFields.begin(), kProfileFields.end(), [this](Field field) {
    return fields_.has(field);
  });
}

tl::expected<void, ParseError> MappedRecordBuilder::fill_times(std::span<const Cell> cells,
                                                               Post& post) const {
  post.created = fields_.time(Field::kTime, cells);
  post.observed = fields_.time(Field::kObserved, cells);
  if (post.observed && !is_plausible_time(*post.observed)) {
    post.observed.reset();
  }
  if (post.observed) {
    return {};
  }
  const std::string_view as_given = fields_.value(Field::kTime, cells);
  if (!post.created) {
    return as_given.empty() ? refuse("time: missing")
                            : refuse("time: unreadable", excerpt(as_given));
  }
  if (!is_plausible_time(*post.created)) {
    return refuse("time: out of range", excerpt(as_given));
  }
  return {};
}

tl::expected<PostKind, ParseError> MappedRecordBuilder::kind_of(std::span<const Cell> cells) const {
  const std::string_view kind = fields_.value(Field::kKind, cells);
  if (!kind.empty()) {
    const auto* const known = std::find_if(
        kKinds.begin(), kKinds.end(), [kind](const KindName& entry) { return entry.name == kind; });
    if (known == kKinds.end()) {
      return refuse("kind: unknown value", excerpt(kind));
    }
    return known->kind;
  }
  if (fields_.truth(Field::kIsRepost, cells).value_or(false)) {
    return PostKind::kRepost;
  }
  if (fields_.truth(Field::kIsReply, cells).value_or(false) ||
      !fields_.value(Field::kParent, cells).empty()) {
    return PostKind::kReply;
  }
  if (fields_.value(Field::kSubject, cells).empty()) {
    return PostKind::kPost;
  }
  return fields_.has(Field::kIsRepost) ? PostKind::kQuote : PostKind::kRepost;
}

void MappedRecordBuilder::fill_subject(std::span<const Cell> cells, Post& post) const {
  fields_.assign(Field::kParent, cells, post.parent_id);
  fields_.assign(Field::kRoot, cells, post.root_id);
  fields_.assign(Field::kSubject, cells, post.subject_id);
  fields_.assign(Field::kSubjectAccount, cells, post.subject_account_native_id);
  fields_.assign(Field::kSubjectAccountHandle, cells, post.subject_account_handle);
  post.subject_created = fields_.time(Field::kSubjectTime, cells);
  if (post.subject_created && !is_plausible_time(*post.subject_created)) {
    post.subject_created.reset();
  }
}

void MappedRecordBuilder::fill_metrics(std::span<const Cell> cells, Post& post) const {
  post.metrics.likes = fields_.count(Field::kLikes, cells);
  post.metrics.reposts = fields_.count(Field::kReposts, cells);
  post.metrics.replies = fields_.count(Field::kReplies, cells);
  post.metrics.quotes = fields_.count(Field::kQuotes, cells);
  post.metrics.views = fields_.count(Field::kViews, cells);
}

tl::expected<void, ParseError> MappedRecordBuilder::fill_post(std::span<const Cell> cells,
                                                              Post& post) {
  auto times = fill_times(cells, post);
  if (!times) {
    return times;
  }
  const auto kind = kind_of(cells);
  if (!kind) {
    return tl::unexpected{kind.error()};
  }
  post.kind = *kind;
  fields_.assign(Field::kId, cells, post.native_id);
  fill_subject(cells, post);
  if (post.kind != PostKind::kRepost || post.subject_id.empty()) {
    fields_.assign(Field::kText, cells, post.text);
  }
  fields_.assign(Field::kLanguage, cells, post.declared_language);
  fields_.append_items(Field::kUrls, cells, '\0', post.urls);
  fields_.append_items(Field::kTags, cells, '#', post.tags);
  fields_.append_items(Field::kMentions, cells, '@', post.mentions);
  fields_.assign(Field::kClient, cells, post.client_app);
  fields_.assign(Field::kMediaHash, cells, post.media_hash);
  post.sensitive = fields_.truth(Field::kSensitive, cells);
  fill_metrics(cells, post);
  return {};
}

void MappedRecordBuilder::fill_profile(std::span<const Cell> cells) {
  fields_.assign(Field::kHandle, cells, profile_.handle);
  fields_.assign(Field::kDisplayName, cells, profile_.display_name);
  fields_.assign(Field::kBio, cells, profile_.bio);
  profile_.created = fields_.time(Field::kAccountCreated, cells);
  if (profile_.created && !is_plausible_time(*profile_.created)) {
    profile_.created.reset();
  }
  profile_.followers = fields_.count(Field::kFollowers, cells);
  profile_.following = fields_.count(Field::kFollowing, cells);
  profile_.posts_count = fields_.count(Field::kPostsCount, cells);
  profile_.declared_bot = declared(fields_.truth(Field::kDeclaredBot, cells));
  profile_.verified = fields_.truth(Field::kVerified, cells);
}

void MappedRecordBuilder::add_label(std::span<const Cell> cells, RecordBatch& batch) {
  if (!fields_.has(Field::kLabel)) {
    return;
  }
  std::string value;
  fields_.assign(Field::kLabel, cells, value);
  labels_.add(profile_.native_id, value, label_origin_, batch);
}

tl::expected<void, ParseError> MappedRecordBuilder::build(std::span<const Cell> cells,
                                                          bool repaired,
                                                          RecordBatch& batch) {
  fields_.assign(Field::kAccount, cells, profile_.native_id);
  if (profile_.native_id.empty()) {
    return refuse("account: missing");
  }
  if (record_ == MappedRecord::kPost) {
    Post& post = batch.posts.emplace_back();
    auto filled = fill_post(cells, post);
    if (!filled) {
      batch.posts.pop_back();
      return filled;
    }
    post.account_native_id = profile_.native_id;
    post.text_repaired = replace_nul(post.text) || repaired;
    profile_.seen = post.observed ? post.observed : post.created;
  } else {
    profile_.seen = fields_.time(Field::kObserved, cells);
  }
  if (has_profile_ || record_ == MappedRecord::kAccount) {
    fill_profile(cells);
    if (record_ == MappedRecord::kAccount || profiles_.admit(profile_)) {
      batch.accounts.push_back(profile_);
    }
  }
  add_label(cells, batch);
  return {};
}

}  // namespace vigie::collector
