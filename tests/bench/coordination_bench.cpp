// Coordination on posts with known crews: speed of each step, and who is found.
//
// Reads a CSV of posts (message_id,user_id,username,repost_id,reply_id,message,timestamp,urls) and,
// when given, its truth (user_id,username,kind,group,posts). Layers: reposted post, canonical URL
// of posts that are no reposts, exact normalised text, replied-to post. Near-equal texts are joined
// only when they are equal after normalisation.
//
//   coordination_bench POSTS.csv [TRUTH.csv] [--without-crews] [--threads N]
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <sys/resource.h>
#include <vector>

#include <fmt/format.h>

#include "analysis/coordination/co_actions.h"
#include "analysis/coordination/find_coordination.h"
#include "tests/support/post_shares.h"

namespace vigie::bench {
namespace {

using std::chrono::steady_clock;

double seconds_since(steady_clock::time_point start) {
  return std::chrono::duration<double>(steady_clock::now() - start).count();
}

double peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-union-access): glibc declares it so
  return static_cast<double>(usage.ru_maxrss) / 1e3;
}

struct Arguments {
  std::string posts;
  std::string truth;
  bool without_crews = false;
  std::uint32_t threads = 2;
};

Arguments read_arguments(const std::vector<std::string>& words) {
  Arguments arguments;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--without-crews") {
      arguments.without_crews = true;
    } else if (words[i] == "--threads" && i + 1 < words.size()) {
      arguments.threads = static_cast<std::uint32_t>(std::stoul(words[++i]));
    } else {
      (arguments.posts.empty() ? arguments.posts : arguments.truth) = words[i];
    }
  }
  return arguments;
}

void count_raw(const tests::PostShares& posts) {
  for (const analysis::LayerShares& layer : posts.input.layers) {
    const auto start = steady_clock::now();
    const analysis::CoActionTable table =
        analysis::count_co_actions(layer, posts.input.accounts, {});
    std::size_t repeated = 0;
    for (const analysis::CoActionCount& pair : table.pairs) {
      repeated += pair.co_actions >= 2 ? 1U : 0U;
    }
    fmt::print("  60 s {:<16} {:>10} shares {:>10} pairs {:>8} repeated  {:.3f} s\n",
               layer_name(layer.layer),
               layer.account.size(),
               table.pairs.size(),
               repeated,
               seconds_since(start));
  }
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

int run(const Arguments& arguments) {
  auto start = steady_clock::now();
  const tests::PostShares posts =
      tests::read_post_shares(arguments.posts, arguments.truth, arguments.without_crews);
  fmt::print("{}: {} posts, {} accounts, read in {:.1f} s, {:.0f} MB\n",
             arguments.posts,
             posts.posts,
             posts.input.accounts,
             seconds_since(start),
             peak_mb());
  count_raw(posts);
  analysis::CoordinationOptions options;
  options.threads = arguments.threads;
  start = steady_clock::now();
  const analysis::CoordinationResult result = analysis::find_coordination(posts.input, options);
  const auto& coverage = result.coverage;
  fmt::print("  tested and grouped in {:.2f} s, peak {:.0f} MB\n", seconds_since(start), peak_mb());
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
  fmt::print("  pairs kept {}\n", result.pairs.pairs.size());
  print_truth(posts, result);
  return 0;
}

}  // namespace
}  // namespace vigie::bench

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.empty()) {
    fmt::print("usage: coordination_bench POSTS.csv [TRUTH.csv] [--without-crews] [--threads N]\n");
    return 2;
  }
  return vigie::bench::run(vigie::bench::read_arguments(words));
}
