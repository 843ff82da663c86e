// Coordination on posts with known crews: speed of each step, and who is found.
//
// Reads a CSV of posts (message_id,user_id,username,repost_id,reply_id,message,timestamp,urls) and,
// when given, its truth (user_id,username,kind,group,posts). Layers: reposted post; canonical URL,
// domain, cluster of near-equal texts and replied-to post of posts that are no reposts.
//
//   coordination_bench POSTS.csv [TRUTH.csv] [--without-crews] [--exact-texts] [--threads N]
//
// `CPU` adds up both threads; the digest changes with any byte of the result tables.
#include <cstdint>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "analysis/coordination/account_signal.h"
#include "analysis/coordination/co_actions.h"
#include "analysis/coordination/find_coordination.h"
#include "tests/bench/stopwatch.h"
#include "tests/support/post_shares.h"
#include "tests/support/result_digest.h"

namespace vigie::bench {
namespace {

tests::PostFile read_arguments(const std::vector<std::string>& words) {
  tests::PostFile file;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--without-crews") {
      file.without_crews = true;
    } else if (words[i] == "--exact-texts") {
      file.near_duplicates = false;
    } else if (words[i] == "--threads" && i + 1 < words.size()) {
      file.threads = static_cast<std::uint32_t>(std::stoul(words[++i]));
    } else {
      (file.posts.empty() ? file.posts : file.truth) = words[i];
    }
  }
  return file;
}

void count_raw(const analysis::LayerShares& layer, std::string_view name, std::uint32_t accounts) {
  Stopwatch watch;
  watch.start();
  const analysis::CoActionTable table = analysis::count_co_actions(layer, accounts, {});
  watch.stop();
  std::size_t repeated = 0;
  for (const analysis::CoActionCount& pair : table.pairs) {
    repeated += pair.co_actions >= 2 ? 1U : 0U;
  }
  fmt::print("  60 s {:<16} {:>10} shares {:>10} pairs {:>8} repeated  {:.3f} s CPU\n",
             name,
             layer.account.size(),
             table.pairs.size(),
             repeated,
             watch.cpu_seconds());
}

void count_raw(const tests::PostShares& posts) {
  for (const analysis::LayerShares& layer : posts.input.layers) {
    if (layer.layer != analysis::Layer::kDomain) {
      count_raw(layer, layer_name(layer.layer), posts.input.accounts);
    }
  }
  count_raw(posts.written_texts, "text as written", posts.input.accounts);
}

void print_truth(const tests::PostShares& posts, const analysis::CoordinationResult& result) {
  std::map<std::string, std::pair<int, int>> crews;  // group: members that posted, found
  std::set<std::uint32_t> grouped;
  for (const analysis::GroupMember& member : result.groups.members) {
    grouped.insert(member.account);
  }
  int right = 0;
  int planted = 0;
  for (std::uint32_t a = 0; a < posts.input.accounts; ++a) {
    if (posts.crew[a] > 0) {
      auto& crew = crews[fmt::format("g{}", posts.crew[a])];
      ++crew.first;
      ++planted;
      if (grouped.contains(a)) {
        ++crew.second;
        ++right;
      }
    }
  }
  for (const auto& [name, counts] : crews) {
    fmt::print("  {} {}/{}", name, counts.second, counts.first);
  }
  fmt::print(
      "\n  RESULT flagged {} of {} accounts, precision {:.4f}, recall {:.4f}\n",
      grouped.size(),
      posts.input.accounts,
      grouped.empty() ? 1.0 : static_cast<double>(right) / static_cast<double>(grouped.size()),
      planted == 0 ? 1.0 : static_cast<double>(right) / planted);
}

/// By crew: accounts whose pairs carry them over the report line with nothing else.
void print_signals(const tests::PostShares& posts, const analysis::CoordinationResult& result) {
  constexpr double kLineNats = 2.64;  // 13 decades, with the knots of the default model
  std::map<int, int> crews;
  for (const auto& signal : analysis::coordination_signals(posts.input, result, 0)) {
    crews[posts.crew[signal.account]] += signal.nats >= kLineNats ? 1 : 0;
  }
  fmt::print("  at the line by coordination alone: crews");
  for (const auto& [crew, members] : crews) {
    fmt::print(" {}x{}", crew, members);
  }
  fmt::print("; pairs that follow one account {}\n", result.pairs.following);
}

int run(const tests::PostFile& file) {
  tests::PostShares posts = tests::read_post_shares(file);
  fmt::print("{}: {} posts, {} accounts, peak {:.0f} MB with the file in memory\n",
             file.posts.string(),
             posts.posts,
             posts.input.accounts,
             peak_mb());
  fmt::print("  text clusters {}: {:.2f} s CPU, {:.2f} s\n",
             posts.text_clusters,
             posts.text_cpu_seconds,
             posts.text_wall_seconds);
  count_raw(posts);
  posts.written_texts = {};
  analysis::CoordinationOptions options;
  options.threads = file.threads;
  const double before_mb = resident_mb();
  Stopwatch watch;
  watch.start();
  const analysis::CoordinationResult result = analysis::find_coordination(posts.input, options);
  watch.stop();
  const auto& coverage = result.coverage;
  fmt::print("  tested and grouped in {:.2f} s CPU, {:.2f} s; {:.0f} MB before, peak {:.0f} MB\n",
             watch.cpu_seconds(),
             watch.wall_seconds(),
             before_mb,
             peak_mb());
  fmt::print(
      "  objects {}, up to {} sharers all pairs, above {} objects; co-shares {}, pairs tested {}, "
      "asked about time {}, clumpiness {:.2f}\n",
      coverage.objects,
      coverage.max_sharers,
      coverage.popular_objects,
      coverage.co_shares,
      coverage.tested_pairs,
      coverage.asked_about_time,
      coverage.clumpiness);
  for (const analysis::CoordinatedGroup& group : result.groups.groups) {
    std::map<int, int> crews;
    for (std::uint32_t m = 0; m < group.members; ++m) {
      ++crews[posts.crew[result.groups.members[group.first_member + m].account]];
    }
    fmt::print(
        "  group of {:>3}: density {:.2f} extent {:.2f} median gap {:.0f} s explained {:.2f}, "
        "crews",
        group.members,
        group.density,
        group.extent,
        group.median_gap_ms / 1e3,
        group.explained);
    for (const auto& [crew, members] : crews) {
      fmt::print(" {}x{}", crew, members);
    }
    fmt::print("\n");
  }
  fmt::print(
      "  pairs kept {}, digest {:016x}\n", result.pairs.pairs.size(), tests::digest_of(result));
  print_signals(posts, result);
  print_truth(posts, result);
  return 0;
}

}  // namespace
}  // namespace vigie::bench

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.empty()) {
    fmt::print(
        "usage: coordination_bench POSTS.csv [TRUTH.csv] [--without-crews] [--exact-texts] "
        "[--threads N]\n");
    return 2;
  }
  return vigie::bench::run(vigie::bench::read_arguments(words));
}
