#include "dashboards/pair_report.h"

#include <array>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "dashboards/defang.h"
#include "dashboards/html_escape.h"
#include "dashboards/json_parts.h"
#include "dashboards/language.h"
#include "dashboards/plain_json.h"
#include "dashboards/plain_words.h"
#include "dashboards/text_table.h"
#include "dashboards/text_wrap.h"
#include "dashboards/withheld_text.h"

namespace vigie::dashboards {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kPairKeyCut = 70;
constexpr std::size_t kPairProfileCut = 280;

enum class Answer : std::uint8_t { kLinked, kNotLinked, kNotTested, kNoRun };

Answer answer_of(const ReportPair& pair) {
  if (!pair.run) {
    return Answer::kNoRun;
  }
  if (pair.linked) {
    return Answer::kLinked;
  }
  const bool both_there = pair.account_a.scored && pair.account_b.scored;
  return pair.tested && both_there ? Answer::kNotLinked : Answer::kNotTested;
}

std::string_view answer_name(Answer answer) {
  constexpr std::array<std::string_view, 4> kNames{"linked", "not_linked", "not_tested", "no_run"};
  return kNames.at(static_cast<std::size_t>(answer));
}

std::string name_of(const ReportPairAccount& account) {
  return fit_text(account.platform + ':' + account.handle, kPairKeyCut);
}

std::string missing_sentence(const ReportPair& pair) {
  std::string names;
  for (const ReportPairAccount* account : {&pair.account_a, &pair.account_b}) {
    if (!account->scored) {
      names += (names.empty() ? "" : " and ") + name_of(*account);
    }
  }
  return fmt::format("The pair was not tested: run {} has no post of {} in its window.",
                     pair.run->id.value,
                     names);
}

std::string answer_sentence(const ReportPair& pair) {
  switch (answer_of(pair)) {
    case Answer::kLinked:
      return "Linked: they meet more often, or closer in time, than chance, common days and "
             "common "
             "sources explain. This is consistent with coordination; parties, newsrooms and fans "
             "coordinate too, in the open. Read the posts.";
    case Answer::kNotLinked:
      return fmt::format(
          "Not linked: chance explains what they share, or that both follow one account does, or "
          "they met too rarely to be told from chance (run {}).",
          pair.run->id.value);
    case Answer::kNotTested:
      return pair.tested ? missing_sentence(pair)
                         : fmt::format(
                               "The pair was not tested: run {} did not look for "
                               "coordination. Run `vigie analyze` again.",
                               pair.run->id.value);
    case Answer::kNoRun:
      return "The pair was not tested: there is no run yet. Run `vigie analyze`.";
  }
  return {};
}

std::string account_line(std::string_view label, const ReportPair& pair, bool is_a) {
  const ReportPairAccount& account = is_a ? pair.account_a : pair.account_b;
  std::string line = fmt::format("{}  {}, id {}, {}",
                                 label,
                                 name_of(account),
                                 fit_text(account.native_id, kPairKeyCut),
                                 format_plural(kEnglish, account.posts, "{} post", "{} posts"));
  if (account.scored) {
    line += ", troll-bot likelihood " + plain_likelihood(account.likelihood, account.grade);
  }
  return line + '\n';
}

std::string head(const ReportPair& pair) {
  const std::string window = pair.window.begin < pair.window.end
                                 ? format_window(kEnglish, pair.window) + ", UTC"
                                 : std::string{"no posts"};
  const std::string what = pair.run ? fmt::format("Run {}, {}", pair.run->id.value, window)
                                    : fmt::format("All posts, {}", window);
  return what + '\n' + account_line("A", pair, true) + account_line("B", pair, false) + '\n' +
         wrap_text(answer_sentence(pair));
}

/// `10^-14.0`, for a p-value may be smaller than any number that can be written out.
std::string power_of_ten(double decades) {
  return std::isfinite(decades) ? fmt::format("10^-{:.1f}", decades) : "0";
}

std::string strength_part(const ReportPair& pair) {
  std::string text = fmt::format(
      "p = {} over all layers, q = {} over all pairs of the run; closeness in time alone {}. "
      "{} in common on {}, {} of them within a minute; {}. The one has {} of the posts behind it "
      "that the other has.",
      power_of_ten(pair.decades),
      power_of_ten(pair.q_decades),
      power_of_ten(pair.timing_decades),
      format_plural(kEnglish, pair.objects, "{} object", "{} objects"),
      format_plural(kEnglish, pair.days, "{} day", "{} days"),
      pair.fast_objects,
      format_plural(kEnglish, pair.meetings_total, "{} meeting", "{} meetings"),
      format_share(kEnglish, pair.symmetry));
  text += pair.group == 0 ? " No group."
                          : fmt::format(" Group {0}: `vigie groups --group {0}`.", pair.group);
  return wrap_text(text);
}

std::string window_name(std::int64_t window_ms) {
  return window_ms == 0 ? "whole window" : plain_duration(window_ms);
}

std::string layers_part(const ReportPair& pair) {
  TextTable table{
      {{"shared"}, {"within"}, {"observed", true}, {"expected", true}, {"-log10 p", true}}};
  for (const PairLayerFinding& layer : pair.layers) {
    table.add({std::string{plain_layer(layer.layer)},
               window_name(layer.window_ms),
               format_count(kEnglish, layer.observed),
               fmt::format("{:.3f}", layer.expected),
               fmt::format("{:.1f}", layer.decades)});
  }
  return '\n' + table.render("  ");
}

std::string gap_text(std::int64_t gap_ms) {
  if (gap_ms == 0) {
    return "at the same time";
  }
  return fmt::format("{} apart, {} first", plain_duration(gap_ms), gap_ms > 0 ? 'A' : 'B');
}

std::string post_line(char label, const ReportPost& post) {
  const std::string words = post.withheld ? withheld_post(kEnglish, *post.withheld) : post.text;
  const std::string text =
      words.empty() ? std::string{} : ": " + fit_text(defang_text(words), kPostCut);
  return fmt::format("     {}  {}  {} {}{}\n",
                     label,
                     plain_time(post.time),
                     post.kind,
                     fit_text(post.native_id, kPairKeyCut),
                     text);
}

std::string side_by_side(const ReportPost& a, const ReportPost& b, std::int64_t gap_ms) {
  return gap_ms < 0 ? post_line('B', b) + post_line('A', a) : post_line('A', a) + post_line('B', b);
}

std::string layer_key(CoordinationLayer layer, std::string_view label) {
  const bool is_address = layer == CoordinationLayer::kUrl || layer == CoordinationLayer::kDomain;
  return is_address ? defang_url(label) : std::string{label};
}

std::string meetings_part(const ReportPair& pair) {
  if (pair.meetings.empty()) {
    return "\nThe posts behind it were erased since, or are not kept.\n";
  }
  std::string out = fmt::format("\nQuickest meetings, {} of {}\n",
                                pair.meetings.size(),
                                format_count(kEnglish, pair.meetings_total));
  for (std::size_t i = 0; i < pair.meetings.size(); ++i) {
    const ReportPairMeeting& meeting = pair.meetings[i];
    const std::string key = fit_text(layer_key(meeting.layer, meeting.label), kPairKeyCut);
    out += fmt::format("{:>3}. {}{}{}, {}\n",
                       i + 1,
                       plain_layer(meeting.layer),
                       key.empty() ? "" : " ",
                       key,
                       gap_text(meeting.gap_ms));
    out += side_by_side(meeting.post_a, meeting.post_b, meeting.gap_ms);
  }
  return out;
}

std::string common_head(const ReportCommonObject& object) {
  const std::string key = object.kind
                              ? ' ' + fit_text(plain_key(*object.kind, object.key), kPairKeyCut)
                              : std::string{};
  std::string shares;
  if (object.kind) {
    shares = fmt::format("; {}{} shares in the store",
                         format_count(kEnglish, object.shares),
                         object.shares >= kMostCountedShares ? " or more" : "");
  }
  return fmt::format("{}{}: {} by A, {} by B{}; nearest {}",
                     plain_kind(object.kind),
                     key,
                     object.posts_a,
                     object.posts_b,
                     shares,
                     gap_text(object.gap_ms));
}

std::string common_part(const ReportPair& pair) {
  if (pair.common.empty()) {
    return "\nThey have nothing in common in this window.\n";
  }
  std::string out = fmt::format("\nIn common all the same, {} of {}, the rarest first\n",
                                pair.common.size(),
                                format_count(kEnglish, pair.common_total));
  for (std::size_t i = 0; i < pair.common.size(); ++i) {
    out += fmt::format("{:>3}. {}\n", i + 1, common_head(pair.common[i]));
    out += side_by_side(pair.common[i].post_a, pair.common[i].post_b, pair.common[i].gap_ms);
  }
  if (pair.common_cut) {
    out += "Only the latest shares of the busier account were compared.\n";
  }
  return out;
}

/// Of whoever has no profile text that counts.
std::string_view without_text(const ReportPairProfiles& profiles) {
  if (profiles.has_a || profiles.has_b) {
    return profiles.has_a ? "B has" : "A has";
  }
  return "A and B have";
}

std::string profiles_part(const ReportPair& pair) {
  const ReportPairProfiles& profiles = pair.profiles;
  switch (profiles.comparison) {
    case ProfileComparison::kNotCompared:
      return {};
    case ProfileComparison::kMissing:
      return fmt::format("\nProfile texts: {} none of 30 characters and 15 letters.\n",
                         without_text(profiles));
    case ProfileComparison::kWithheld:
      return "\nProfile texts: not compared, an account is not named here.\n";
    case ProfileComparison::kDifferent:
      return "\nProfile texts: they differ.\n";
    case ProfileComparison::kSame:
      break;
  }
  return '\n' +
         wrap_text(fmt::format(
             "Profile texts: the same, letter case, links, mentions and emoji apart. {} of {} {} "
             "with a profile text carry it. A staff, a party or one person with two accounts "
             "writes it so too; the test of pairs takes nothing from it.",
             format_count(kEnglish, profiles.carriers),
             format_plural(kEnglish, profiles.accounts, "{} account", "{} accounts"),
             pair.run ? "of the run" : "stored")) +
         fmt::format("     {}\n", fit_text(defang_text(profiles.text), kPairProfileCut));
}

std::string_view comparison_name(ProfileComparison comparison) {
  constexpr std::array<std::string_view, 5> kNames{
      "not_compared", "missing", "withheld", "different", "same"};
  return kNames.at(static_cast<std::size_t>(comparison));
}

ordered_json as_json(const ReportPair& pair, const ReportPairProfiles& profiles) {
  const bool same = profiles.comparison == ProfileComparison::kSame;
  return {{"comparison", comparison_name(profiles.comparison)},
          {"carriers", same ? ordered_json(profiles.carriers) : ordered_json()},
          {"accounts", same ? ordered_json(profiles.accounts) : ordered_json()},
          {"population", same ? ordered_json(pair.run ? "run" : "store") : ordered_json()},
          {"text", same ? ordered_json(profiles.text) : ordered_json()}};
}

ordered_json as_json(const ReportPairAccount& account) {
  return {{"platform", account.platform},
          {"native_id", account.native_id},
          {"handle", account.handle},
          {"name_withheld", account.withheld.has_value()},
          {"name_withheld_because", withheld_because(account.withheld)},
          {"posts", account.posts},
          {"in_run", account.scored},
          {"likelihood", json::number(account.likelihood)},
          {"grade",
           account.scored ? ordered_json(std::string(1, grade_letter(account.grade)))
                          : ordered_json()}};
}

ordered_json link_as_json(const ReportPair& pair) {
  ordered_json layers = ordered_json::array();
  for (const PairLayerFinding& layer : pair.layers) {
    layers.push_back({{"layer", layer_name(layer.layer)},
                      {"time_window_ms", layer.window_ms},
                      {"observed", layer.observed},
                      {"expected", layer.expected},
                      {"decades", json::number(layer.decades)}});
  }
  ordered_json meetings = ordered_json::array();
  for (const ReportPairMeeting& meeting : pair.meetings) {
    meetings.push_back({{"layer", layer_name(meeting.layer)},
                        {"object", meeting.label},
                        {"gap_ms", meeting.gap_ms},
                        {"post_a", json::post(meeting.post_a)},
                        {"post_b", json::post(meeting.post_b)}});
  }
  return {{"group", pair.group == 0 ? ordered_json() : ordered_json(pair.group)},
          {"objects", pair.objects},
          {"fast_objects", pair.fast_objects},
          {"days", pair.days},
          {"symmetry", pair.symmetry},
          {"decades", json::number(pair.decades)},
          {"q_decades", json::number(pair.q_decades)},
          {"timing_decades", json::number(pair.timing_decades)},
          {"layers", layers},
          {"meetings_total", pair.meetings_total},
          {"meetings", meetings}};
}

ordered_json common_as_json(const ReportPair& pair) {
  ordered_json common = ordered_json::array();
  for (const ReportCommonObject& object : pair.common) {
    common.push_back({{"kind", kind_key(object.kind)},
                      {"object", object.key},
                      {"posts_a", object.posts_a},
                      {"posts_b", object.posts_b},
                      {"shares_counted", object.kind ? ordered_json(object.shares) : nullptr},
                      {"gap_ms", object.gap_ms},
                      {"post_a", json::post(object.post_a)},
                      {"post_b", json::post(object.post_b)}});
  }
  return common;
}

}  // namespace

std::string render_text_pair(const ReportPair& pair) {
  if (pair.linked) {
    return head(pair) + '\n' + strength_part(pair) + layers_part(pair) + meetings_part(pair) +
           profiles_part(pair) + plain_withheld(count_withheld(pair));
  }
  return head(pair) + common_part(pair) + profiles_part(pair) +
         plain_withheld(count_withheld(pair));
}

std::string render_json_pair(const ReportPair& pair) {
  return dump({{"answer", answer_name(answer_of(pair))},
               {"sentence", answer_sentence(pair)},
               {"run", run_as_json(pair.run)},
               {"window", {to_iso8601(pair.window.begin), to_iso8601(pair.window.end)}},
               {"account_a", as_json(pair.account_a)},
               {"account_b", as_json(pair.account_b)},
               {"link", pair.linked ? link_as_json(pair) : ordered_json()},
               {"common_total", pair.common_total},
               {"common_cut", pair.common_cut},
               {"common", common_as_json(pair)},
               {"profiles", as_json(pair, pair.profiles)}});
}

}  // namespace vigie::dashboards
