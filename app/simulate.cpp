#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <system_error>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/failure.h"
#include "collector/simulation/line_compressor.h"
#include "collector/simulation/simulation.h"

namespace vigie::app {
namespace {

/// A file that is written once, from start to end.
class OutputFile {
 public:
  explicit OutputFile(const std::filesystem::path& path) : path_(path) {
    // NOLINTNEXTLINE(cppcoreguidelines-owning-memory): owned from here on
    file_.reset(std::fopen(path.c_str(), "wb"));
    if (!file_) {
      fail();
    }
  }

  void write(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size()) {
      fail();
    }
  }

  void close() {
    if (std::fclose(file_.release()) != 0) {
      fail();
    }
  }

 private:
  struct Close {
    void operator()(std::FILE* file) const noexcept {
      // A file that is given up half-written: its error has already been reported.
      // NOLINTNEXTLINE(cppcoreguidelines-owning-memory): the deleter is the owner
      static_cast<void>(std::fclose(file));
    }
  };

  [[noreturn]] void fail() const {
    throw RunFailure(fmt::format("cannot write {}: {}. Check the folder and the space left.",
                                 path_.string(),
                                 std::generic_category().message(errno)));
  }

  std::filesystem::path path_;
  std::unique_ptr<std::FILE, Close> file_;
};

void apply_share(const std::string& given, collector::SimulationShares& shares) {
  const auto equals = given.find('=');
  const std::string_view number =
      std::string_view{given}.substr(std::min(given.size(), equals + 1));
  double value = 0.0;
  const char* const end = number.data() + number.size();
  const auto [stop, error] = std::from_chars(number.data(), end, value);
  if (equals == std::string::npos || error != std::errc{} || stop != end) {
    throw UsageFailure("--share " + given + ": not NAME=PART, e.g. fan=0.2.");
  }
  if (!collector::set_share(shares, std::string_view{given}.substr(0, equals), value)) {
    throw UsageFailure("--share " + given + ": the names are " + collector::list_shares() + ".");
  }
}

collector::SimulationOptions options_of(const SimulateCommand& command) {
  const auto begin = parse_iso8601(command.begin);
  if (!begin) {
    throw UsageFailure("--begin " + command.begin + ": not an ISO date, e.g. 2026-03-02.");
  }
  collector::SimulationOptions options;
  options.posts = command.posts;
  options.accounts = command.accounts;
  options.seed = command.seed;
  options.days = command.days;
  options.begin = *begin;
  options.crews = command.crews;
  options.events = command.events;
  for (const auto& share : command.shares) {
    apply_share(share, options.shares);
  }
  return options;
}

}  // namespace

void run(const SimulateCommand& command, Console& console) {
  const auto options = options_of(command);
  OutputFile out{command.out};
  std::optional<collector::LineCompressor> compressor;
  if (command.out.extension() == ".zst") {
    compressor.emplace([&out](std::string_view bytes) { out.write(bytes); });
  }
  std::uint64_t lines = 0;
  constexpr std::uint64_t kEvery = 8'192;
  const auto summary = collector::simulate(options, [&](std::string_view line) {
    compressor ? compressor->add(line) : out.write(line);
    if (++lines % kEvery == 0) {
      console.progress("writing  " + with_thousands(lines) + " posts");
    }
  });
  if (!summary) {
    throw UsageFailure(summary.error());
  }
  if (compressor) {
    compressor->finish();
  }
  out.close();
  if (command.truth) {
    OutputFile truth{*command.truth};
    truth.write(collector::render_truth_csv(summary->truth));
    truth.close();
  }
  std::map<std::string, std::uint64_t> by_role;
  for (const auto& account : summary->truth) {
    ++by_role[std::string{collector::role_name(account.role)}];
  }
  if (console.json_mode()) {
    console.json(nlohmann::ordered_json{
        {"file", command.out.string()},
        {"posts", summary->posts},
        {"accounts", summary->truth.size()},
        {"accounts_by_role",
         by_role}}.dump(2));
    return;
  }
  console.say(fmt::format("{}: {} invented posts of {} accounts.",
                          command.out.string(),
                          with_thousands(summary->posts),
                          with_thousands(summary->truth.size())));
  console.say(fmt::format("Next: `vigie import --mapping simulated {}`.", command.out.string()));
}

}  // namespace vigie::app
