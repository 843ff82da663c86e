#include "collector/simulation/news.h"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "storage/model/time.h"

namespace vigie::collector::simulation {
namespace {

constexpr std::size_t kOutletsPerPress = 3;
using Hosts = std::array<std::string_view, kOutletsPerPress>;

/// By press (valley, shore, neutral, state), then by language.
constexpr std::array<std::array<Hosts, kLanguageCount>, 4> kHosts{{
    {{{"courrier-des-vallees.example", "vallee-matin.example", "le-clocher.example"},
      {"valley-courier.example", "steeple-news.example", "hill-morning.example"},
      {"talbote.example", "bergkurier.example", "kirchturm-blatt.example"},
      {"vestnik-doliny.example", "utro-doliny.example", "kolokolnya.example"}}},
    {{{"le-rivage.example", "phare-info.example", "la-digue.example"},
      {"shore-post.example", "beacon-daily.example", "the-jetty.example"},
      {"uferpost.example", "leuchtturm-tag.example", "deichzeitung.example"},
      {"pochta-berega.example", "mayak-dnya.example", "pristan.example"}}},
    {{{"valmont-presse.example", "gazette-de-brumelle.example", "radio-orne.example"},
      {"valmont-wire.example", "brumelle-gazette.example", "radio-orne-english.example"},
      {"valmont-bote.example", "brumelle-zeitung.example", "radio-orne-deutsch.example"},
      {"valmont-vesti.example", "gazeta-brumelle.example", "radio-orne-russkiy.example"}}},
    {{{"francais.rt.com", "francais.news-pravda.com", "sputnikglobe.com"},
      {"www.rt.com", "news-pravda.com", "sputnikglobe.com"},
      {"www.rt.com", "news-pravda.com", "sputnikglobe.com"},
      {"www.rt.com", "news-pravda.com", "sputnikglobe.com"}}},
}};

std::string_view host_of(Press press, Language language, std::uint64_t choice) {
  const auto& hosts = kHosts.at(static_cast<std::size_t>(press));
  return hosts.at(static_cast<std::size_t>(language)).at(choice % kOutletsPerPress);
}

bool is_slanted(Press press) {
  return press == Press::kState || press == Press::kCampaign;
}

}  // namespace

std::string Page::url() const {
  // Seven to ten digits, so that two pages hardly ever share a path.
  const std::uint64_t number = key % 9'999'999'000ULL + 1'000;
  const auto section = topic_name(topic);
  if (press == Press::kState) {
    return fmt::format("https://{}/sim/{}-{}", host, section, number);
  }
  return fmt::format("https://{}/{}/{}", host, section, number);
}

Topic draw_topic(double polemical, Random& random) {
  if (!random.chance(polemical)) {
    const auto pastimes = kTopicCount - kPolemicalTopicCount;
    return static_cast<Topic>(kPolemicalTopicCount + random.below(pastimes));
  }
  return random.chance(0.35) ? Topic::kElections
                             : static_cast<Topic>(random.below(kPolemicalTopicCount));
}

Page draw_news_page(std::uint64_t seed,
                    Press press,
                    Language language,
                    std::int64_t time_ms,
                    std::uint64_t octaves,
                    Random& random) {
  const auto age = std::llround(random.log_normal(4.0 * double{kHourMs}, 0.9));
  const auto hour = static_cast<std::uint64_t>((time_ms - age) / kHourMs);
  const std::uint64_t desk =
      static_cast<std::uint64_t>(press) * kLanguageCount + static_cast<std::uint64_t>(language);
  const std::uint64_t edition = derive_key(derive_key(seed, hour), desk);
  Page page{derive_key(edition, random.zipf_rank(octaves)), press, language, Topic::kElections, {}};
  Random traits{page.key};
  page.topic = draw_topic(is_slanted(press) ? 1.0 : 0.6, traits);
  page.host = host_of(press, language, traits.below(kOutletsPerPress));
  return page;
}

Page publish_page(const Actor& actor, std::uint64_t post_key) {
  const bool is_state = actor.role == SimulatedRole::kOutlet;
  const auto press = is_state ? Press::kState : static_cast<Press>(actor.ordinal % 3);
  Page page{post_key, press, actor.language, Topic::kElections, {}};
  Random traits{page.key};
  page.topic = draw_topic(is_state ? 1.0 : 0.6, traits);
  page.host = host_of(press, actor.language, is_state ? actor.ordinal : actor.ordinal / 3);
  return page;
}

Page publish_dispatch(std::uint32_t team, std::uint64_t key, Topic topic) {
  const bool is_french = team % 2 == 0;
  return {derive_key(key, 2),
          Press::kOwn,
          is_french ? Language::kFrench : Language::kEnglish,
          topic,
          fmt::format("agence-{}.example", team + 1)};
}

void append_headline(const Page& page, const PhraseBook& book, std::string& out) {
  Random random{derive_key(page.key, 1)};
  std::string headline;
  book.expand(
      book.section(is_slanted(page.press) ? "slant" : "headline"), page.topic, random, headline);
  capitalize_sentences(headline);
  out += headline;
}

}  // namespace vigie::collector::simulation
