#include "config/toml_value.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace vigie::config {
namespace {

TomlValue convert(const toml::node& node);

// NOLINTBEGIN(misc-no-recursion): a document is a tree, and toml++ limits its depth.

TomlTable convert_table(const toml::table& table) {
  TomlTable out;
  for (const auto& [key, value] : table) {
    out.emplace(std::string{key.str()}, convert(value));
  }
  return out;
}

TomlArray convert_array(const toml::array& array) {
  TomlArray out;
  out.reserve(array.size());
  for (const toml::node& value : array) {
    out.push_back(convert(value));
  }
  return out;
}

TomlValue convert(const toml::node& node) {
  TomlValue out;
  out.line = node.source().begin.line;
  if (const auto* table = node.as_table()) {
    out.value = convert_table(*table);
  } else if (const auto* array = node.as_array()) {
    out.value = convert_array(*array);
  } else if (const auto* text = node.as_string()) {
    out.value = text->get();
  } else if (const auto* integer = node.as_integer()) {
    out.value = integer->get();
  } else if (const auto* real = node.as_floating_point()) {
    out.value = real->get();
  } else if (const auto* flag = node.as_boolean()) {
    out.value = flag->get();
  }
  return out;
}

// NOLINTEND(misc-no-recursion)

/// Levenshtein distance, one row at a time.
std::size_t edit_distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < to.size(); ++j) {
      const std::size_t replaced = diagonal + (from[i] == to[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

constexpr std::string_view kExpectedStrings = R"(expected a list of strings, e.g. ["a", "b"])";

}  // namespace

tl::expected<TomlValue, TomlProblem> parse_toml(std::string_view text) {
  try {
    const toml::table document = toml::parse(text);
    return TomlValue{convert_table(document), 1};
  } catch (const toml::parse_error& error) {
    return tl::unexpected{TomlProblem{
        TomlProblemKind::kSyntax, {}, error.source().begin.line, std::string{error.description()}}};
  }
}

std::optional<std::string> nearest_word(std::string_view word,
                                        const std::vector<std::string>& candidates) {
  std::size_t best = std::max<std::size_t>(2, word.size() / 3) + 1;
  std::optional<std::string> found;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best) {
      best = distance;
      found = candidate;
    }
  }
  return found;
}

TomlReader::TomlReader(const TomlValue& table, std::string path)
    : table_(std::get<TomlTable>(table.value)), line_(table.line), path_(std::move(path)) {}

std::string TomlReader::dotted(std::string_view key) const {
  return path_.empty() ? std::string{key} : fmt::format("{}.{}", path_, key);
}

const TomlValue* TomlReader::find(std::string_view key) {
  asked_.emplace_back(key);
  const auto found = table_.find(std::string{key});
  return found == table_.end() || problem_ ? nullptr : &found->second;
}

void TomlReader::fail(TomlProblem problem) {
  if (!problem_) {
    problem_ = std::move(problem);
  }
}

void TomlReader::fail(TomlProblemKind kind, std::string_view key, std::string message) {
  const auto found = table_.find(std::string{key});
  const std::uint64_t line = found == table_.end() ? line_ : found->second.line;
  fail(TomlProblem{kind, dotted(key), line, std::move(message)});
}

void TomlReader::require(std::string_view key) {
  if (!table_.contains(std::string{key})) {
    fail(TomlProblemKind::kOutOfRange, key, fmt::format("`{}` is missing: add it", dotted(key)));
  }
}

void TomlReader::read(std::string_view key, bool& target) {
  const TomlValue* value = find(key);
  if (value == nullptr) {
    return;
  }
  if (const bool* flag = std::get_if<bool>(&value->value)) {
    target = *flag;
  } else {
    fail(
        TomlProblemKind::kWrongType, key, fmt::format("`{}`: expected true or false", dotted(key)));
  }
}

void TomlReader::read(std::string_view key, std::string& target) {
  const TomlValue* value = find(key);
  if (value == nullptr) {
    return;
  }
  if (const auto* text = std::get_if<std::string>(&value->value)) {
    target = *text;
  } else {
    fail(TomlProblemKind::kWrongType,
         key,
         fmt::format("`{}`: expected a string in quotes", dotted(key)));
  }
}

void TomlReader::read(std::string_view key, std::vector<std::string>& target) {
  const TomlValue* value = find(key);
  if (value == nullptr) {
    return;
  }
  const auto* array = std::get_if<TomlArray>(&value->value);
  std::vector<std::string> texts;
  for (const TomlValue& element : array == nullptr ? TomlArray{} : *array) {
    if (const auto* text = std::get_if<std::string>(&element.value)) {
      texts.push_back(*text);
    }
  }
  if (array == nullptr || texts.size() != array->size()) {
    fail(TomlProblemKind::kWrongType, key, fmt::format("`{}`: {}", dotted(key), kExpectedStrings));
    return;
  }
  target = std::move(texts);
}

std::optional<std::int64_t> TomlReader::integer(std::string_view key,
                                                std::int64_t low,
                                                std::int64_t high) {
  const TomlValue* value = find(key);
  if (value == nullptr) {
    return std::nullopt;
  }
  const auto* number = std::get_if<std::int64_t>(&value->value);
  if (number == nullptr) {
    fail(TomlProblemKind::kWrongType,
         key,
         fmt::format("`{}`: expected a whole number without quotes", dotted(key)));
    return std::nullopt;
  }
  if (*number < low || *number > high) {
    fail(TomlProblemKind::kOutOfRange,
         key,
         fmt::format("`{}` is {}: it must be from {} to {}", dotted(key), *number, low, high));
    return std::nullopt;
  }
  return *number;
}

void TomlReader::read_real(std::string_view key, double& target, double low, double high) {
  const TomlValue* value = find(key);
  if (value == nullptr) {
    return;
  }
  const auto* whole = std::get_if<std::int64_t>(&value->value);
  const auto* real = std::get_if<double>(&value->value);
  if (whole == nullptr && real == nullptr) {
    fail(TomlProblemKind::kWrongType,
         key,
         fmt::format("`{}`: expected a number without quotes", dotted(key)));
    return;
  }
  const double number = real != nullptr ? *real : static_cast<double>(*whole);
  if (!(number >= low && number <= high)) {  // also refuses nan
    fail(TomlProblemKind::kOutOfRange,
         key,
         fmt::format("`{}` is {}: it must be from {} to {}", dotted(key), number, low, high));
    return;
  }
  target = number;
}

const TomlValue* TomlReader::table(std::string_view key) {
  const TomlValue* value = find(key);
  if (value != nullptr && !std::holds_alternative<TomlTable>(value->value)) {
    fail(TomlProblemKind::kWrongType,
         key,
         fmt::format("`{}`: expected a table, e.g. [{}]", dotted(key), dotted(key)));
    return nullptr;
  }
  return value;
}

std::vector<const TomlValue*> TomlReader::tables(std::string_view key) {
  const TomlValue* value = find(key);
  if (value == nullptr) {
    return {};
  }
  const auto* array = std::get_if<TomlArray>(&value->value);
  const bool only_tables =
      array != nullptr && std::all_of(array->begin(), array->end(), [](const TomlValue& element) {
        return std::holds_alternative<TomlTable>(element.value);
      });
  if (!only_tables) {
    fail(TomlProblemKind::kWrongType,
         key,
         fmt::format("`{}`: expected tables, e.g. [[{}]]", dotted(key), dotted(key)));
    return {};
  }
  std::vector<const TomlValue*> out;
  for (const TomlValue& element : *array) {
    out.push_back(&element);
  }
  return out;
}

void TomlReader::read_choice(std::string_view key,
                             std::string& target,
                             std::vector<std::string> choices) {
  std::string text = target;
  read(key, text);
  if (problem_ || !table_.contains(std::string{key})) {
    return;
  }
  if (std::find(choices.begin(), choices.end(), text) == choices.end()) {
    fail(TomlProblemKind::kOutOfRange,
         key,
         fmt::format(
             "`{}` is \"{}\": it must be one of {}", dotted(key), text, fmt::join(choices, ", ")));
    return;
  }
  target = std::move(text);
}

void TomlReader::find_unknown_key() {
  for (const auto& [key, value] : table_) {
    if (std::find(asked_.begin(), asked_.end(), key) != asked_.end()) {
      continue;
    }
    const auto nearest = nearest_word(key, asked_);
    std::vector<std::string> known = asked_;
    std::sort(known.begin(), known.end());
    const std::string advice = nearest ? fmt::format("did you mean `{}`?", *nearest)
                                       : fmt::format("known here: {}", fmt::join(known, ", "));
    fail(TomlProblem{TomlProblemKind::kUnknownKey,
                     dotted(key),
                     value.line,
                     fmt::format("unknown key `{}`: {}", dotted(key), advice)});
    return;
  }
}

std::optional<TomlProblem> TomlReader::finish() {
  if (!problem_) {
    find_unknown_key();
  }
  return problem_;
}

std::vector<std::string> TomlReader::asked_keys() const {
  std::vector<std::string> out;
  out.reserve(asked_.size());
  for (const std::string& key : asked_) {
    out.push_back(dotted(key));
  }
  return out;
}

}  // namespace vigie::config
