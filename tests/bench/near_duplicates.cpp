// Near-duplicate texts: time, memory and what was found, over lines of "account TAB text".
//
//   build/release/tests/bench/near_duplicates_bench FILE [THREADS]      default: 2 threads
//
// The lines of a database (own texts; reposts have kind 2):
//   sqlite3 -tabs vigie.db "SELECT account_id, replace(replace(text, char(10), ' '), char(9), ' ')
//     FROM post WHERE kind <> 2 AND text <> ''"
#include "analysis/near_duplicates.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "tests/bench/stopwatch.h"

namespace vigie::bench {
namespace {

void add_line(std::string_view line, std::uint32_t post, analysis::NearDuplicateFinder& finder) {
  std::uint32_t account = 0;
  std::from_chars(line.data(), line.data() + line.size(), account);
  const std::size_t tab = line.find('\t');
  finder.add(post, account, tab == std::string_view::npos ? line : line.substr(tab + 1), post);
}

/// Lines are read in batches, so that reading the file is not measured.
std::uint32_t add_lines(std::istream& lines,
                        analysis::NearDuplicateFinder& finder,
                        Stopwatch& watch) {
  constexpr std::size_t kBatch = 4096;
  std::vector<std::string> batch(kBatch);
  std::uint32_t posts = 0;
  for (std::size_t read = kBatch; read == kBatch;) {
    read = 0;
    while (read < kBatch && std::getline(lines, batch[read])) {
      ++read;
    }
    watch.start();
    for (std::size_t i = 0; i < read; ++i) {
      add_line(batch[i], posts++, finder);
    }
    watch.stop();
  }
  return posts;
}

void say(std::string_view step, const Stopwatch& watch, std::uint32_t posts) {
  fmt::print("  {:<10} {:>7.2f} s  {:>7.2f} s CPU  {:>7.0f} ns CPU a text  {:>6.0f} MB peak\n",
             step,
             watch.wall_seconds(),
             watch.cpu_seconds(),
             watch.cpu_seconds() * 1e9 / std::max(1.0, static_cast<double>(posts)),
             peak_mb());
}

void say(const analysis::NearDuplicates& found) {
  const analysis::NearDuplicateCounts& counts = found.counts;
  fmt::print("  {} posts, {} too short, {} cut, {} texts; {} clusters, {} of several texts\n",
             counts.posts,
             counts.short_posts,
             counts.cut_posts,
             counts.texts,
             found.clusters.size(),
             std::count_if(found.clusters.begin(),
                           found.clusters.end(),
                           [](const analysis::TextCluster& c) { return c.texts > 1; }));
  fmt::print("  {} candidate pairs, {} compared, {} links; {} crowded buckets with {} texts\n",
             counts.similar.candidates,
             counts.similar.compared,
             counts.similar.links,
             counts.similar.crowded_buckets,
             counts.similar.crowded_texts);
  fmt::print("  {} chained texts, {} left out\n", counts.chained_texts, counts.left_out_texts);
}

}  // namespace
}  // namespace vigie::bench

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: near_duplicates_bench FILE [THREADS]\n");
    return 2;
  }
  std::ifstream lines(argv[1]);
  if (!lines) {
    fmt::print(stderr, "{} cannot be read\n", argv[1]);
    return 1;
  }
  const auto threads =
      static_cast<std::uint32_t>(argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 2);
  vigie::analysis::NearDuplicateFinder finder;
  vigie::bench::Stopwatch adding;
  vigie::bench::Stopwatch finishing;
  const std::uint32_t posts = vigie::bench::add_lines(lines, finder, adding);
  vigie::bench::say("add", adding, posts);
  finishing.start();
  const vigie::analysis::NearDuplicates found = finder.finish(threads);
  finishing.stop();
  vigie::bench::say("finish", finishing, posts);
  vigie::bench::say(found);
  return 0;
}
