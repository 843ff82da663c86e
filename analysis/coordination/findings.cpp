#include "analysis/coordination/findings.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "analysis/coordination/profile_texts.h"
#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

constexpr std::uint32_t kFewMeetings = 4;

std::int64_t day_of(std::int64_t time_ms) {
  return time_ms / kDayMs - (time_ms % kDayMs < 0 ? 1 : 0);
}

std::int64_t gap_of(const PairMeeting& meeting) {
  return std::abs(meeting.time_b_ms - meeting.time_a_ms);
}

/// One translation: text clusters are numbered as they are needed.
class Translation {
 public:
  explicit Translation(const CoordinationSource& source) : source_(source) {}

  CoordinationFindings translate() {
    group_of_pair_.assign(source_.result.pairs.pairs.size(), 0);
    assign_pairs();
    translate_pairs();
    const GroupTable& groups = source_.result.groups;
    for (std::uint32_t g = 0; g < groups.groups.size(); ++g) {
      translate_group(g);
    }
    collect_text_posts();
    if (!source_.profile_keys.empty()) {
      add_profile_texts();
    }
    findings_.coverage = totals();
    return std::move(findings_);
  }

 private:
  [[nodiscard]] AccountId account(std::uint32_t index) const {
    return source_.activity.accounts[index].account;
  }

  [[nodiscard]] PostId post(std::uint32_t index) const { return source_.activity.post[index]; }

  /// A pair is a group's when both accounts are its members.
  void assign_pairs() {
    std::vector<std::uint32_t> group_of(source_.activity.accounts.size(), 0);
    for (const GroupMember& member : source_.result.groups.members) {
      group_of[member.account] = member.group + 1;
    }
    pairs_of_group_.resize(source_.result.groups.groups.size());
    const auto& pairs = source_.result.pairs.pairs;
    for (std::uint32_t p = 0; p < pairs.size(); ++p) {
      const std::uint32_t group = group_of[pairs[p].account_a];
      if (group != 0 && group == group_of[pairs[p].account_b]) {
        group_of_pair_[p] = group;
        pairs_of_group_[group - 1].push_back(p);
      }
    }
  }

  [[nodiscard]] ObjectId object(Layer layer, std::uint32_t index) const {
    const auto& objects = source_.shares.objects[static_cast<std::size_t>(layer)];
    return objects.empty() ? ObjectId{} : objects[index];
  }

  /// 1 + place among the findings' texts; 0 for other layers.
  std::uint32_t text(Layer layer, std::uint32_t index) {
    if (layer != Layer::kText) {
      return 0;
    }
    const auto next = static_cast<std::uint32_t>(text_of_.size() + 1);
    const auto [place, is_new] = text_of_.try_emplace(index, next);
    if (is_new) {
      const TextCluster& cluster = source_.shares.clusters[index];
      findings_.texts.push_back({post(cluster.representative_post), cluster.accounts, {}});
    }
    return place->second;
  }

  void translate_pairs() {
    const PairTable& table = source_.result.pairs;
    const std::uint32_t shown =
        table.pairs.size() <= kMostDetailedPairs ? kMostPairMeetings : kFewMeetings;
    for (std::uint32_t p = 0; p < table.pairs.size(); ++p) {
      const CoordinatedPair& pair = table.pairs[p];
      PairFinding finding;
      finding.account_a = account(pair.account_a);
      finding.account_b = account(pair.account_b);
      finding.group = group_of_pair_[p];
      finding.objects = pair.objects;
      finding.fast_objects = pair.fast_objects;
      finding.days = pair.days;
      finding.symmetry = pair.symmetry;
      finding.decades = pair.decades;
      finding.q_decades = pair.q_decades;
      finding.timing_decades = pair.timing_decades;
      for (std::uint32_t i = 0; i < pair.evidence; ++i) {
        const PairEvidence& evidence = table.evidence[pair.first_evidence + i];
        finding.layers.push_back(
            {evidence.layer,
             evidence.span == kWholeSpan ? 0 : source_.options.windows_ms.at(evidence.span),
             evidence.observed,
             evidence.expected,
             evidence.decades});
      }
      show_meetings(pair, shown, finding);
      findings_.pairs.push_back(std::move(finding));
    }
  }

  /// The quickest; of equals by layer and object.
  void show_meetings(const CoordinatedPair& pair, std::uint32_t most, PairFinding& finding) {
    const auto first = source_.result.pairs.meetings.begin() + pair.first_meeting;
    std::vector<PairMeeting> meetings;
    std::copy_if(first, first + pair.meetings, std::back_inserter(meetings), [](const auto& m) {
      return m.layer != Layer::kDomain;
    });
    std::sort(meetings.begin(), meetings.end(), [](const PairMeeting& a, const PairMeeting& b) {
      return std::tuple{gap_of(a), a} < std::tuple{gap_of(b), b};
    });
    finding.meetings = static_cast<std::uint32_t>(meetings.size());
    meetings.resize(std::min<std::size_t>(meetings.size(), most));
    for (const PairMeeting& meeting : meetings) {
      finding.shown_meetings.push_back({meeting.layer,
                                        object(meeting.layer, meeting.object),
                                        text(meeting.layer, meeting.object),
                                        post(meeting.post_a),
                                        post(meeting.post_b),
                                        meeting.time_b_ms - meeting.time_a_ms});
    }
  }

  void translate_group(std::uint32_t g) {
    const CoordinatedGroup& group = source_.result.groups.groups[g];
    GroupFinding finding;
    finding.group = g + 1;
    finding.links = group.links;
    finding.density = group.density;
    finding.extent = group.extent;
    finding.median_gap_ms = group.median_gap_ms;
    finding.explained = group.explained;
    finding.creation_peak = group.creation_peak;
    finding.office_hours = group.office_hours;
    finding.known_members = group.benign_members;
    finding.layer_meetings = group.layer_meetings;
    finding.hours = group.hours;
    sum_meetings(g, finding);
    list_members(group, finding);
    list_objects(group, finding);
    const std::int64_t begin = day_of(to_ms(source_.activity.span.begin));
    for (std::uint32_t i = 0; i < group.days; ++i) {
      const GroupDay& day = source_.result.groups.days[group.first_day + i];
      finding.days.push_back({static_cast<std::int32_t>(day.day - begin), day.posts, day.members});
    }
    findings_.groups.push_back(std::move(finding));
  }

  /// Meetings against chance, first and last post, languages.
  void sum_meetings(std::uint32_t g, GroupFinding& finding) const {
    const PairTable& table = source_.result.pairs;
    std::vector<std::uint32_t> posts;
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
    for (const std::uint32_t p : pairs_of_group_[g]) {
      const CoordinatedPair& pair = table.pairs[p];
      for (std::uint32_t i = 0; i < pair.meetings; ++i) {
        const PairMeeting& meeting = table.meetings[pair.first_meeting + i];
        finding.observed += meeting.counted ? 1U : 0U;
        posts.push_back(meeting.post_a);
        posts.push_back(meeting.post_b);
        first = std::min({first, meeting.time_a_ms, meeting.time_b_ms});
        last = std::max({last, meeting.time_a_ms, meeting.time_b_ms});
      }
      for (std::uint32_t i = 0; i < pair.evidence; ++i) {
        const PairEvidence& evidence = table.evidence[pair.first_evidence + i];
        if (evidence.span == kWholeSpan && evidence.layer != Layer::kDomain) {
          finding.expected += evidence.expected;
        }
      }
    }
    finding.first = from_ms(first);
    finding.last = from_ms(last);
    std::sort(posts.begin(), posts.end());
    posts.erase(std::unique(posts.begin(), posts.end()), posts.end());
    count_languages(posts, finding);
  }

  void count_languages(std::span<const std::uint32_t> posts, GroupFinding& finding) const {
    std::vector<std::uint32_t> counts(source_.shares.languages.size(), 0);
    for (const std::uint32_t post : posts) {
      ++counts[source_.shares.language_of[post]];
    }
    for (std::size_t language = 0; language < counts.size(); ++language) {
      if (counts[language] > 0) {
        finding.languages.push_back({source_.shares.languages[language], counts[language]});
      }
    }
    std::stable_sort(finding.languages.begin(),
                     finding.languages.end(),
                     [](const auto& a, const auto& b) { return a.posts > b.posts; });
  }

  void list_members(const CoordinatedGroup& group, GroupFinding& finding) const {
    for (std::uint32_t i = 0; i < group.members; ++i) {
      const GroupMember& member = source_.result.groups.members[group.first_member + i];
      finding.members.push_back(
          {account(member.account),
           member.links,
           member.core,
           member.centrality,
           member.score,
           member.explained,
           member.benign == kNothing ? std::string{} : source_.known[member.benign].reason,
           0});
    }
  }

  void list_objects(const CoordinatedGroup& group, GroupFinding& finding) {
    for (std::uint32_t i = 0; i < group.objects; ++i) {
      const GroupObject& object = source_.result.groups.objects[group.first_object + i];
      if (object.layer == Layer::kDomain) {
        continue;
      }
      finding.objects.push_back({object.layer,
                                 this->object(object.layer, object.object),
                                 text(object.layer, object.object),
                                 object.members,
                                 object.expected,
                                 object.sharers,
                                 from_ms(object.first_ms),
                                 from_ms(object.last_ms)});
    }
  }

  /// Posts of the clusters that were met, the earliest of each.
  void collect_text_posts() {
    std::vector<std::vector<std::pair<std::int64_t, std::uint32_t>>> posts(findings_.texts.size());
    for (const LayerShares& layer : source_.shares.input.layers) {
      if (layer.layer != Layer::kText) {
        continue;
      }
      for (std::size_t i = 0; i < layer.object.size(); ++i) {
        const auto found = text_of_.find(layer.object[i]);
        if (found != text_of_.end()) {
          posts[found->second - 1].emplace_back(layer.time_ms[i], layer.post[i]);
        }
      }
    }
    for (std::size_t text = 0; text < posts.size(); ++text) {
      std::sort(posts[text].begin(), posts[text].end());
      posts[text].resize(std::min(posts[text].size(), kMostClusterPosts));
      for (const auto& [time, index] : posts[text]) {
        findings_.texts[text].posts.push_back(post(index));
      }
    }
  }

  void add_profile_texts() {
    const GroupTable& table = source_.result.groups;
    const ProfileTexts found =
        compare_profile_texts(source_.activity.accounts, source_.profile_keys, table);
    for (std::size_t g = 0; g < found.groups.size(); ++g) {
      const GroupProfiles& profiles = found.groups[g];
      GroupFinding& finding = findings_.groups[g];
      finding.profiles.emplace();
      finding.profiles->members = profiles.members;
      finding.profiles->sharing = profiles.sharing;
      finding.profiles->expected = profiles.expected;
      finding.profiles->accounts = profiles.accounts;
      for (const SharedProfileText& text : profiles.texts) {
        finding.profiles->texts.push_back({text.members, text.accounts, text.decades});
      }
      for (std::size_t i = 0; i < finding.members.size(); ++i) {
        finding.members[i].profile_text = found.text_of_member[table.groups[g].first_member + i];
      }
    }
  }

  [[nodiscard]] CoordinationTotals totals() const {
    CoordinationTotals totals = count_shares(source_.shares.input);
    const CoordinationCoverage& coverage = source_.result.coverage;
    totals.shares = coverage.shares;
    totals.objects = coverage.objects;
    totals.popular_objects = coverage.popular_objects;
    totals.popular_shares = coverage.popular_shares;
    totals.tested_pairs = coverage.tested_pairs;
    totals.pairs = source_.result.pairs.pairs.size();
    totals.accounts = source_.result.groups.members.size();
    if (source_.self_test) {
      totals.self_test = {source_.self_test->times_accounts,
                          source_.self_test->times_groups,
                          source_.self_test->accounts_accounts,
                          source_.self_test->accounts_groups};
    }
    return totals;
  }

  const CoordinationSource& source_;
  CoordinationFindings findings_;
  std::vector<std::uint32_t> group_of_pair_;  ///< 1 + group; 0: none.
  std::vector<std::vector<std::uint32_t>> pairs_of_group_;
  std::map<std::uint32_t, std::uint32_t> text_of_;  ///< Cluster to 1 + place in the findings.
};

}  // namespace

CoordinationTotals count_shares(const CoordinationInput& input) {
  CoordinationTotals totals;
  std::int64_t first = std::numeric_limits<std::int64_t>::max();
  std::int64_t last = std::numeric_limits<std::int64_t>::min();
  for (const LayerShares& layer : input.layers) {
    totals.layers.push_back({layer.layer, layer.account.size(), layer.objects});
    const auto [low, high] = std::minmax_element(layer.time_ms.begin(), layer.time_ms.end());
    if (low != layer.time_ms.end()) {
      first = std::min(first, *low);
      last = std::max(last, *high);
    }
  }
  totals.span_ms = first <= last ? last - first : 0;
  const double accounts = input.accounts;
  totals.eligible_pairs = accounts * std::max(0.0, accounts - 1.0) / 2.0;
  return totals;
}

CoordinationFindings describe_coordination(const CoordinationSource& source) {
  return Translation{source}.translate();
}

}  // namespace vigie::analysis
