#include "app/analyst_arguments.h"

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "storage/model/coordination.h"

namespace vigie::app {
namespace {

constexpr std::uint32_t kMostRows = 100'000;
constexpr std::int64_t kMostRuns = 1'000'000'000;

template <typename Command>
void add_run(CLI::App& sub, Command& command) {
  sub.add_option("--run", command.run, "Run; default: the latest")
      ->type_name("ID")
      ->check(CLI::Range(std::int64_t{1}, kMostRuns));
}

template <typename Command>
void add_limit(CLI::App& sub, Command& command, const char* about) {
  sub.add_option("--limit", command.limit, about)
      ->capture_default_str()
      ->type_name("N")
      ->check(CLI::Range(std::uint32_t{1}, kMostRows));
}

template <typename Command>
void add_group(CLI::App& sub, Command& command, const char* about) {
  sub.add_option("--group", command.group, about)
      ->type_name("N")
      ->check(CLI::Range(std::uint32_t{1}, kMostRows * 100));
}

}  // namespace

void declare_groups(CLI::App& sub, GroupsCommand& command) {
  add_run(sub, command);
  add_group(sub, command, "One group whole: members, objects, posts side by side");
  add_limit(sub, command, "Groups listed, the largest first");
  sub.footer(
      "A group is consistent with coordination; it says neither who nor why.\n"
      "Examples:\n"
      "  vigie groups\n"
      "  vigie groups --group 1\n"
      "  vigie groups --run 3 --json");
}

void declare_pair(CLI::App& sub, PairCommand& command) {
  sub.add_option(
         "accounts", command.accounts, "Two of: platform:handle, handle, native id, platform:id")
      ->required()
      ->expected(2)
      ->type_name("A B");
  add_run(sub, command);
  add_limit(sub, command, "Posts side by side, or objects in common");
  sub.footer(
      "A pair that did not survive the test is shown with what it has in common all the same.\n"
      "Examples:\n"
      "  vigie pair x:north_wind x:south_wind\n"
      "  vigie pair @north_wind 900100 --json");
}

void declare_trace(CLI::App& sub, TraceCommand& command) {
  sub.add_option("object",
                 command.object,
                 "URL in any spelling, '#hashtag', '#several #in #order', platform:id or id of a "
                 "post")
      ->required()
      ->type_name("OBJECT");
  add_run(sub, command);
  add_limit(sub, command, "Shares listed, the earliest first");
  sub.footer(
      "All posts of the database count; without a run there are no likelihoods and groups.\n"
      "Examples:\n"
      "  vigie trace https://www.valley-courier.example/water?utm_source=x\n"
      "  vigie trace '#water'\n"
      "  vigie trace x:1790000000000000001 --limit 200");
}

void declare_export_network(CLI::App& sub, ExportCommand& command) {
  sub.add_option("--out",
                 command.out,
                 "FILE.gexf, FILE.graphml, or FILE.csv: edges, with the nodes in FILE-nodes.csv")
      ->required()
      ->type_name("FILE");
  add_run(sub, command);
  add_group(sub, command, "Pairs inside this group only");
  std::vector<std::string> layers;
  for (const std::string_view name : kCoordinationLayerNames) {
    layers.emplace_back(name);
  }
  sub.add_option("--layer", command.layer, "Pairs that met in this layer only, with its numbers")
      ->type_name("NAME")
      ->check(CLI::IsMember(layers));
  sub.add_flag("--pseudonyms",
               command.pseudonyms,
               "Keyed hashes instead of handles and ids; the key is thrown away");
  sub.footer(
      "Holds no text. Every export is recorded in the table `audit`. A pseudonym is not "
      "anonymous.\n"
      "Examples:\n"
      "  vigie export network --out network.gexf\n"
      "  vigie export network --group 1 --layer url --out crew.graphml\n"
      "  vigie export network --pseudonyms --out network.csv");
}

}  // namespace vigie::app
