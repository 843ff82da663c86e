#include "analysis/text_habits.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <vector>

namespace vigie::analysis {
namespace {

constexpr std::uint64_t kMinimumPostsForHabits = 3;
constexpr std::uint64_t kMinimumWords = 3;

constexpr std::uint64_t one_if(bool condition) {
  return condition ? 1 : 0;
}

double ratio(std::uint64_t part, std::uint64_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

/// How many marks set these bits of 64: -64 ln(part of bits not set); of all 64 as if one half of a
/// bit were not.
double count_distinct(std::uint64_t bits) {
  constexpr double kBits = 64.0;
  const double unset = std::max(0.5, static_cast<double>(std::popcount(~bits)));
  return -kBits * std::log(unset / kBits);
}

}  // namespace

void TextTotals::add(const TextFacts& facts) {
  posts += one_if(facts.has_text || facts.has_link);
  posts_linking += one_if(facts.has_link);
  if (!facts.has_text) {
    return;
  }
  ++posts_text;
  questions += one_if(facts.has_question);
  exclamations += one_if(facts.has_exclamation);
  lowercase_hashtags += one_if(facts.has_lowercase_hashtag);
  sentence_ends += one_if(facts.ends_sentence);
  multi_sentences += one_if(facts.sentences >= 2);
  hashtag_ends += one_if(facts.ends_hashtags);
  hashtags += facts.hashtags;
  characters += facts.characters;
  words += facts.words;
  sentences += facts.sentences;
  commas += facts.commas;
  apostrophes += facts.apostrophes;
  letters += facts.letters;
  capitals += facts.capitals;
  emoji_posts += one_if(facts.emoji > 0);
  squared_characters += std::uint64_t{facts.characters} * facts.characters;
}

TextTotals& TextTotals::operator+=(const TextTotals& other) {
  posts += other.posts;
  posts_linking += other.posts_linking;
  posts_text += other.posts_text;
  questions += other.questions;
  exclamations += other.exclamations;
  lowercase_hashtags += other.lowercase_hashtags;
  sentence_ends += other.sentence_ends;
  multi_sentences += other.multi_sentences;
  hashtag_ends += other.hashtag_ends;
  hashtags += other.hashtags;
  characters += other.characters;
  words += other.words;
  sentences += other.sentences;
  commas += other.commas;
  apostrophes += other.apostrophes;
  letters += other.letters;
  capitals += other.capitals;
  emoji_posts += other.emoji_posts;
  squared_characters += other.squared_characters;
  return *this;
}

TextHabits summarise(const TextTotals& totals) {
  TextHabits habits;
  if (totals.posts >= kMinimumPostsForHabits) {
    habits.link_share = ratio(totals.posts_linking, totals.posts);
  }
  const std::uint64_t texts = totals.posts_text;
  if (texts < kMinimumPostsForHabits) {
    return habits;
  }
  const std::uint64_t joined_characters = totals.characters + texts - 1;
  habits.question_share = ratio(totals.questions, texts);
  habits.exclamation_share = ratio(totals.exclamations, texts);
  habits.lowercase_hashtag_share = ratio(totals.lowercase_hashtags, texts);
  habits.sentence_end_share = ratio(totals.sentence_ends, texts);
  habits.multi_sentence_share = ratio(totals.multi_sentences, texts);
  habits.commas_per_100 = 100.0 * ratio(totals.commas, joined_characters);
  habits.apostrophes_per_100 = 100.0 * ratio(totals.apostrophes, joined_characters);
  habits.hashtags_per_post = ratio(totals.hashtags, texts);
  habits.hashtag_end_share = ratio(totals.hashtag_ends, texts);
  habits.words_per_sentence = ratio(totals.words, totals.sentences);
  habits.text_length = ratio(totals.characters, texts);
  const double variance =
      ratio(totals.squared_characters, texts) - *habits.text_length * *habits.text_length;
  habits.length_spread = std::sqrt(std::max(0.0, variance)) / *habits.text_length;
  habits.emoji_share = ratio(totals.emoji_posts, texts);
  if (totals.words >= kMinimumWords) {
    habits.word_length = ratio(totals.letters, totals.words);
    habits.capitals = ratio(totals.capitals, totals.letters);
  }
  return habits;
}

TextVariety measure_variety(std::span<const TextFacts> facts, std::span<const TextMarks> marks) {
  constexpr std::uint64_t kMinimumMarks = 3;
  constexpr std::size_t kMinimumWordings = 10;
  std::uint64_t emoji = 0;
  std::uint64_t hashtags = 0;
  TextMarks joined;
  std::vector<std::uint32_t> wordings;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    emoji += facts[i].emoji;
    hashtags += facts[i].hashtags;
    joined.emoji |= marks[i].emoji;
    joined.hashtags |= marks[i].hashtags;
    if (marks[i].wording != 0) {
      wordings.push_back(marks[i].wording);
    }
  }
  TextVariety variety;
  if (emoji >= kMinimumMarks) {
    variety.emoji = std::min(1.0, count_distinct(joined.emoji) / static_cast<double>(emoji));
  }
  if (hashtags >= kMinimumMarks) {
    variety.hashtags =
        std::min(1.0, count_distinct(joined.hashtags) / static_cast<double>(hashtags));
  }
  if (wordings.size() >= kMinimumWordings) {
    const std::size_t all = wordings.size();
    std::sort(wordings.begin(), wordings.end());
    const auto end = std::unique(wordings.begin(), wordings.end());
    variety.repetition = 1.0 - ratio(static_cast<std::uint64_t>(end - wordings.begin()), all);
  }
  return variety;
}

}  // namespace vigie::analysis
