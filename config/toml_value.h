// A TOML document as plain values that know their line, and a reader that names what it expected.
//
// Every file of ours is read the same strict way: each key that exists is asked for once, and what
// nobody asked for is an error that names the nearest key there is. The set of known keys is
// therefore never written twice.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <tl/expected.hpp>

namespace vigie::config {

struct TomlValue;
using TomlTable = std::map<std::string, TomlValue>;
using TomlArray = std::vector<TomlValue>;

/// One value; `std::monostate` stands for the TOML dates and times, which no key of ours takes.
// NOLINTNEXTLINE(misc-no-recursion): a tree is destroyed level by level, toml++ limits its depth
struct TomlValue {
  std::variant<std::monostate, bool, std::int64_t, double, std::string, TomlArray, TomlTable> value;
  std::uint64_t line = 0;  ///< First line is 1.
};

enum class TomlProblemKind : std::uint8_t { kSyntax, kUnknownKey, kWrongType, kOutOfRange };

/// What is wrong with a document, without the name of its file.
struct TomlProblem {
  TomlProblemKind kind = TomlProblemKind::kSyntax;
  std::string key;  ///< Dotted, e.g. `analysis.prior`; empty for a syntax error.
  std::uint64_t line = 0;
  std::string message;  ///< What is wrong and what to write instead.
};

/// Parses a whole document; the root of the result is always a table.
[[nodiscard]] tl::expected<TomlValue, TomlProblem> parse_toml(std::string_view text);

/// The candidate with the fewest edits from `word`, among several the first in order; nothing when
/// even that one is farther than a third of the word's length (at least 2).
[[nodiscard]] std::optional<std::string> nearest_word(std::string_view word,
                                                      const std::vector<std::string>& candidates);

/// Reads one table key by key. The first problem is kept and later reads change nothing; a missing
/// key leaves its target as it is.
class TomlReader {
 public:
  /// @param table  Must be a table and outlive the reader.
  /// @param path   Dotted path of the table, empty for the root.
  explicit TomlReader(const TomlValue& table, std::string path = {});

  void read(std::string_view key, bool& target);
  void read(std::string_view key, std::string& target);
  void read(std::string_view key, std::vector<std::string>& target);

  /// A whole number of [low, high].
  template <typename Number>
  void read_integer(std::string_view key, Number& target, std::int64_t low, std::int64_t high) {
    if (const auto number = integer(key, low, high)) {
      target = static_cast<Number>(*number);
    }
  }

  /// A number of [low, high]; a whole one counts.
  void read_real(std::string_view key, double& target, double low, double high);

  /// The table under `key`, or nothing.
  [[nodiscard]] const TomlValue* table(std::string_view key);

  /// The tables of the array of tables under `key`; empty when it is missing.
  [[nodiscard]] std::vector<const TomlValue*> tables(std::string_view key);

  /// Fails unless the string under `key` is one of `choices`.
  void read_choice(std::string_view key, std::string& target, std::vector<std::string> choices);

  /// Keeps `problem` unless there is one already.
  void fail(TomlProblem problem);

  /// Fails at `key` of this table.
  void fail(TomlProblemKind kind, std::string_view key, std::string message);

  /// Fails when `key` is missing.
  void require(std::string_view key);

  /// The first problem: one that was met, or a key that nobody asked for.
  [[nodiscard]] std::optional<TomlProblem> finish();

  /// Keys asked for so far, dotted.
  [[nodiscard]] std::vector<std::string> asked_keys() const;

 private:
  [[nodiscard]] const TomlValue* find(std::string_view key);
  [[nodiscard]] std::string dotted(std::string_view key) const;
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key,
                                                    std::int64_t low,
                                                    std::int64_t high);
  void find_unknown_key();

  const TomlTable& table_;
  std::uint64_t line_;
  std::string path_;
  std::vector<std::string> asked_;
  std::optional<TomlProblem> problem_;
};

}  // namespace vigie::config
