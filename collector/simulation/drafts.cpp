#include "collector/simulation/drafts.h"

#include <algorithm>
#include <cmath>

#include "collector/simulation/crew.h"

namespace vigie::collector::simulation {
namespace {

constexpr double kMinute = 60'000.0;
constexpr std::int64_t kViralMs = std::int64_t{36} * 3'600'000;  ///< A repost seldom outlives this.
constexpr std::uint32_t kScan = 48;  ///< Events looked at before a search gives up.

constexpr std::uint64_t kActionPurpose = 1;
constexpr std::uint64_t kTopicPurpose = 2;
constexpr std::uint64_t kPagePurpose = 3;
constexpr std::uint64_t kOtherPurpose = 4;

constexpr std::size_t kLivePosts = 9;  ///< The early posts of a live event that get the reposts.

/// Probabilities of what a role does; the rest is text alone.
struct Actions {
  double repost = 0.0;
  double reply = 0.0;
  double quote = 0.0;
  double link = 0.0;
};

Actions actions_of(const Actor& actor) {
  switch (actor.role) {
    case SimulatedRole::kPerson:
    case SimulatedRole::kCrew:
      return {0.38, 0.20, 0.03, 0.16};
    case SimulatedRole::kScheduledPerson:
      return {.repost = 0.1, .reply = 0.08, .quote = 0.03, .link = 0.3};
    case SimulatedRole::kFluentBot:
      return {.repost = 0.15, .reply = 0.2, .quote = 0.03, .link = 0.12};
    case SimulatedRole::kNewsroom:
    case SimulatedRole::kLocalPaper:
      return {.link = 0.95};
    case SimulatedRole::kOutlet:
      return {.link = 1.0};
    case SimulatedRole::kScheduler:
      return {.repost = 0.05, .link = 0.6};
    case SimulatedRole::kRelay:
      return {.repost = actor.ordinal % 3 == 1 ? 0.6 : 0.15, .link = 1.0};
    case SimulatedRole::kTextBot:
      return {.repost = 0.08, .reply = 0.08, .link = 0.05};
    case SimulatedRole::kDeclaredBot:
    case SimulatedRole::kAgency:
      break;
  }
  return {};
}

/// Topic of a person's own posts: its two polemics and three pastimes, the election now and then.
Topic draw_own_topic(const Actor& actor, Random& random) {
  if (!random.chance(actor.polemical)) {
    return actor.pastimes.at(random.below(actor.pastimes.size()));
  }
  return random.chance(0.3) ? Topic::kElections
                            : actor.polemics.at(random.below(actor.polemics.size()));
}

Press draw_press(const Actor& actor, Random& random) {
  if (actor.role == SimulatedRole::kRelay || (actor.conviction && random.chance(0.45))) {
    return Press::kState;
  }
  const double kind = random.unit();
  if (actor.camp == Camp::kNeutral) {
    return kind < 0.6 ? Press::kNeutral : (kind < 0.8 ? Press::kValley : Press::kShore);
  }
  if (kind >= actor.loyalty && random.chance(0.7)) {
    return Press::kNeutral;
  }
  const bool is_valley = (actor.camp == Camp::kValley) == (kind < actor.loyalty);
  return is_valley ? Press::kValley : Press::kShore;
}

std::uint64_t key_of(const Actor& actor, const Event& event) {
  return derive_key(derive_key(actor.key, 0xD7AF7), event.what);
}

/// Whom people repost. The others seldom are.
bool is_trusted(const Actor& author, const Actor& reader) {
  switch (author.role) {
    case SimulatedRole::kPerson:
    case SimulatedRole::kNewsroom:
    case SimulatedRole::kScheduler:
    case SimulatedRole::kAgency:
    case SimulatedRole::kLocalPaper:
    case SimulatedRole::kScheduledPerson:
      return true;
    case SimulatedRole::kOutlet:
      return reader.conviction;
    case SimulatedRole::kRelay:
    case SimulatedRole::kTextBot:
    case SimulatedRole::kFluentBot:
    case SimulatedRole::kCrew:
    case SimulatedRole::kDeclaredBot:
      break;
  }
  return false;
}

/// A site of the account's own.
Page own_page(const Actor& actor, Topic topic, std::uint64_t key) {
  const auto name = std::string_view{actor.handle}.substr(0, actor.handle.find('.'));
  return {key, Press::kOwn, actor.language, topic, std::string{name} + ".example"};
}

bool is_original(const Draft& draft) {
  return draft.kind == PostKind::kPost || draft.kind == PostKind::kQuote;
}

}  // namespace

Drafts::Drafts(std::span<const Actor> actors,
               std::span<const Gathering> gatherings,
               std::span<const Event> events,
               const SimulationOptions& options)
    : actors_(actors),
      gatherings_(gatherings),
      events_(events),
      seed_(options.seed),
      page_octaves_(0),
      leader_posts_(options.crews) {
  // One post in six links; a few of these, 2^octaves - 1 pages per press, language and hour.
  const auto hours = static_cast<std::uint64_t>(options.days) * 24;
  const std::uint64_t pages = options.posts / hours / 16;
  while ((pages >> page_octaves_) > 0) {
    ++page_octaves_;
  }
  subjects_.reserve(events.size());
}

Draft Drafts::write(std::uint32_t index) {
  const Event& event = events_[index];
  const Actor& actor = actors_[event.actor];
  Draft draft = plan(event);
  if (draft.kind != PostKind::kPost) {
    draft.other = find_other(index, draft);
    if (draft.other == Draft::kNobody) {
      if (draft.gathering != nullptr && draft.gathering->kind == GatheringKind::kCrewWave) {
        draft = plan_own(event);  // nothing to push yet
        draft.page.reset();
      }
      draft.kind = PostKind::kPost;
      if (actor.role == SimulatedRole::kRelay) {
        draft.page = choose_page(actor, event, draft);
        draft.topic = draft.page->topic;
      }
    } else if (draft.kind == PostKind::kRepost) {
      draft.page = plan(events_[draft.other]).page;
    }
  }
  subjects_.push_back(draft.kind == PostKind::kRepost ? draft.other : Draft::kNobody);
  remember(index, draft);
  return draft;
}

/// Notes what later posts may repost.
void Drafts::remember(std::uint32_t index, const Draft& draft) {
  const Event& event = events_[index];
  const Actor& actor = actors_[event.actor];
  if (actor.role == SimulatedRole::kNewsroom && draft.page) {
    newsroom_posts_.at(static_cast<std::size_t>(actor.language)).push_back(index);
  } else if (actor.role == SimulatedRole::kOutlet) {
    outlet_posts_.push_back(index);
  } else if (actor.role == SimulatedRole::kCrew && actor.member == 0 && is_original(draft)) {
    leader_posts_.at(actor.team).push_back(index);
  }
  if (draft.gathering == nullptr || draft.kind != PostKind::kPost) {
    return;
  }
  const std::uint32_t number = event.what & kWaveNumberMask;
  const bool is_source =
      draft.gathering->kind == GatheringKind::kLiveEvent || actor.role == SimulatedRole::kAgency;
  if (is_source && subjects_of_[number].size() < kLivePosts) {
    subjects_of_[number].push_back(index);
  }
}

Draft Drafts::plan(const Event& event) const {
  return (event.what & kWaveFlag) != 0 ? plan_gathering(event) : plan_own(event);
}

Draft Drafts::plan_own(const Event& event) const {
  const Actor& actor = actors_[event.actor];
  Draft draft;
  draft.key = key_of(actor, event);
  Random choice{derive_key(draft.key, kActionPurpose)};
  Random topic{derive_key(draft.key, kTopicPurpose)};
  draft.topic = draw_own_topic(actor, topic);
  const Actions actions = actions_of(actor);
  double rest = choice.unit();
  if (rest < actions.repost) {
    draft.kind = PostKind::kRepost;
  } else if ((rest -= actions.repost) < actions.reply) {
    draft.kind = PostKind::kReply;
  } else if ((rest -= actions.reply) < actions.quote) {
    draft.kind = PostKind::kQuote;
  } else if ((rest -= actions.quote) < actions.link) {
    draft.page = choose_page(actor, event, draft);
    draft.topic = draft.page->topic;
  }
  return draft;
}

Draft Drafts::plan_gathering(const Event& event) const {
  const Gathering& gathering = gatherings_[event.what & kWaveNumberMask];
  Draft draft;
  draft.gathering = &gathering;
  draft.kind = (event.what & kWaveRepostFlag) != 0 ? PostKind::kRepost : PostKind::kPost;
  draft.key = gathering.key;
  Random random{draft.key};
  switch (gathering.kind) {
    case GatheringKind::kCrewWave:
      draft.topic = draw_topic(1.0, random);
      plan_crew_post(event, draft);
      break;
    case GatheringKind::kLiveEvent:
      draft.topic = live_topic(gathering.team);
      draft.key = derive_key(derive_key(gathering.key, actors_[event.actor].key),
                             static_cast<std::uint64_t>(event.time_ms));
      break;
    case GatheringKind::kDispatch:
      draft.topic = draw_topic(0.5, random);
      draft.page = publish_dispatch(gathering.team, draft.key, draft.topic);
      break;
  }
  return draft;
}

/// The page that a wave pushes: half of the time a state outlet's, else the crew's own.
void Drafts::plan_crew_post(const Event& event, Draft& draft) const {
  constexpr std::array<const char*, 3> kCampaigns{
      "valmont-libre.example", "rive-debout.example", "bon-sens-valmont.example"};
  if (draft.kind == PostKind::kRepost) {
    return;
  }
  const Actor& actor = actors_[event.actor];
  Random random{derive_key(draft.key, kOtherPurpose)};
  const bool is_state = random.chance(0.5);
  const char* const outlet = actor.language == Language::kFrench ? "francais.rt.com" : "www.rt.com";
  draft.page = Page{derive_key(draft.key, kPagePurpose),
                    is_state ? Press::kState : Press::kCampaign,
                    actor.language,
                    draft.topic,
                    is_state ? outlet : kCampaigns.at(actor.team % kCampaigns.size())};
}

std::optional<Page> Drafts::choose_page(const Actor& actor,
                                        const Event& event,
                                        const Draft& draft) const {
  Random random{derive_key(draft.key, kPagePurpose)};
  switch (actor.role) {
    case SimulatedRole::kNewsroom:
    case SimulatedRole::kOutlet:
      return publish_page(actor, draft.key);
    case SimulatedRole::kScheduler:
    case SimulatedRole::kLocalPaper:
    case SimulatedRole::kAgency:
      return own_page(actor, draft.topic, random.next());
    case SimulatedRole::kPerson:
    case SimulatedRole::kRelay:
    case SimulatedRole::kTextBot:
    case SimulatedRole::kFluentBot:
    case SimulatedRole::kScheduledPerson:
    case SimulatedRole::kCrew:
    case SimulatedRole::kDeclaredBot:
      break;
  }
  const Press press = draw_press(actor, random);
  return draw_news_page(seed_, press, actor.language, event.time_ms, page_octaves_, random);
}

std::uint32_t Drafts::find_other(std::uint32_t index, const Draft& draft) {
  Random random{derive_key(draft.key, kOtherPurpose)};
  if (draft.kind == PostKind::kReply) {
    return find_recent(index, 12.0 * kMinute, false, random);
  }
  return draft.gathering == nullptr ? find_repost(index, random)
                                    : find_subject(events_[index], *draft.gathering, random);
}

/// What the account of `event` reposts at a gathering. The first of a crew chooses, the others
/// repeat it.
std::uint32_t Drafts::find_subject(const Event& event, const Gathering& gathering, Random& random) {
  auto& subjects = subjects_of_[event.what & kWaveNumberMask];
  if (subjects.empty() && gathering.kind == GatheringKind::kCrewWave) {
    const bool pushes_leader = skill_of(gathering.team) != CrewSkill::kNaive && random.chance(0.6);
    const auto& posts = pushes_leader ? leader_posts_.at(gathering.team) : outlet_posts_;
    if (const auto found = pick_latest(posts, 3, random); found != Draft::kNobody) {
      subjects.push_back(found);
    }
  }
  if (subjects.empty()) {
    return Draft::kNobody;
  }
  const std::uint32_t subject = subjects[random.zipf_rank(4) % subjects.size()];
  return events_[subject].actor == event.actor ? Draft::kNobody : subject;
}

std::uint32_t Drafts::find_repost(std::uint32_t index, Random& random) const {
  const Actor& actor = actors_[events_[index].actor];
  if (actor.role == SimulatedRole::kRelay || (actor.conviction && random.chance(0.4))) {
    return pick_latest(outlet_posts_, 3, random);
  }
  const double kind = random.unit();
  if (kind < 0.25) {
    const auto& posts = newsroom_posts_.at(static_cast<std::size_t>(actor.language));
    return pick_latest(posts, 5, random);
  }
  const bool viral = kind < 0.75;
  const std::uint32_t found = find_recent(index, 40.0 * kMinute, viral, random);
  return found != Draft::kNobody || !viral ? found
                                           : find_recent(index, 40.0 * kMinute, false, random);
}

/// Looks back from a random moment before event `index`. `viral`: for what others reposted then,
/// which is how a few posts come to be reposted by many.
std::uint32_t Drafts::find_recent(std::uint32_t index,
                                  double median_age_ms,
                                  bool viral,
                                  Random& random) const {
  const std::int64_t age = std::llround(random.log_normal(median_age_ms, 1.2));
  const Event moment{events_[index].time_ms - age, 0, 0};
  const auto end = std::lower_bound(events_.begin(), events_.begin() + index, moment);
  auto at = static_cast<std::uint32_t>(end - events_.begin());
  for (std::uint32_t scanned = 0; at > 0 && scanned < kScan; ++scanned) {
    --at;
    if (const auto found = accept(index, at, viral, random); found != Draft::kNobody) {
      return found;
    }
  }
  return Draft::kNobody;
}

/// The post that event `index` takes from `candidate`: itself, or what it reposted when `viral`.
std::uint32_t Drafts::accept(std::uint32_t index,
                             std::uint32_t candidate,
                             bool viral,
                             Random& random) const {
  const std::uint32_t post = viral ? subjects_[candidate] : candidate;
  if (post == Draft::kNobody) {
    return Draft::kNobody;
  }
  const Event& event = events_[index];
  const Actor& reader = actors_[event.actor];
  const Actor& author = actors_[events_[post].actor];
  const bool same_side = author.camp == reader.camp || author.camp == Camp::kNeutral;
  const bool trusted = is_trusted(author, reader);
  if (events_[post].actor == event.actor || author.language != reader.language ||
      event.time_ms - events_[post].time_ms > kViralMs || (!same_side && !random.chance(0.25)) ||
      (!trusted && !random.chance(0.03))) {
    return Draft::kNobody;
  }
  return viral || is_original(plan(events_[post])) ? post : Draft::kNobody;
}

std::uint32_t Drafts::pick_latest(std::span<const std::uint32_t> posts,
                                  std::uint64_t octaves,
                                  Random& random) const {
  const std::uint64_t back = random.zipf_rank(octaves);
  return back < posts.size() ? posts[posts.size() - 1 - back] : Draft::kNobody;
}

}  // namespace vigie::collector::simulation
