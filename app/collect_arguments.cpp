#include "app/collect_arguments.h"

#include <charconv>
#include <cstdint>
#include <string>

#include <CLI/CLI.hpp>

namespace vigie::app {
namespace {

std::optional<std::int64_t> seconds_of_unit(char unit) {
  switch (unit) {
    case 's':
      return 1;
    case 'm':
      return 60;
    case 'h':
      return 3'600;
    case 'd':
      return 86'400;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<std::chrono::seconds> parse_duration(std::string_view text) {
  constexpr std::int64_t kMost = 3660;
  if (text.size() < 2) {
    return std::nullopt;
  }
  const auto unit = seconds_of_unit(text.back());
  text.remove_suffix(1);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (!unit || error != std::errc{} || end != text.data() + text.size() || number < 1 ||
      number * *unit > kMost * 86'400) {
    return std::nullopt;
  }
  return std::chrono::seconds{number * *unit};
}

void declare_collect(CLI::App& sub, CollectCommand& command) {
  sub.add_option("sources",
                 command.sources,
                 "Only these: names as `--dry-run` lists them, or their beginnings")
      ->type_name("SOURCE...");
  sub.add_option("--for", command.duration_text, "Stop after 90s, 10m, 8h or 2d")
      ->type_name("TIME")
      ->check([&command](const std::string& text) {
        const auto duration = parse_duration(text);
        command.duration = duration.value_or(std::chrono::seconds{0});
        return duration ? std::string{} : text + " is no time: write 90s, 10m, 8h or 2d";
      });
  sub.add_flag("--once", command.once, "Read what there is by now, then end");
  sub.add_option("--metrics",
                 command.metrics,
                 "Answer GET /metrics there in the Prometheus text format, e.g. 127.0.0.1:9464")
      ->type_name("ADDRESS:PORT");
  sub.add_flag("--dry-run", command.dry_run, "List the sources and where each goes on; ask nobody");
  sub.footer(
      "What is collected, and what is kept of it, stands in the settings: [bluesky], "
      "[[mastodon]],\n"
      "[feeds], [nostr] and [[watch]]. Ctrl-C stops within seconds; the next start goes on where\n"
      "this one stopped, and what it missed is written down as a gap.\n"
      "Examples:\n"
      "  vigie collect\n"
      "  vigie collect --for 10m bluesky\n"
      "  vigie collect --once rss mastodon:social.example\n"
      "  vigie collect --metrics 127.0.0.1:9464\n"
      "  vigie collect --dry-run");
}

void declare_recheck(CLI::App& sub, RecheckCommand& command) {
  sub.add_option("--run", command.run, "Whose report; default: the latest")->type_name("ID");
  sub.add_option(
         "--limit", command.limit, "Posts asked for, at most, the most telling first; 0: all")
      ->capture_default_str()
      ->type_name("N");
  sub.add_flag("--believe",
               command.believes_absences,
               "Take absences as they are, also where most of an answer is missing");
  sub.footer(
      "A post that is not there is shown in no report; absent again an hour later or more, it is\n"
      "erased. `vigie daily` does the same before it writes. A failing network erases nothing.\n"
      "Examples:\n"
      "  vigie recheck\n"
      "  vigie recheck --run 12 --limit 500 --json");
}

void declare_doctor(CLI::App& sub, DoctorCommand& command) {
  sub.add_flag("--offline", command.offline, "Ask no platform anything");
  sub.footer(
      "Says of each thing whether it is good, doubtful or bad, and what to do; exit code 1 when\n"
      "one is bad.\n"
      "Examples:\n"
      "  vigie doctor --db watch.db --config vigie.toml\n"
      "  vigie doctor --offline --json");
}

}  // namespace vigie::app
