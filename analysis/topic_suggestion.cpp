#include "analysis/topic_suggestion.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>
#include <utility>

#include "analysis/characters.h"
#include "analysis/grown_table.h"
#include "analysis/lexicon_table.h"
#include "analysis/written_words.h"

namespace vigie::analysis {
namespace {

/// Ids are dense: a plain array is the index.
double mutual_information(std::uint64_t with_both,
                          std::uint64_t with,
                          std::uint64_t on,
                          std::uint64_t all) {
  return std::log2(static_cast<double>(with_both) * static_cast<double>(all) /
                   (static_cast<double>(with) * static_cast<double>(on)));
}

/// Best first; keeps `limit`.
void keep_best(std::vector<Suggestion>& suggestions, std::size_t limit) {
  std::sort(suggestions.begin(), suggestions.end(), [](const auto& a, const auto& b) {
    return std::tie(b.log_likelihood, a.term, a.language) <
           std::tie(a.log_likelihood, b.term, b.language);
  });
  suggestions.resize(std::min(suggestions.size(), limit));
}

}  // namespace

double log_likelihood_ratio(std::uint64_t with_both,
                            std::uint64_t with,
                            std::uint64_t on,
                            std::uint64_t all) {
  const auto term = [all](std::uint64_t cell, std::uint64_t row, std::uint64_t column) {
    if (cell == 0) {
      return 0.0;
    }
    const double expected =
        static_cast<double>(row) * static_cast<double>(column) / static_cast<double>(all);
    return static_cast<double>(cell) * std::log(static_cast<double>(cell) / expected);
  };
  return 2.0 * (term(with_both, with, on) + term(with - with_both, with, all - on) +
                term(on - with_both, all - with, on) +
                term(all - on - (with - with_both), all - with, all - on));
}

TopicSuggester::TopicSuggester(TopicMatcher& topics, TopicMask topic, SuggestionOptions options)
    : topics_(topics), topic_(topic), options_(options) {}

void TopicSuggester::Accounts::add(AccountId account) {
  const auto end = ids.begin() + static_cast<std::ptrdiff_t>(count);
  if (count < ids.size() && std::find(ids.begin(), end, account.value) == end) {
    ids[count++] = account.value;
  }
}

void TopicSuggester::add_domain(const DomainRow& row) {
  Term& domain = grow_to(domains_, row.domain.value);
  domain.key = row.host;
  domain.known = (topics_.match_host(row.host) & topic_) != 0;
}

void TopicSuggester::add_object(const ObjectRow& row) {
  if (row.kind == ObjectKind::kHashtag) {
    Term& hashtag = grow_to(hashtags_, row.object.value);
    hashtag.key = row.key;
    hashtag.known = (topics_.match_hashtag(row.key) & topic_) != 0;
  } else if (row.kind == ObjectKind::kUrl && row.domain) {
    grow_to(domain_of_url_, row.object.value) = row.domain.value;
  }
}

void TopicSuggester::add_post(const PostRow& row) {
  PostFacts& post = grow_to(posts_, row.post.value);
  post.account = row.account;
  post.seen = true;
  post.on_topic = !row.text.empty() && (topics_.match_text(row.text) & topic_) != 0;
  ++posts_seen_;
}

void TopicSuggester::add_share(const ShareRow& row) {
  if (row.post != current_) {
    finish_post();
    current_ = row.post;
  }
  const std::int64_t* domain = find_in(domain_of_url_, row.object.value);
  if (domain != nullptr && *domain != 0) {
    current_domains_.push_back(*domain);
  }
  const Term* hashtag = find_in(hashtags_, row.object.value);
  if (hashtag != nullptr && !hashtag->key.empty()) {
    current_hashtags_.push_back(row.object.value);
  }
}

void TopicSuggester::finish_post() {
  const auto index = static_cast<std::size_t>(current_.value);
  if (index < posts_.size() && posts_[index].seen) {
    PostFacts& post = posts_[index];
    const auto count = [&](std::vector<std::int64_t>& ids,
                           std::vector<Term>& terms,
                           std::unordered_map<std::int64_t, Accounts>& accounts) {
      for (const std::int64_t id : ids) {
        Term& term = terms[static_cast<std::size_t>(id)];
        ++term.posts;
        if (post.on_topic) {
          ++term.posts_on;
          accounts[id].add(post.account);
        }
      }
    };
    std::sort(current_domains_.begin(), current_domains_.end());
    current_domains_.erase(std::unique(current_domains_.begin(), current_domains_.end()),
                           current_domains_.end());
    const auto is_known = [](const std::vector<Term>& terms) {
      return [&terms](std::int64_t id) { return terms[static_cast<std::size_t>(id)].known; };
    };
    post.on_topic =
        post.on_topic ||
        std::any_of(current_hashtags_.begin(), current_hashtags_.end(), is_known(hashtags_)) ||
        std::any_of(current_domains_.begin(), current_domains_.end(), is_known(domains_));
    count(current_hashtags_, hashtags_, accounts_of_hashtag_);
    count(current_domains_, domains_, accounts_of_domain_);
  }
  current_hashtags_.clear();
  current_domains_.clear();
}

void TopicSuggester::finish_shares() {
  finish_post();
  posts_on_ = static_cast<std::uint64_t>(
      std::count_if(posts_.begin(), posts_.end(), [](const PostFacts& p) { return p.on_topic; }));
}

bool TopicSuggester::is_on_topic(const PostRow& row) const {
  const PostFacts* post = find_in(posts_, row.post.value);
  return post != nullptr && post->on_topic;
}

void TopicSuggester::add_topic_words(const PostRow& row) {
  if (row.kind == PostKind::kRepost || row.text.empty() || !is_on_topic(row)) {
    return;
  }
  for (const WrittenWord& written : different_words(row.text, row.language)) {
    auto found = words_.find(written.key);
    if (found == words_.end()) {
      if (words_.size() >= options_.max_words) {
        words_left_out_ = true;
        continue;
      }
      Word word;
      word.language = row.language;
      found = words_.emplace(written.key, std::move(word)).first;
    }
    // Spellings that differ in accents are one word: the first in order names it, whoever came
    // first.
    std::string spelling = fold_case(written.text);
    if (found->second.text.empty() || spelling < found->second.text) {
      found->second.text = std::move(spelling);
    }
    ++found->second.posts_on;
    found->second.accounts.add(row.account);
  }
}

void TopicSuggester::add_background(const PostRow& row) {
  if (row.kind == PostKind::kRepost || row.text.empty()) {
    return;
  }
  auto counts = languages_.find(row.language);
  if (counts == languages_.end()) {
    counts = languages_.emplace(std::string{row.language}, LanguageCounts{}).first;
  }
  ++counts->second.posts;
  counts->second.posts_on += is_on_topic(row) ? 1U : 0U;
  for (const WrittenWord& written : different_words(row.text, row.language)) {
    const auto found = words_.find(written.key);
    if (found != words_.end()) {
      ++found->second.posts;
    }
  }
}

bool TopicSuggester::is_enough(const Suggestion& suggestion,
                               std::uint64_t on,
                               std::uint64_t all) const {
  const bool more_than_chance =
      static_cast<double>(suggestion.posts_on) * static_cast<double>(all) >
      static_cast<double>(suggestion.posts) * static_cast<double>(on);
  return suggestion.posts_on >= options_.min_posts && more_than_chance &&
         suggestion.log_likelihood >= options_.min_log_likelihood;
}

void TopicSuggester::suggest_terms(SuggestionKind kind,
                                   const std::vector<Term>& terms,
                                   const std::unordered_map<std::int64_t, Accounts>& accounts,
                                   std::vector<Suggestion>& out) const {
  std::vector<Suggestion> found;
  for (const auto& [id, users] : accounts) {
    const Term& term = terms[static_cast<std::size_t>(id)];
    if (term.known || users.count < kMinSuggestionAccounts) {
      continue;
    }
    Suggestion suggestion{kind,
                          term.key,
                          {},
                          term.posts_on,
                          term.posts,
                          log_likelihood_ratio(term.posts_on, term.posts, posts_on_, posts_seen_),
                          mutual_information(term.posts_on, term.posts, posts_on_, posts_seen_)};
    if (is_enough(suggestion, posts_on_, posts_seen_)) {
      found.push_back(std::move(suggestion));
    }
  }
  keep_best(found, options_.limit);
  std::move(found.begin(), found.end(), std::back_inserter(out));
}

void TopicSuggester::suggest_words(std::vector<Suggestion>& out) {
  std::vector<Suggestion> found;
  for (const auto& [key, word] : words_) {
    if (word.accounts.count < kMinSuggestionAccounts || word.posts_on < options_.min_posts) {
      continue;
    }
    const LanguageCounts& language = languages_.at(word.language);
    Suggestion suggestion{
        SuggestionKind::kWord,
        word.text,
        word.language,
        word.posts_on,
        word.posts,
        log_likelihood_ratio(word.posts_on, word.posts, language.posts_on, language.posts),
        mutual_information(word.posts_on, word.posts, language.posts_on, language.posts)};
    if (is_enough(suggestion, language.posts_on, language.posts) &&
        (topics_.match_text(word.text) & topic_) == 0) {
      found.push_back(std::move(suggestion));
    }
  }
  keep_best(found, options_.limit);
  std::move(found.begin(), found.end(), std::back_inserter(out));
}

std::vector<Suggestion> TopicSuggester::suggest() {
  std::vector<Suggestion> suggestions;
  suggest_terms(SuggestionKind::kHashtag, hashtags_, accounts_of_hashtag_, suggestions);
  suggest_terms(SuggestionKind::kDomain, domains_, accounts_of_domain_, suggestions);
  suggest_words(suggestions);
  return suggestions;
}

}  // namespace vigie::analysis
