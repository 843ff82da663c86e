// Composer: the words of a post, in the manner of the account that writes it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "collector/simulation/drafts.h"

namespace vigie::collector::simulation {

struct ComposedText {
  std::string text;               ///< UTF-8, link and hashtags included; empty for a repost.
  std::string url;                ///< Empty: none. A repost has its subject's.
  std::vector<std::string> tags;  ///< As written, without `#`, in order.
};

/// Writes texts of every language. Constant once built: any number of threads may compose.
class Composer {
 public:
  /// `phrases` must outlive the composer.
  explicit Composer(const Phrases& phrases);

  /// @param addressee  Handle of the account replied to; unused unless the draft is a reply.
  /// @param out        Overwritten; a parameter so that its memory serves again.
  void compose(const Actor& actor,
               const Draft& draft,
               std::string_view addressee,
               ComposedText& out) const;

 private:
  struct Sections {
    PhraseBook::Section casual = 0;
    PhraseBook::Section careful = 0;
    PhraseBook::Section headline = 0;
    PhraseBook::Section slant = 0;
    PhraseBook::Section notice = 0;
    PhraseBook::Section polished = 0;
    PhraseBook::Section crew = 0;
    PhraseBook::Section crew_filler = 0;
    PhraseBook::Section reply = 0;
    PhraseBook::Section quote = 0;
    PhraseBook::Section weather = 0;
    PhraseBook::Section fluent = 0;
    PhraseBook::Section fluent_reply = 0;
    PhraseBook::Section debate = 0;
    PhraseBook::Section match = 0;
    std::array<PhraseBook::Section, kTopicCount> tags{};
  };

  struct Desk {
    const PhraseBook* book = nullptr;
    Sections sections;
  };

  [[nodiscard]] static Desk open_desk(const PhraseBook& book);
  static void compose_by_hand(
      const Desk& desk, const Actor& actor, const Draft& draft, Random& random, ComposedText& out);
  static void compose_for_role(
      const Desk& desk, const Actor& actor, const Draft& draft, Random& random, ComposedText& out);
  static void compose_wave(const Desk& desk,
                           const Actor& actor,
                           const Draft& draft,
                           std::string& text);
  static void compose_live(
      const Desk& desk, const Actor& actor, const Draft& draft, Random& random, ComposedText& out);
  static void compose_fluently(
      const Desk& desk, const Actor& actor, const Draft& draft, Random& random, ComposedText& out);
  static void append_tags(const Desk& desk,
                          const Draft& draft,
                          std::int64_t count,
                          bool lower_case,
                          Random& random,
                          ComposedText& out);

  std::array<Desk, kLanguageCount> desks_;
};

}  // namespace vigie::collector::simulation
