// What the parsers share that read a record as a tree. For the .cpp files of the collectors alone:
// no header but bluesky_record.h, which is for them too, includes it, so that simdjson stays behind
// them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <simdjson.h>
#include <tl/expected.hpp>

#include "collector/archive/record_parser.h"
#include "collector/archive/refusal.h"

namespace vigie::collector::json {

using Element = simdjson::dom::element;
using Parsed = tl::expected<void, ParseError>;

using collector::refuse;

/// `from.key` for one key after another: nothing as soon as one is missing or no object.
template <typename... Keys>
[[nodiscard]] std::optional<Element> find(Element from, Keys... keys) {
  simdjson::simdjson_result<Element> at{Element{from}};
  ((at = at[std::string_view{keys}]), ...);
  Element found;
  return at.get(found) == simdjson::SUCCESS ? std::optional{found} : std::nullopt;
}

/// The string at the end of a chain of keys; empty when there is none. A view into the record.
template <typename... Keys>
[[nodiscard]] std::string_view text_at(Element from, Keys... keys) {
  const auto found = find(from, keys...);
  std::string_view text;
  if (!found || found->get(text) != simdjson::SUCCESS) {
    return {};
  }
  return text;
}

/// The whole number at the end of a chain of keys; nothing for a fraction or a string of digits.
template <typename... Keys>
[[nodiscard]] std::optional<std::int64_t> number_at(Element from, Keys... keys) {
  const auto found = find(from, keys...);
  std::int64_t number = 0;
  return found && found->get(number) == simdjson::SUCCESS ? std::optional{number} : std::nullopt;
}

/// A counter: a whole number that is not negative.
template <typename... Keys>
[[nodiscard]] std::optional<std::int64_t> count_at(Element from, Keys... keys) {
  const auto number = number_at(from, keys...);
  return number && *number >= 0 ? number : std::nullopt;
}

template <typename... Keys>
[[nodiscard]] std::optional<bool> truth_at(Element from, Keys... keys) {
  const auto found = find(from, keys...);
  bool truth = false;
  return found && found->get(truth) == simdjson::SUCCESS ? std::optional{truth} : std::nullopt;
}

/// Calls `visit` with each element of the array at the end of a chain of keys, if there is one.
template <typename Visit, typename... Keys>
void each_in(Element from, Visit visit, Keys... keys) {
  const auto found = find(from, keys...);
  simdjson::dom::array array;
  if (found && found->get(array) == simdjson::SUCCESS) {
    for (const Element element : array) {
      visit(element);
    }
  }
}

/// What a string says or a whole number spells, for ids that come as either; empty for the rest.
[[nodiscard]] std::string scalar_text(std::optional<Element> element);

/// Seconds since 1970, as a number with or without a fraction or as a string of digits, cut to
/// milliseconds. Nothing for anything else, and for times that no post can have.
[[nodiscard]] std::optional<UtcTime> unix_time(std::optional<Element> element);

/// The same where a record needs its time: refuses it as missing, unreadable or out of range.
[[nodiscard]] tl::expected<UtcTime, ParseError> needed_unix_time(std::optional<Element> element);

/// Adds an item that is neither empty nor there yet. A list ends at 1,000: the work of a hostile
/// record stays bounded.
void push_once(std::vector<std::string>& list, std::string_view item);

/// Reads records one after another with the memory of one parser.
class TreeReader {
 public:
  explicit TreeReader(const RecordLimits& limits) : limits_(limits) {}

  struct Tree {
    Element root;           ///< An object. Valid until the next read.
    bool repaired = false;  ///< The record was no valid UTF-8, or had lone surrogates.
  };

  /// `json` is followed by kRecordPadding readable bytes. Bad text is repaired, not refused.
  [[nodiscard]] tl::expected<Tree, ParseError> read(std::string_view json);

  /// The same for a document without bytes behind it: JSON inside a JSON string.
  [[nodiscard]] tl::expected<Tree, ParseError> read_copy(std::string_view json);

 private:
  [[nodiscard]] simdjson::error_code parse(std::string_view json, Element& root);

  simdjson::dom::parser parser_;
  RecordLimits limits_;
  std::string repaired_;
  std::string copy_;
};

}  // namespace vigie::collector::json
