#include "dashboards/withheld_text.h"

#include <set>

#include <fmt/format.h>

#include "dashboards/text_wrap.h"

namespace vigie::dashboards {
namespace {

struct WithheldText {
  std::string_view note;
  std::string_view post;
  std::string_view one;
  std::string_view several;  ///< {}: how many.
};

constexpr PerLanguage<WithheldText> kWithheldTexts{{
    {"asked not to be shown in public; name withheld",
     "text and link withheld: its author asked not to be shown in public",
     "One account here asked not to be shown in public. A made-up name, account-\u2026, stands for "
     "it, the same in every report from this database; its texts and links are left out.",
     "{} accounts here asked not to be shown in public. Made-up names, account-\u2026, stand for "
     "them, the same in every report from this database; their texts and links are left out."},
    {"a demand\u00e9 \u00e0 ne pas \u00eatre montr\u00e9 en public\u00a0; nom masqu\u00e9",
     "texte et lien masqu\u00e9s\u00a0: l\u2019auteur a demand\u00e9 \u00e0 ne pas \u00eatre "
     "montr\u00e9 en public",
     "Un compte a demand\u00e9 \u00e0 ne pas \u00eatre montr\u00e9 en public. Un nom invent\u00e9, "
     "account-\u2026, le remplace, le m\u00eame dans tous les rapports de cette base\u00a0; ses "
     "textes et ses liens sont omis.",
     "{} comptes ont demand\u00e9 \u00e0 ne pas \u00eatre montr\u00e9s en public. Des noms "
     "invent\u00e9s, account-\u2026, les remplacent, les m\u00eames dans tous les rapports de "
     "cette "
     "base\u00a0; leurs textes et leurs liens sont omis."},
    {"m\u00f6chte nicht \u00f6ffentlich gezeigt werden; Name zur\u00fcckgehalten",
     "Text und Link zur\u00fcckgehalten: wer ihn schrieb, m\u00f6chte nicht \u00f6ffentlich "
     "gezeigt werden",
     "Ein Konto hier m\u00f6chte nicht \u00f6ffentlich gezeigt werden. Ein erdachter Name, "
     "account-\u2026, steht daf\u00fcr, derselbe in allen Berichten aus dieser Datenbank; seine "
     "Texte und Links fehlen.",
     "{} Konten hier m\u00f6chten nicht \u00f6ffentlich gezeigt werden. Erdachte Namen, "
     "account-\u2026, stehen daf\u00fcr, dieselben in allen Berichten aus dieser Datenbank; ihre "
     "Texte und Links fehlen."},
}};

/// Pseudonyms of those rows that have one.
class Withheld {
 public:
  template <typename Row>
  void add(const Row& row) {
    if (row.withheld) {
      names_.insert(row.native_id);
    }
  }

  template <typename Rows>
  void add_all(const Rows& rows) {
    for (const auto& row : rows) {
      add(row);
    }
  }

  void add_groups(const ReportCoordination& coordination) {
    for (const ReportGroup& group : coordination.groups) {
      add_all(group.members);
    }
  }

  [[nodiscard]] std::size_t count() const { return names_.size(); }

 private:
  std::set<std::string_view> names_;
};

}  // namespace

std::string_view withheld_note(Language language) {
  return in(language, kWithheldTexts).note;
}

std::string_view withheld_post(Language language) {
  return in(language, kWithheldTexts).post;
}

std::size_t count_withheld(const ReportData& data) {
  Withheld withheld;
  withheld.add_all(data.ranked);
  withheld.add_all(data.declared);
  withheld.add_all(data.held.accounts);
  withheld.add_all(data.lookalikes);
  withheld.add_groups(data.coordination);
  for (const ReportAmplified& object : data.amplification.objects) {
    for (const ReportAmplified::Mover& mover : object.movers) {
      withheld.add(mover.actor);
    }
  }
  for (const ReportAmplifier& amplifier : data.amplification.amplifiers) {
    withheld.add(amplifier.actor);
  }
  if (data.comparison) {
    withheld.add_all(data.comparison->appeared);
    withheld.add_all(data.comparison->gone);
    withheld.add_all(data.comparison->stayed);
  }
  return withheld.count();
}

std::size_t count_withheld(const ReportCoordination& coordination) {
  Withheld withheld;
  withheld.add_groups(coordination);
  return withheld.count();
}

std::size_t count_withheld(const ReportGroup& group) {
  Withheld withheld;
  withheld.add_all(group.members);
  return withheld.count();
}

std::size_t count_withheld(const ReportPair& pair) {
  return (pair.account_a.withheld ? 1U : 0U) + (pair.account_b.withheld ? 1U : 0U);
}

std::size_t count_withheld(const ReportTrace& trace) {
  Withheld withheld;
  withheld.add_all(trace.rows);
  return withheld.count();
}

std::size_t count_withheld(const Network& network) {
  std::size_t count = 0;
  for (const NetworkNode& node : network.nodes) {
    count += node.withheld && !node.handle.empty() ? 1U : 0U;
  }
  return count;
}

std::string withheld_sentence(Language language, std::size_t accounts) {
  if (accounts == 0) {
    return {};
  }
  const WithheldText& text = in(language, kWithheldTexts);
  return accounts == 1 ? std::string{text.one}
                       : fmt::format(fmt::runtime(text.several), format_count(language, accounts));
}

std::string plain_withheld(std::size_t accounts) {
  const std::string sentence = withheld_sentence(Language::kEnglish, accounts);
  return sentence.empty() ? std::string{} : '\n' + wrap_text(sentence, "");
}

}  // namespace vigie::dashboards
