#include "dashboards/withheld_text.h"

#include <map>
#include <numeric>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dashboards/text_wrap.h"

namespace vigie::dashboards {
namespace {

/// In all of them {0} is the number of accounts and {1} that of followers.
struct ReasonText {
  std::string_view note;
  std::string_view post;
  std::string_view one;
  std::string_view several;
};

struct WithheldText {
  std::array<ReasonText, kWithheldReasonCount> reasons;
  std::string_view name;
  std::string_view names;
  std::string_view look_up;
};

constexpr PerLanguage<WithheldText> kWithheldTexts{{
    {{{{"asked not to be shown in public; name withheld",
        "text and link withheld: its author asked not to be shown in public",
        "One account here asked not to be shown in public.",
        "{0} accounts here asked not to be shown in public."},
       {"fewer than {1} followers; name withheld",
        "text and link withheld: its author has fewer than {1} followers",
        "One account here has fewer than {1} followers and is not named.",
        "{0} accounts here have fewer than {1} followers and are not named."},
       {"number of followers unknown; name withheld",
        "text and link withheld: how many followers its author has is unknown",
        "Of one account here it is unknown whether it has {1} followers: it is not named.",
        "Of {0} accounts here it is unknown whether they have {1} followers: they are not "
        "named."}}},
     "A made-up name, account-\u2026, stands for it, the same in every report from this database; "
     "its texts and links are left out.",
     "Made-up names, account-\u2026, stand for them, the same in every report from this database; "
     "their texts and links are left out.",
     "The team sees who it is in its database: vigie show account-\u2026"},
    {{{{"a demand\u00e9 \u00e0 ne pas \u00eatre montr\u00e9 en public\u00a0; nom masqu\u00e9",
        "texte et lien masqu\u00e9s\u00a0: l\u2019auteur a demand\u00e9 \u00e0 ne pas \u00eatre "
        "montr\u00e9 en public",
        "Un compte a demand\u00e9 \u00e0 ne pas \u00eatre montr\u00e9 en public.",
        "{0} comptes ont demand\u00e9 \u00e0 ne pas \u00eatre montr\u00e9s en public."},
       {"moins de {1} abonn\u00e9s\u00a0; nom masqu\u00e9",
        "texte et lien masqu\u00e9s\u00a0: l\u2019auteur a moins de {1} abonn\u00e9s",
        "Un compte a moins de {1} abonn\u00e9s et n\u2019est pas nomm\u00e9.",
        "{0} comptes ont moins de {1} abonn\u00e9s et ne sont pas nomm\u00e9s."},
       {"nombre d\u2019abonn\u00e9s inconnu\u00a0; nom masqu\u00e9",
        "texte et lien masqu\u00e9s\u00a0: le nombre d\u2019abonn\u00e9s de l\u2019auteur est "
        "inconnu",
        "D\u2019un compte, on ne sait pas s\u2019il a {1} abonn\u00e9s\u00a0: il n\u2019est pas "
        "nomm\u00e9.",
        "De {0} comptes, on ne sait pas s\u2019ils ont {1} abonn\u00e9s\u00a0: ils ne sont pas "
        "nomm\u00e9s."}}},
     "Un nom invent\u00e9, account-\u2026, le remplace, le m\u00eame dans tous les rapports de "
     "cette base\u00a0; ses textes et ses liens sont omis.",
     "Des noms invent\u00e9s, account-\u2026, les remplacent, les m\u00eames dans tous les "
     "rapports de cette base\u00a0; leurs textes et leurs liens sont omis.",
     "L\u2019\u00e9quipe voit de qui il s\u2019agit dans sa base\u00a0: vigie show "
     "account-\u2026"},
    {{{{"m\u00f6chte nicht \u00f6ffentlich gezeigt werden; Name zur\u00fcckgehalten",
        "Text und Link zur\u00fcckgehalten: wer ihn schrieb, m\u00f6chte nicht \u00f6ffentlich "
        "gezeigt werden",
        "Ein Konto hier m\u00f6chte nicht \u00f6ffentlich gezeigt werden.",
        "{0} Konten hier m\u00f6chten nicht \u00f6ffentlich gezeigt werden."},
       {"unter {1} Follower; Name zur\u00fcckgehalten",
        "Text und Link zur\u00fcckgehalten: wer ihn schrieb, hat unter {1} Follower",
        "Ein Konto hier hat unter {1} Follower und wird nicht genannt.",
        "{0} Konten hier haben unter {1} Follower und werden nicht genannt."},
       {"Zahl der Follower unbekannt; Name zur\u00fcckgehalten",
        "Text und Link zur\u00fcckgehalten: wie viele Follower hat, wer ihn schrieb, ist "
        "unbekannt",
        "Von einem Konto hier ist unbekannt, ob es {1} Follower hat: es wird nicht genannt.",
        "Von {0} Konten hier ist unbekannt, ob sie {1} Follower haben: sie werden nicht "
        "genannt."}}},
     "Ein erdachter Name, account-\u2026, steht daf\u00fcr, derselbe in allen Berichten aus dieser "
     "Datenbank; seine Texte und Links fehlen.",
     "Erdachte Namen, account-\u2026, stehen daf\u00fcr, dieselben in allen Berichten aus dieser "
     "Datenbank; ihre Texte und Links fehlen.",
     "Das Team sieht in seiner Datenbank, wer es ist: vigie show account-\u2026"},
}};

const ReasonText& text_of(Language language, WithheldReason reason) {
  return in(language, kWithheldTexts).reasons.at(static_cast<std::size_t>(reason));
}

std::string filled(Language language,
                   std::string_view text,
                   std::size_t accounts,
                   std::uint32_t followers) {
  return fmt::format(
      fmt::runtime(text), format_count(language, accounts), format_count(language, followers));
}

/// Pseudonyms of those rows that have one.
class WithheldRows {
 public:
  template <typename Row>
  void add(const Row& row) {
    if (row.withheld) {
      names_.emplace(row.native_id, *row.withheld);
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

  [[nodiscard]] WithheldCount count() const {
    WithheldCount count;
    for (const auto& [name, withheld] : names_) {
      count.add(withheld);
    }
    return count;
  }

 private:
  std::map<std::string_view, Withheld> names_;
};

/// Calls `say` with every reason that is there.
template <typename Say>
std::string said_of(const WithheldCount& count, std::string_view separator, const Say& say) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < kWithheldReasonCount; ++i) {
    if (count.accounts.at(i) > 0) {
      parts.push_back(say(static_cast<WithheldReason>(i)));
    }
  }
  return fmt::format("{}", fmt::join(parts, separator));
}

}  // namespace

void WithheldCount::add(const Withheld& withheld) {
  ++accounts.at(static_cast<std::size_t>(withheld.reason));
  min_followers = withheld.min_followers;
}

std::size_t WithheldCount::of(WithheldReason reason) const {
  return accounts.at(static_cast<std::size_t>(reason));
}

std::size_t WithheldCount::total() const {
  return std::accumulate(accounts.begin(), accounts.end(), std::size_t{0});
}

std::string withheld_note(Language language, const Withheld& withheld) {
  return filled(language, text_of(language, withheld.reason).note, 1, withheld.min_followers);
}

std::string withheld_post(Language language, const Withheld& withheld) {
  return filled(language, text_of(language, withheld.reason).post, 1, withheld.min_followers);
}

nlohmann::ordered_json withheld_because(const std::optional<Withheld>& withheld) {
  return withheld ? nlohmann::ordered_json(withheld_reason_name(withheld->reason))
                  : nlohmann::ordered_json(nullptr);
}

nlohmann::ordered_json withheld_count_json(const WithheldCount& count) {
  auto json = nlohmann::ordered_json::object();
  for (std::size_t i = 0; i < kWithheldReasonCount; ++i) {
    const auto reason = static_cast<WithheldReason>(i);
    json[std::string{withheld_reason_name(reason)}] = count.of(reason);
  }
  return json;
}

WithheldCount count_withheld(const ReportData& data) {
  WithheldRows rows;
  rows.add_all(data.ranked);
  rows.add_all(data.declared);
  rows.add_all(data.held.accounts);
  rows.add_all(data.lookalikes);
  rows.add_groups(data.coordination);
  for (const ReportAmplified& object : data.amplification.objects) {
    for (const ReportAmplified::Mover& mover : object.movers) {
      rows.add(mover.actor);
    }
  }
  for (const ReportAmplifier& amplifier : data.amplification.amplifiers) {
    rows.add(amplifier.actor);
  }
  if (data.comparison) {
    rows.add_all(data.comparison->appeared);
    rows.add_all(data.comparison->gone);
    rows.add_all(data.comparison->stayed);
  }
  return rows.count();
}

WithheldCount count_withheld(const ReportCoordination& coordination) {
  WithheldRows rows;
  rows.add_groups(coordination);
  return rows.count();
}

WithheldCount count_withheld(const ReportGroup& group) {
  WithheldRows rows;
  rows.add_all(group.members);
  return rows.count();
}

WithheldCount count_withheld(const ReportPair& pair) {
  WithheldRows rows;
  rows.add(pair.account_a);
  rows.add(pair.account_b);
  return rows.count();
}

WithheldCount count_withheld(const ReportTrace& trace) {
  WithheldRows rows;
  rows.add_all(trace.rows);
  return rows.count();
}

WithheldCount count_withheld(const Network& network) {
  WithheldCount count;
  for (const NetworkNode& node : network.nodes) {
    if (node.withheld && !node.handle.empty()) {
      count.add(*node.withheld);
    }
  }
  return count;
}

std::string withheld_sentence(Language language, const WithheldCount& count) {
  const std::size_t total = count.total();
  if (total == 0) {
    return {};
  }
  const WithheldText& text = in(language, kWithheldTexts);
  const std::string reasons = said_of(count, " ", [&](WithheldReason reason) {
    const ReasonText& of = text_of(language, reason);
    const std::size_t accounts = count.of(reason);
    return filled(language, accounts == 1 ? of.one : of.several, accounts, count.min_followers);
  });
  return fmt::format("{} {} {}", reasons, total == 1 ? text.name : text.names, text.look_up);
}

std::string plain_withheld(const WithheldCount& count) {
  const std::string sentence = withheld_sentence(Language::kEnglish, count);
  return sentence.empty() ? std::string{} : '\n' + wrap_text(sentence, "");
}

std::string withheld_reasons(Language language, const WithheldCount& count) {
  return said_of(count, "; ", [&](WithheldReason reason) {
    return withheld_note(language, {reason, count.min_followers});
  });
}

}  // namespace vigie::dashboards
