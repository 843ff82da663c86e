#include "analysis/posting_client.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace vigie::analysis {
namespace {

/// Anywhere in the name.
constexpr std::array<std::string_view, 7> kAutomaticNames{
    "ifttt", "dlvr", "zapier", "twitterfeed", "autopost", "ebooks", "webhook"};

char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_ascii_letter(char c) {
  const char lower = ascii_lower(c);
  return lower >= 'a' && lower <= 'z';
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() &&
         std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) {
           return ascii_lower(a) == b;
         });
}

/// `word` at `at`, in any ASCII case.
bool stands_at(std::string_view text, std::size_t at, std::string_view word) {
  return at + word.size() <= text.size() &&
         equals_ignoring_case(text.substr(at, word.size()), word);
}

/// `bot` or `bots` that ends a word: `weatherbot`, `Bots`, not `Botanic` or `Tweetbot for iOS`,
/// which a person holds in the hand.
bool says_bot(std::string_view client) {
  constexpr std::string_view kBot = "bot";
  for (std::size_t at = 0; at + kBot.size() <= client.size(); ++at) {
    if (!stands_at(client, at, kBot)) {
      continue;
    }
    std::size_t end = at + kBot.size();
    end += end < client.size() && ascii_lower(client[end]) == 's' ? 1U : 0U;
    const bool ends_word = end == client.size() || !is_ascii_letter(client[end]);
    const bool handheld = at >= 5 && stands_at(client, at - 5, "tweetbot");
    if (ends_word && !handheld) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool is_automatic_client(std::string_view client) {
  for (std::size_t at = 0; at < client.size(); ++at) {
    const auto found =
        std::any_of(kAutomaticNames.begin(), kAutomaticNames.end(), [&](std::string_view name) {
          return stands_at(client, at, name);
        });
    if (found) {
      return true;
    }
  }
  return says_bot(client);
}

}  // namespace vigie::analysis
