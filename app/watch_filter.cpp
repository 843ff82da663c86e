#include "app/watch_filter.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/failure.h"

namespace vigie::app {
namespace {

std::uint64_t key_of(std::string_view platform, std::string_view native_id) {
  const std::hash<std::string_view> hash;
  return hash(native_id) ^ (hash(platform) * 0x9e3779b97f4a7c15ULL);
}

/// Handles have no case; ids that have one differ in more than that.
std::string account_name(std::string_view platform, std::string_view name) {
  std::string joined = fmt::format(
      "{}:{}", platform, name.substr(std::min(name.find_first_not_of('@'), name.size())));
  for (char& c : joined) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return joined;
}

/// A watch's own words as a topic of the matcher.
analysis::TopicDefinition own_topic(const collector::WatchOptions& watch) {
  analysis::TopicDefinition topic;
  topic.id = "watch." + watch.name;
  topic.title = watch.name;
  topic.hashtags = watch.hashtags;
  topic.domains = watch.domains;
  if (!watch.keywords.empty()) {
    topic.keywords.push_back({.language = {}, .keywords = {}, .exact = watch.keywords});
  }
  return topic;
}

std::vector<analysis::TopicDefinition> topics_of(const collector::WatchOptions& watch,
                                                 const std::vector<analysis::TopicDefinition>& all,
                                                 std::set<std::string>& taken) {
  std::vector<analysis::TopicDefinition> topics;
  for (const std::string& id : watch.topics) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& topic) { return topic.id == id; });
    if (found == all.end()) {
      throw UsageFailure(fmt::format(
          "watch \"{}\" names the topic \"{}\", which is not there or not among analysis.topics. "
          "`vigie topics` lists them.",
          watch.name,
          id));
    }
    if (taken.insert(id).second) {
      topics.push_back(*found);
    }
  }
  if (!watch.keywords.empty() || !watch.hashtags.empty() || !watch.domains.empty()) {
    topics.push_back(own_topic(watch));
  }
  return topics;
}

}  // namespace

void KeptPosts::add(std::string_view platform, std::string_view native_id) {
  const std::scoped_lock lock{mutex_};
  keys_.add(key_of(platform, native_id));
}

bool KeptPosts::contains(std::string_view platform, std::string_view native_id) const {
  if (native_id.empty()) {
    return false;
  }
  const std::scoped_lock lock{mutex_};
  return keys_.contains(key_of(platform, native_id));
}

void FollowedAccounts::add(std::string_view name) {
  const auto colon = name.find(':');
  const std::scoped_lock lock{mutex_};
  names_.insert(account_name(name.substr(0, colon), name.substr(colon + 1)));
}

void FollowedAccounts::learn(std::string_view platform, const Account& profile) {
  const std::scoped_lock lock{mutex_};
  if (!profile.handle.empty() && names_.contains(account_name(platform, profile.handle))) {
    names_.insert(account_name(platform, profile.native_id));
  }
}

bool FollowedAccounts::contains(std::string_view platform, std::string_view native_id) const {
  const std::scoped_lock lock{mutex_};
  return !names_.empty() && names_.contains(account_name(platform, native_id));
}

std::vector<std::string> FollowedAccounts::names(std::string_view platform) const {
  const std::string prefix = fmt::format("{}:", platform);
  const std::scoped_lock lock{mutex_};
  std::vector<std::string> names;
  for (const std::string& name : names_) {
    if (name.starts_with(prefix)) {
      names.push_back(name.substr(prefix.size()));
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::unique_ptr<WatchContext> make_watch_context(
    const std::vector<collector::WatchOptions>& watches,
    std::vector<analysis::TopicDefinition> topics,
    const analysis::SourceIndex& sources) {
  auto context = std::make_unique<WatchContext>(sources);
  if (watches.empty()) {
    context->listed_sources = true;
    context->topics = std::move(topics);
    return context;
  }
  std::set<std::string> taken;
  for (const collector::WatchOptions& watch : watches) {
    context->everything = context->everything || watch.everything;
    context->listed_sources = context->listed_sources || watch.listed_sources;
    for (auto& topic : topics_of(watch, topics, taken)) {
      context->topics.push_back(std::move(topic));
    }
    for (const std::string& account : watch.accounts) {
      context->followed.add(account);
    }
  }
  constexpr std::size_t kMostTopics = 32;
  if (context->topics.size() > kMostTopics) {
    throw UsageFailure(fmt::format("the watches name {} topics and lists of words; at most {}",
                                   context->topics.size(),
                                   kMostTopics));
  }
  return context;
}

WatchFilter::WatchFilter(WatchContext& context) : context_(context), topics_(context.topics) {}

bool WatchFilter::asks_for(std::string_view platform, const PreparedPost& prepared) {
  const Post& post = prepared.post;
  if (context_.followed.contains(platform, post.account_native_id)) {
    return true;
  }
  for (const SharedObject& share : prepared.shares) {
    if (share.kind == ObjectKind::kHashtag && topics_.match_hashtag(share.key) != 0) {
      return true;
    }
    if (share.kind != ObjectKind::kUrl) {
      continue;
    }
    if (topics_.match_host(share.host) != 0) {
      return true;
    }
    const auto hit =
        context_.listed_sources ? context_.sources.find_host(share.host) : std::nullopt;
    if (hit && counts_as_listed(hit->tier)) {
      return true;
    }
  }
  if (context_.listed_sources && !post.subject_account_handle.empty()) {
    const auto hit = context_.sources.find_account(platform, post.subject_account_handle);
    if (hit && counts_as_listed(hit->tier)) {
      return true;
    }
  }
  return !post.text.empty() && topics_.match_text(post.text) != 0;
}

bool WatchFilter::keeps(std::string_view platform, const PreparedPost& prepared) {
  const Post& post = prepared.post;
  if (context_.everything) {
    return true;
  }
  if (asks_for(platform, prepared)) {
    context_.kept.add(platform, post.native_id);
    return true;
  }
  // A kept post's new wording counts even when it no longer touches what is watched: the old one
  // must not stay.
  return context_.kept.contains(platform, post.native_id) ||
         context_.kept.contains(platform, post.subject_id) ||
         context_.kept.contains(platform, post.parent_id) ||
         context_.kept.contains(platform, post.root_id);
}

}  // namespace vigie::app
