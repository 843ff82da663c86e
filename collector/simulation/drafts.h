// Drafts: what each event of a timetable becomes (kind, topic, page, the post it answers or
// repeats).
//
// What an event says by itself follows from its account's key and can be asked for in any order, so
// no text is ever kept. Only which post was reposted or answered depends on what stood before it.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "collector/simulation/gatherings.h"
#include "collector/simulation/news.h"
#include "collector/simulation/timetable.h"
#include "storage/model/post.h"

namespace vigie::collector::simulation {

struct Draft {
  static constexpr std::uint32_t kNobody = 0xFFFF'FFFFU;

  PostKind kind = PostKind::kPost;
  std::uint64_t key = 0;  ///< Of this post's text.
  Topic topic = Topic::kElections;
  std::optional<Page> page;              ///< What it links; of a repost: what its subject links.
  std::uint32_t other = kNobody;         ///< Event replied to, reposted or quoted; an earlier one.
  const Gathering* gathering = nullptr;  ///< Null for what an account does of its own accord.
};

class Drafts {
 public:
  /// @param events  Sorted. The spans must outlive the object.
  Drafts(std::span<const Actor> actors,
         std::span<const Gathering> gatherings,
         std::span<const Event> events,
         const SimulationOptions& options);

  /// The draft of event `index`; to be called once for each event, in order.
  [[nodiscard]] Draft write(std::uint32_t index);

 private:
  [[nodiscard]] Draft plan(const Event& event) const;
  [[nodiscard]] Draft plan_own(const Event& event) const;
  [[nodiscard]] Draft plan_gathering(const Event& event) const;
  void plan_crew_post(const Event& event, Draft& draft) const;
  [[nodiscard]] std::optional<Page> choose_page(const Actor& actor,
                                                const Event& event,
                                                const Draft& draft) const;
  [[nodiscard]] std::uint32_t find_other(std::uint32_t index, const Draft& draft);
  [[nodiscard]] std::uint32_t find_subject(const Event& event,
                                           const Gathering& gathering,
                                           Random& random);
  void remember(std::uint32_t index, const Draft& draft);
  [[nodiscard]] std::uint32_t find_repost(std::uint32_t index, Random& random) const;
  [[nodiscard]] std::uint32_t find_recent(std::uint32_t index,
                                          double median_age_ms,
                                          bool viral,
                                          Random& random) const;
  [[nodiscard]] std::uint32_t accept(std::uint32_t index,
                                     std::uint32_t candidate,
                                     bool viral,
                                     Random& random) const;
  [[nodiscard]] std::uint32_t pick_latest(std::span<const std::uint32_t> posts,
                                          std::uint64_t octaves,
                                          Random& random) const;

  std::span<const Actor> actors_;
  std::span<const Gathering> gatherings_;
  std::span<const Event> events_;
  std::uint64_t seed_;
  std::uint64_t page_octaves_ = 2;
  std::vector<std::uint32_t> subjects_;  ///< Per event written: reposted event, or kNobody.
  std::array<std::vector<std::uint32_t>, kLanguageCount> newsroom_posts_;
  std::vector<std::uint32_t> outlet_posts_;
  std::vector<std::vector<std::uint32_t>> leader_posts_;  ///< By crew: originals of its leader.
  /// By gathering: the post that its accounts repost; of a live event the few best ones.
  std::map<std::uint32_t, std::vector<std::uint32_t>> subjects_of_;
};

}  // namespace vigie::collector::simulation
