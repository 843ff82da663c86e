// What a command says: results on standard output, progress and warnings on standard error.
//
// Progress is drawn only when standard error is a terminal. With `--json` standard output holds one
// JSON document and nothing else.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace vigie::app {

/// `12,345`.
[[nodiscard]] std::string with_thousands(std::uint64_t number);

/// `1 account`, `12,345 accounts`. `noun` in the singular, one whose plural ends in a plain `s`.
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view noun);

/// `3.4 MB`, powers of 1000.
[[nodiscard]] std::string human_bytes(std::uint64_t bytes);

/// A table for the terminal: columns as wide as their widest cell, numbers to the right.
class Table {
 public:
  explicit Table(std::vector<std::string> header);
  void add(std::vector<std::string> cells);
  [[nodiscard]] std::string render() const;

 private:
  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> rows_;
};

class Console {
 public:
  Console();

  /// With `--json`: everything but `json` goes nowhere.
  void set_json(bool json) { json_ = json; }

  [[nodiscard]] bool json_mode() const { return json_; }

  /// One line of the result.
  void say(std::string_view line);

  /// The one JSON document of a `--json` run.
  void json(std::string_view document);

  /// A line on standard error that is shown in every mode.
  void warn(std::string_view line);

  /// Redraws the progress line, at most ten times a second; erased by the next line of anything.
  void progress(std::string_view line);
  void end_progress();

 private:
  bool json_ = false;
  bool terminal_ = false;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point last_drawn_{};
};

}  // namespace vigie::app
