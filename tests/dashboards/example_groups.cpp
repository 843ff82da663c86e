#include "tests/dashboards/example_groups.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "tests/dashboards/example_report.h"

namespace vigie::tests {
namespace {

using namespace std::chrono_literals;

constexpr std::array<std::string_view, 4> kGroupTexts{
    "Prices up, wages down, and nobody asks why. Share before it is gone! "
    "https://harbour-post.example/budget-hole",
    "On nous cache les vrais chiffres de la fermeture du port. \u00c0 partager. #port #verite",
    "The port strike enters its third week. Prices rise, trust falls. #port",
    "Who pays for the empty harbour? Ask them. #port #truth"};

struct Shape {
  std::uint32_t group = 1;
  std::size_t members = 3;
  std::size_t first_account = 100;  ///< Below 11: the ranked accounts of `example_report`.
  std::string_view name;
  std::size_t links_every = 1;  ///< 1: everyone with everyone; 2: every second pair, ...
};

std::vector<ReportGroupMember> members_of(const Shape& shape) {
  const ReportData ranked = example_report();
  std::vector<ReportGroupMember> members;
  for (std::size_t i = 0; i < shape.members; ++i) {
    ReportGroupMember member;
    const std::size_t account = shape.first_account + i;
    member.account_id = static_cast<std::int64_t>(account);
    if (shape.first_account < 10 && i < 6) {
      member.platform = ranked.ranked[i].platform;
      member.native_id = ranked.ranked[i].native_id;
      member.handle = ranked.ranked[i].handle;
      member.likelihood = ranked.ranked[i].likelihood;
      member.grade = ranked.ranked[i].grade;
    } else {
      member.platform = "bluesky";
      member.native_id = fmt::format("did:plc:crew{:05}", account);
      member.handle = fmt::format("quay-{}.example", account);
      member.grade = i % 3 == 0 ? Grade::kD : Grade::kB;
      if (member.grade != Grade::kD) {
        member.likelihood = 0.2 + 0.05 * static_cast<double>(i % 10);
      }
    }
    member.centrality = 1.0 - static_cast<double>(i) / static_cast<double>(shape.members + 3);
    member.score = 60.0 * member.centrality;
    member.explained = 0.7 - 0.04 * static_cast<double>(i % 10);
    member.core = 2;
    members.push_back(member);
  }
  return members;
}

void add_links(ReportGroup& group, std::size_t every) {
  std::size_t pair = 0;
  for (std::uint32_t a = 0; a < group.members.size(); ++a) {
    for (std::uint32_t b = a + 1; b < group.members.size(); ++b) {
      if (pair++ % every == 0) {
        const double decades = 26.0 - 0.9 * static_cast<double>((a * 3 + b * 5) % 23);
        group.links.push_back({a, b, 9 - (a + b) % 6, 5 - (a + b) % 5, decades});
        ++group.members[a].links;
        ++group.members[b].links;
      }
    }
  }
  std::stable_sort(group.links.begin(), group.links.end(), [](const auto& x, const auto& y) {
    return x.decades > y.decades;
  });
  const auto members = static_cast<double>(group.members.size());
  group.density = static_cast<double>(group.links.size()) / (members * (members - 1.0) / 2.0);
}

ReportPost post_of(std::size_t number, UtcTime time, std::string_view text) {
  ReportPost post;
  post.post_id = static_cast<std::int64_t>(900'000 + number);
  post.native_id = fmt::format("pair-{}", number);
  post.time = time;
  post.kind = "post";
  post.text = text;
  post.urls = {"https://harbour-post.example/budget-hole"};
  return post;
}

void add_meetings(ReportGroup& group) {
  constexpr std::array<std::int64_t, 4> kGaps{12'000, -3'000, 0, 840'000};
  for (std::size_t i = 0; i < kGaps.size(); ++i) {
    const UtcTime time = kExampleBegin + std::chrono::days{3 * (i + 1)} + 9h + 30s;
    const auto other = static_cast<std::uint32_t>(1 + i % (group.members.size() - 1));
    const std::size_t number = group.group * 10 + 2 * i;
    group.meetings.push_back(
        {i % 2 == 0 ? CoordinationLayer::kUrl : CoordinationLayer::kText,
         0,
         other,
         post_of(number, time, kGroupTexts.at(i)),
         post_of(number + 1, time + std::chrono::milliseconds{kGaps.at(i)}, kGroupTexts.at(i)),
         kGaps.at(i)});
  }
}

void add_objects(ReportGroup& group) {
  const auto members = static_cast<std::uint32_t>(group.members.size());
  const auto object = [&](CoordinationLayer layer, std::string_view label, std::uint32_t sharers) {
    group.objects.push_back({layer,
                             std::string{label},
                             members,
                             0.004 * static_cast<double>(sharers),
                             members + sharers,
                             kExampleBegin + 60h,
                             kExampleBegin + 61h});
  };
  object(CoordinationLayer::kUrl, "https://harbour-post.example/budget-hole?ref=a&b=1", 21);
  object(CoordinationLayer::kText, kGroupTexts[1], 2);
  object(CoordinationLayer::kHashtagSequence, "#port #truth", 310);
  object(CoordinationLayer::kRepost, "bluesky at://did:plc:invented1/app.bsky.feed.post/3kq", 8);
  object(CoordinationLayer::kDomain, "harbour-post.example", 2900);
  object(CoordinationLayer::kText, "", 1);
}

ReportGroup group_of(const Shape& shape) {
  ReportGroup group;
  group.group = shape.group;
  group.name = shape.name;
  group.members = members_of(shape);
  add_links(group, shape.links_every);
  add_meetings(group);
  add_objects(group);
  group.observed = static_cast<std::uint32_t>(5 * group.links.size());
  group.expected = 0.031 * static_cast<double>(group.links.size());
  group.extent = 0.992;
  group.median_gap_ms = 11'600.0;
  group.explained = 0.58;
  group.creation_peak = 0.43;
  group.office_hours = 0.71;
  group.first = kExampleBegin + 57h;
  group.last = kExampleBegin + 600h;
  group.techniques = {"T0049.003", "T0084.001"};
  group.layer_meetings = {40, 210, 12, 96, 0, 0, 30};
  for (std::uint32_t hour = 0; hour < 24; ++hour) {
    group.hours.at(hour) = hour < 6 || hour > 20 ? 1 : 4 + (hour * 7) % 23;
  }
  for (std::uint32_t day = 0; day < 25; ++day) {
    group.posts_per_day.push_back(day < 2 || day % 7 > 4 ? 0 : 6 + (day * 11) % 40);
  }
  group.languages = {{"fr", 212}, {"en", 90}, {"", 14}};
  group.profiles = ReportGroupProfiles{.members = 3,
                                       .sharing = 2,
                                       .expected = 0.34,
                                       .accounts = 1'204,
                                       .texts = {{.members = 2,
                                                  .accounts = 3,
                                                  .decades = 1.2,
                                                  .withheld = false,
                                                  .text = "Quayside born. Facts at "
                                                          "https://harbour-post.example"}}};
  group.members[0].profile_text = group.members[1].profile_text = 1;
  return group;
}

}  // namespace

ReportCoordination example_coordination() {
  ReportCoordination coordination;
  coordination.tested = true;
  coordination.coverage = {.shares = 18'402,
                           .objects = 6'211,
                           .popular_objects = 3,
                           .popular_shares = 2'904,
                           .tested_pairs = 4'127,
                           .eligible_pairs = 860'016.0,
                           .pairs = 61,
                           .accounts = 24,
                           .span_ms = 86'400'000,
                           .layers = {},
                           .self_test = CoordinationSelfTest{}};
  ReportGroup growing =
      group_of({1, 14, 1, "https://harbour-post.example/budget-hole?ref=a&b=1", 2});
  growing.status = "growing";
  growing.campaign = 3;
  growing.campaign_since = kExampleBegin - 240h;
  growing.members_kept = 10;
  growing.members_new = 4;
  growing.members_left = 1;
  ReportGroup fresh = group_of({2, 4, 200, "#port #truth", 1});
  fresh.status = "new";
  fresh.campaign = 9;
  fresh.creation_peak = 0.0;
  ReportGroup open = group_of({3, 3, 300, "union-of-dockers.example", 1});
  for (ReportGroupMember& member : open.members) {
    member.known_reason = "A union's own branches";
  }
  open.known_members = 3;
  ReportGroup slow = group_of({4, 3, 400, "The port strike enters its third week.", 1});
  slow.median_gap_ms = 4'000'000.0;
  slow.techniques = {"T0116.001"};
  slow.members[2].known_reason = "A newsroom's account";
  slow.known_members = 1;
  coordination.groups = {growing, fresh, open, slow};
  coordination.groups_total = 4;
  coordination.gone = {{1, "#harbour #closed", 7, kExampleBegin + 24h},
                       {2, "https://old-quay.example/x", 3, kExampleBegin}};
  return coordination;
}

ReportData report_with_groups() {
  ReportData data = example_report();
  data.coordination = example_coordination();
  data.run.notes = {"precision_not_measured"};
  return data;
}

ReportCoordination large_coordination(std::size_t groups, std::size_t members) {
  ReportCoordination coordination = example_coordination();
  coordination.groups.clear();
  for (std::size_t i = 0; i < groups; ++i) {
    coordination.groups.push_back(group_of({static_cast<std::uint32_t>(i + 1),
                                            members,
                                            1000 + 100 * i,
                                            "https://harbour-post.example/budget-hole",
                                            1}));
  }
  coordination.groups_total = groups;
  return coordination;
}

void fill_groups_with(ReportCoordination& coordination, const std::string& text) {
  for (ReportGroup& group : coordination.groups) {
    group.name = group.status = text;
    group.techniques = {text};
    group.languages = {{text, 3}};
    for (ReportGroupMember& member : group.members) {
      member.platform = member.native_id = member.handle = text;
    }
    group.members.front().known_reason = text;
    group.known_members = 1;
    for (ReportGroupObject& object : group.objects) {
      object.label = text;
    }
    if (group.profiles) {
      for (ReportProfileText& profile : group.profiles->texts) {
        profile.text = text;
      }
    }
    for (ReportMeeting& meeting : group.meetings) {
      for (ReportPost* post : {&meeting.post_a, &meeting.post_b}) {
        post->text = post->subject = post->kind = text;
        post->urls = {text, "https://" + text};
      }
    }
  }
  for (ReportGoneCampaign& gone : coordination.gone) {
    gone.name = text;
  }
}

}  // namespace vigie::tests
