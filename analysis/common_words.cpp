#include "analysis/common_words.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "analysis/characters.h"

namespace vigie::analysis {
namespace {

// Both are sorted: looked up by halves.
constexpr auto kNames = std::to_array<std::string_view>(
    {"abend",       "action",    "agence",    "agency",       "ambassade",  "america",
     "anzeiger",    "article",   "atlantic",  "aurore",       "avenir",     "berlin",
     "blick",       "bulletin",  "bundestag", "business",     "capital",    "center",
     "centre",      "channel",   "chronicle", "courier",      "courrier",   "culture",
     "daily",       "defence",   "defense",   "depeche",      "dispatch",   "economist",
     "economy",     "education", "election",  "elections",    "embassy",    "europe",
     "express",     "extra",     "federal",   "finance",      "finances",   "focus",
     "forum",       "france",    "freedom",   "future",       "gazette",    "general",
     "germany",     "global",    "globe",     "gouvernement", "government", "guardian",
     "health",      "herald",    "heute",     "history",      "horizon",    "humanite",
     "independent", "index",     "inform",    "information",  "insider",    "institut",
     "institute",   "interieur", "interior",  "journal",      "justice",    "kurier",
     "liberation",  "liberte",   "liberty",   "london",       "magazine",   "market",
     "matin",       "media",     "merkur",    "metro",        "ministry",   "mirror",
     "monde",       "monitor",   "morgen",    "morning",      "nation",     "national",
     "nature",      "news",      "nouvelles", "observer",     "opinion",    "orient",
     "paris",       "parisien",  "parlement", "parliament",   "people",     "planet",
     "point",       "police",    "politics",  "politique",    "portal",     "post",
     "press",       "presse",    "progres",   "public",       "radio",      "record",
     "report",      "reporter",  "republic",  "republik",     "republique", "review",
     "russia",      "sante",     "science",   "senat",        "sentinel",   "service",
     "soir",        "spectator", "standard",  "statement",    "station",    "street",
     "studio",      "suisse",    "system",    "tagblatt",     "telegraph",  "television",
     "temps",       "times",     "today",     "tribune",      "truth",      "ukraine",
     "union",       "united",    "verite",    "vision",       "voice",      "volksblatt",
     "wahrheit",    "weekly",    "welt",      "world",        "zeit",       "zeitung"});
constexpr auto kSuffixes = std::to_array<std::string_view>(
    {"actu",     "actualite",     "actualites", "aktuell",  "alert",
     "alerte",   "alerts",        "app",        "archive",  "blog",
     "breaking", "com",           "daily",      "de",       "deutschland",
     "digital",  "direct",        "en",         "eu",       "europe",
     "fr",       "france",        "germany",    "hd",       "info",
     "infos",    "international", "intl",       "journal",  "live",
     "magazine", "media",         "medias",     "mobile",   "nachrichten",
     "net",      "network",       "news",       "newsroom", "now",
     "official", "officiel",      "offiziell",  "online",   "org",
     "plus",     "portal",        "post",       "press",    "presse",
     "radio",    "redaction",     "redaktion",  "report",   "russia",
     "shop",     "site",          "the",        "today",    "tv",
     "uk",       "ukraine",       "us",         "usa",      "video",
     "web",      "website",       "world"});
static_assert(std::is_sorted(kNames.begin(), kNames.end()));
static_assert(std::is_sorted(kSuffixes.begin(), kSuffixes.end()));

constexpr std::size_t kMostSuffix = 24;

}  // namespace

bool is_common_name(std::string_view word) {
  return std::binary_search(kNames.begin(), kNames.end(), word);
}

bool is_publishing_suffix(std::string_view text) {
  if (text.empty() || text.size() > kMostSuffix) {
    return false;
  }
  // reached[i]: the first i bytes are words and digits.
  std::array<bool, kMostSuffix + 1> reached{};
  reached[0] = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!reached.at(i)) {
      continue;
    }
    if (is_ascii_digit(text[i])) {
      reached.at(i + 1) = true;
    }
    for (const std::string_view word : kSuffixes) {
      if (text.substr(i).starts_with(word)) {
        reached.at(i + word.size()) = true;
      }
    }
  }
  return reached.at(text.size());
}

}  // namespace vigie::analysis
