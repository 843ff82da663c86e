#include "analysis/text_habits.h"

namespace vigie::analysis {
namespace {

constexpr std::uint64_t kMinimumPostsForHabits = 3;

constexpr std::uint64_t one_if(bool condition) {
  return condition ? 1 : 0;
}

double ratio(std::uint64_t part, std::uint64_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
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
  return habits;
}

}  // namespace vigie::analysis
