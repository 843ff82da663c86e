// What else the posts of a topic share: hashtags, domains and words that stand in them more often
// than chance, and that the topic does not list yet.
//
// A suggestion is a count, not a decision: what goes with a topic may be its opponents, its jokes
// or its weather. A person reads the posts and edits the topic's file.
//
// Measures: log-likelihood ratio G2 of the 2 x 2 table (Dunning 1993, Computational Linguistics
// 19(1)) for the order, pointwise mutual information (Church and Hanks 1990) beside it. Words are
// compared with the posts of their own language only: in a mixed collection the commonest words of
// a topic's language would lead otherwise.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analysis/topic.h"
#include "storage/model/activity.h"

namespace vigie::analysis {

enum class SuggestionKind : std::uint8_t { kHashtag = 0, kDomain = 1, kWord = 2 };

[[nodiscard]] constexpr std::string_view suggestion_kind_name(SuggestionKind kind) {
  constexpr std::array<std::string_view, 3> kNames{"hashtag", "domain", "word"};
  return kNames.at(static_cast<std::size_t>(kind));
}

struct Suggestion {
  SuggestionKind kind = SuggestionKind::kHashtag;
  std::string term;                 ///< Without `#`; a host; or a word, case folded.
  std::string language;             ///< Of words; empty: not known. Others: empty.
  std::uint64_t posts_on = 0;       ///< Posts on the topic that hold it.
  std::uint64_t posts = 0;          ///< All posts that hold it (words: of its language).
  double log_likelihood = 0.0;      ///< G2, >= 0.
  double mutual_information = 0.0;  ///< Bits: log2 of observed over expected.
};

struct SuggestionOptions {
  std::uint64_t min_posts = 5;        ///< On the topic.
  double min_log_likelihood = 10.83;  ///< chi-square, 1 degree of freedom: p = 0.001.
  std::size_t limit = 20;             ///< Of each kind.
  std::size_t max_words = 1'000'000;  ///< Different words kept; later ones are left out.
};

inline constexpr std::size_t kMinSuggestionAccounts = 5;

/// G2 of a term in `with_both` of `on` posts of the topic and in `with` of all `all` posts.
[[nodiscard]] double log_likelihood_ratio(std::uint64_t with_both,
                                          std::uint64_t with,
                                          std::uint64_t on,
                                          std::uint64_t all);

/// Counts over a window. Call all add_domain, all add_object, all add_post, all add_share
/// (ascending post), finish_shares, then add_topic_words for every post and add_background for
/// every post, then suggest. Posts are read three times so that only words of the topic are kept.
/// Memory: 16 bytes per post id, 8 per object, and the words.
class TopicSuggester {
 public:
  /// @param topic  Bit of the topic in the matcher, which must outlive this.
  TopicSuggester(TopicMatcher& topics, TopicMask topic, SuggestionOptions options);

  void add_domain(const DomainRow& row);
  void add_object(const ObjectRow& row);
  void add_post(const PostRow& row);
  void add_share(const ShareRow& row);
  void finish_shares();
  void add_topic_words(const PostRow& row);
  void add_background(const PostRow& row);

  /// By kind, then falling log-likelihood ratio, then term. Only what five accounts or more used.
  [[nodiscard]] std::vector<Suggestion> suggest();

  [[nodiscard]] std::uint64_t posts_on_topic() const { return posts_on_; }

  [[nodiscard]] bool words_left_out() const { return words_left_out_; }

 private:
  struct PostFacts {
    AccountId account;
    bool seen = false;
    bool on_topic = false;
  };

  /// A hashtag or a domain.
  struct Term {
    std::string key;
    std::uint32_t posts = 0;
    std::uint32_t posts_on = 0;
    bool known = false;  ///< The topic lists it.
  };

  /// Up to the smallest number of accounts that a suggestion needs.
  struct Accounts {
    std::array<std::int64_t, kMinSuggestionAccounts> ids{};
    std::size_t count = 0;

    void add(AccountId account);
  };

  struct Word {
    std::string text;
    std::string language;
    std::uint64_t posts = 0;
    std::uint64_t posts_on = 0;
    Accounts accounts;
  };

  struct LanguageCounts {
    std::uint64_t posts = 0;
    std::uint64_t posts_on = 0;
  };

  void finish_post();
  [[nodiscard]] bool is_on_topic(const PostRow& row) const;
  void suggest_terms(SuggestionKind kind,
                     const std::vector<Term>& terms,
                     const std::unordered_map<std::int64_t, Accounts>& accounts,
                     std::vector<Suggestion>& out) const;
  void suggest_words(std::vector<Suggestion>& out);
  [[nodiscard]] bool is_enough(const Suggestion& suggestion,
                               std::uint64_t on,
                               std::uint64_t all) const;

  TopicMatcher& topics_;
  TopicMask topic_;
  SuggestionOptions options_;
  std::vector<PostFacts> posts_;             ///< By post id.
  std::vector<Term> domains_;                ///< By domain id.
  std::vector<Term> hashtags_;               ///< By object id.
  std::vector<std::int64_t> domain_of_url_;  ///< By object id; 0: none.
  std::unordered_map<std::int64_t, Accounts> accounts_of_domain_;
  std::unordered_map<std::int64_t, Accounts> accounts_of_hashtag_;
  PostId current_;
  std::vector<std::int64_t> current_hashtags_;
  std::vector<std::int64_t> current_domains_;
  std::uint64_t posts_seen_ = 0;
  std::uint64_t posts_on_ = 0;
  std::unordered_map<std::uint64_t, Word> words_;
  std::map<std::string, LanguageCounts, std::less<>> languages_;
  bool words_left_out_ = false;
};

}  // namespace vigie::analysis
