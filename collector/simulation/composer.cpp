#include "collector/simulation/composer.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "collector/simulation/crew.h"

namespace vigie::collector::simulation {
namespace {

constexpr std::uint64_t kTextPurpose = 5;
constexpr std::uint64_t kUrlPurpose = 6;

void replace_apostrophes(std::string& text) {
  constexpr std::string_view kCurly = "\u2019";
  for (auto at = text.find('\''); at != std::string::npos; at = text.find('\'', at + 1)) {
    text.replace(at, 1, kCurly);
  }
}

bool ends_with_sentence_mark(std::string_view text) {
  return text.ends_with('.') || text.ends_with('!') || text.ends_with('?');
}

/// Types `text` from byte `from` as this person would.
void apply_style(const WritingStyle& style, Random& random, std::string& text, std::size_t from) {
  std::string typed = text.substr(from);
  if (style.careful) {
    capitalize_sentences(typed);
    if (!ends_with_sentence_mark(typed) && random.chance(0.7)) {
      typed += '.';
    }
  } else {
    if (random.chance(style.lower_case)) {
      make_lower_case(typed);
    } else {
      capitalize_sentences(typed);
    }
    if (random.chance(style.drops_commas)) {
      std::erase(typed, ',');
    }
    if (typed.ends_with('.') && !random.chance(style.ends_sentence)) {
      typed.pop_back();
    }
  }
  if (random.chance(style.curly_apostrophe)) {
    replace_apostrophes(typed);
  }
  text.replace(from, std::string::npos, typed);
}

/// One of the small changes by which copies of a text differ: a word more, a word less, a mark.
void edit_slightly(std::string& text,
                   const PhraseBook& book,
                   PhraseBook::Section filler,
                   Random& random) {
  const auto kind = random.below(6);
  const auto space = text.find(' ', text.size() / 4 + random.below(text.size() / 2));
  if (kind == 0 && space != std::string::npos) {
    std::string word{" "};
    book.expand(filler, Topic::kElections, random, word);
    text.insert(space, word);
  } else if (kind == 1 && space != std::string::npos) {
    const auto end = text.find(' ', space + 1);
    text.erase(space, (end == std::string::npos ? text.size() : end) - space);
  } else if (kind == 2) {
    text += " !!";
  }
}

}  // namespace

Composer::Composer(const Phrases& phrases)
    : desks_{open_desk(phrases.of(Language::kFrench)),
             open_desk(phrases.of(Language::kEnglish)),
             open_desk(phrases.of(Language::kGerman)),
             open_desk(phrases.of(Language::kRussian))} {}

Composer::Desk Composer::open_desk(const PhraseBook& book) {
  Desk desk{&book, {}};
  auto& sections = desk.sections;
  sections.casual = book.section("casual");
  sections.careful = book.section("careful");
  sections.headline = book.section("headline");
  sections.slant = book.section("slant");
  sections.reply = book.section("reply");
  sections.quote = book.section("quote");
  sections.debate = book.section("live.debate");
  sections.match = book.section("live.match");
  // Offices, bots and crews write in French and English only; nobody else opens these sections.
  const auto office = [&book, &sections](std::string_view name) {
    return book.has_section(name) ? book.section(name) : sections.careful;
  };
  sections.notice = office("notice");
  sections.polished = office("polished");
  sections.fluent = office("fluent");
  sections.fluent_reply = office("fluent.answer");
  sections.crew = office("crew");
  sections.crew_filler = office("crew.filler");
  sections.weather = office("weather_bot");
  for (std::size_t i = 0; i < kTopicCount; ++i) {
    sections.tags.at(i) = book.topic_section(static_cast<Topic>(i), "tag");
  }
  return desk;
}

void Composer::append_tags(const Desk& desk,
                           const Draft& draft,
                           std::int64_t count,
                           bool lower_case,
                           Random& random,
                           ComposedText& out) {
  const auto section = desk.sections.tags.at(static_cast<std::size_t>(draft.topic));
  for (std::int64_t i = 0; i < count; ++i) {
    std::string tag;
    desk.book->expand(section, draft.topic, random, tag);
    if (lower_case) {
      make_lower_case(tag);
    }
    if (std::find(out.tags.begin(), out.tags.end(), tag) == out.tags.end()) {
      fmt::format_to(std::back_inserter(out.text), " #{}", tag);
      out.tags.push_back(std::move(tag));
    }
  }
}

/// People, and the crew between its waves.
void Composer::compose_by_hand(
    const Desk& desk, const Actor& actor, const Draft& draft, Random& random, ComposedText& out) {
  if (draft.page && random.chance(0.35)) {  // a share button
    append_headline(*draft.page, *desk.book, out.text);
    return;
  }
  auto section = actor.style.careful ? desk.sections.careful : desk.sections.casual;
  if (draft.kind == PostKind::kReply) {
    section = desk.sections.reply;
  } else if (draft.kind == PostKind::kQuote) {
    section = desk.sections.quote;
  }
  const std::size_t begin = out.text.size();
  desk.book->expand(section, draft.topic, random, out.text);
  apply_style(actor.style, random, out.text, begin);
  if (random.chance(actor.style.hashtag)) {
    append_tags(desk, draft, random.between(1, 2), false, random, out);
  }
}

void Composer::compose_wave(const Desk& desk,
                            const Actor& actor,
                            const Draft& draft,
                            std::string& text) {
  Random shared{derive_key(draft.key, kTextPurpose)};
  desk.book->expand(desk.sections.crew, draft.topic, shared, text);
  capitalize_sentences(text);
  Random own{derive_key(draft.key, actor.key)};
  edit_slightly(text, *desk.book, desk.sections.crew_filler, own);
  if (skill_of(actor.team) != CrewSkill::kNaive) {  // each types it as it types everything
    edit_slightly(text, *desk.book, desk.sections.crew_filler, own);
    edit_slightly(text, *desk.book, desk.sections.crew_filler, own);
    apply_style(actor.style, own, text, 0);
  }
}

/// Short cries under the two hashtags of the evening, in this order or the other.
void Composer::compose_live(
    const Desk& desk, const Actor& actor, const Draft& draft, Random& random, ComposedText& out) {
  const bool is_match = draft.topic == Topic::kSport;
  desk.book->expand(
      is_match ? desk.sections.match : desk.sections.debate, draft.topic, random, out.text);
  apply_style(actor.style, random, out.text, 0);
  auto tags = live_tags(draft.gathering->team);
  if (random.chance(0.4)) {
    std::swap(tags.front(), tags.back());
  }
  const std::size_t used = random.chance(0.7) ? 2 : 1;
  for (std::size_t i = 0; i < used; ++i) {
    fmt::format_to(std::back_inserter(out.text), " #{}", tags.at(i));
    out.tags.emplace_back(tags.at(i));
  }
}

/// Well-made and varied: whole sentences, but not always of the same build. What gives it away is
/// spread thinly and unevenly: each account has its own share of full stops and lower-case tags.
void Composer::compose_fluently(
    const Desk& desk, const Actor& actor, const Draft& draft, Random& random, ComposedText& out) {
  Random habits{derive_key(actor.key, kTextPurpose)};
  const double finishes = 0.55 + 0.4 * habits.unit();
  const double tags = 0.15 + 0.4 * habits.unit();
  const bool lower_tags = habits.chance(0.6);
  const bool is_reply = draft.kind == PostKind::kReply;
  std::string typed;
  desk.book->expand(
      is_reply ? desk.sections.fluent_reply : desk.sections.fluent, draft.topic, random, typed);
  capitalize_sentences(typed);
  if (typed.ends_with('.') && !random.chance(finishes)) {
    typed.pop_back();
  }
  out.text += typed;
  if (!is_reply && random.chance(tags)) {
    append_tags(desk, draft, random.between(1, 2), lower_tags, random, out);
  }
}

void Composer::compose_for_role(
    const Desk& desk, const Actor& actor, const Draft& draft, Random& random, ComposedText& out) {
  const auto& sections = desk.sections;
  const auto write = [&](PhraseBook::Section section, Topic topic) {
    desk.book->expand(section, topic, random, out.text);
    capitalize_sentences(out.text);
  };
  switch (actor.role) {
    case SimulatedRole::kNewsroom:
    case SimulatedRole::kOutlet:
    case SimulatedRole::kAgency:
    case SimulatedRole::kLocalPaper:
      if (draft.page) {
        append_headline(*draft.page, *desk.book, out.text);
      } else {
        write(sections.headline, draft.topic);
      }
      append_tags(desk,
                  draft,
                  random.chance(draft.gathering == nullptr ? 0.25 : 0.0) ? 1 : 0,
                  false,
                  random,
                  out);
      break;
    case SimulatedRole::kFluentBot:
      compose_fluently(desk, actor, draft, random, out);
      break;
    case SimulatedRole::kRelay:
      if (draft.page && random.chance(0.6)) {
        append_headline(*draft.page, *desk.book, out.text);
      } else {
        write(sections.slant, draft.topic);
      }
      append_tags(desk, draft, random.between(1, 3), random.chance(0.3), random, out);
      break;
    case SimulatedRole::kScheduler:
      write(sections.notice, draft.topic);
      break;
    case SimulatedRole::kTextBot:
      write(sections.polished, draft.topic);
      append_tags(desk, draft, random.chance(0.65) ? random.between(1, 2) : 0, true, random, out);
      break;
    case SimulatedRole::kDeclaredBot:
      write(sections.weather, Topic::kWeather);
      break;
    case SimulatedRole::kPerson:
    case SimulatedRole::kScheduledPerson:
    case SimulatedRole::kCrew:
      compose_by_hand(desk, actor, draft, random, out);
      break;
  }
}

void Composer::compose(const Actor& actor,
                       const Draft& draft,
                       std::string_view addressee,
                       ComposedText& out) const {
  out.text.clear();
  out.tags.clear();
  out.url = draft.page ? draft.page->url() : std::string{};
  if (draft.kind == PostKind::kRepost) {
    return;
  }
  const auto is_part_of = [&draft](GatheringKind kind) {
    return draft.gathering != nullptr && draft.gathering->kind == kind;
  };
  const bool by_hand = actor.role == SimulatedRole::kPerson;
  if (by_hand && draft.page && Random{derive_key(draft.key, kUrlPurpose)}.chance(0.15)) {
    out.url += "?utm_source=share";
  }
  const Desk& desk = desks_.at(static_cast<std::size_t>(actor.language));
  if (draft.kind == PostKind::kReply) {
    fmt::format_to(std::back_inserter(out.text), "@{} ", addressee);
  }
  Random random{derive_key(draft.key, kTextPurpose)};
  if (is_part_of(GatheringKind::kCrewWave)) {
    compose_wave(desk, actor, draft, out.text);
  } else if (is_part_of(GatheringKind::kLiveEvent)) {
    compose_live(desk, actor, draft, random, out);
  } else {
    compose_for_role(desk, actor, draft, random, out);
  }
  if (!out.url.empty()) {
    fmt::format_to(std::back_inserter(out.text), " {}", out.url);
  }
}

}  // namespace vigie::collector::simulation
