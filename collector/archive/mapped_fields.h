// A Mapping made ready for speed: every path looked up once, every format chosen once.
//
// Compiling turns the fields of a mapping into *cells*: one for each distinct column or dotted
// path. Readers of CSV and JSON only fill the cells of a record; MappedFields then says what a
// field of Vigie is worth, with alternatives, missing values, translations and prefixes applied.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "collector/archive/time_format.h"
#include "collector/options.h"
#include "collector/source.h"

namespace vigie::collector {

/// Everything a mapping can fill. The names in mapping files are in `mapped_fields.cpp`.
enum class Field : std::uint8_t {
  kId,
  kAccount,
  kHandle,
  kDisplayName,
  kTime,
  kObserved,
  kText,
  kLanguage,
  kKind,
  kIsRepost,
  kIsReply,
  kUrls,
  kTags,
  kMentions,
  kParent,
  kRoot,
  kSubject,
  kSubjectAccount,
  kSubjectAccountHandle,
  kSubjectTime,
  kClient,
  kSensitive,
  kLikes,
  kReposts,
  kReplies,
  kQuotes,
  kViews,
  kMediaHash,
  kAccountCreated,
  kFollowers,
  kFollowing,
  kPostsCount,
  kBio,
  kDeclaredBot,
  kVerified,
  kLabel,
  kDropped,  ///< Known, and deliberately not kept.
};
inline constexpr std::size_t kFieldCount = 37;

/// What a record has at one path. Views into the record or its parser.
struct Cell {
  std::string_view text;
  std::vector<std::string_view> items;  ///< A JSON array's scalars.
  bool is_present = false;

  void clear() {
    text = {};
    items.clear();
    is_present = false;
  }
};

/// Which kind of record a set of fields describes: the two have their own names.
enum class MappedRecord : std::uint8_t { kPost, kAccount };

class MappedFields {
 public:
  /// Fails with kBadMapping: an unknown field (lists the known ones), an unknown time format, a
  /// field with neither path nor constant, no account, or no time.
  [[nodiscard]] static tl::expected<MappedFields, SourceError> compile(const Mapping& mapping,
                                                                       MappedRecord record);

  /// Path of each cell: the readers fill cells in this order.
  [[nodiscard]] const std::vector<std::string>& paths() const { return paths_; }

  /// For each mapped field: its name and its alternative cells. For checks against a header.
  [[nodiscard]] std::vector<std::pair<std::string, std::vector<std::size_t>>> requirements() const;

  [[nodiscard]] bool has(Field field) const {
    return fields_[static_cast<std::size_t>(field)].has_value();
  }

  /// The value of `field` without its prefix; empty when missing. Valid as long as the cells are.
  [[nodiscard]] std::string_view value(Field field, std::span<const Cell> cells) const;

  /// The value with its prefix; empty when missing.
  void assign(Field field, std::span<const Cell> cells, std::string& target) const;

  /// All elements of a list, prefixed; `strip` is a character dropped from the front of each.
  void append_items(Field field,
                    std::span<const Cell> cells,
                    char strip,
                    std::vector<std::string>& target) const;

  /// As `parse_count` reads it.
  [[nodiscard]] std::optional<std::int64_t> count(Field field, std::span<const Cell> cells) const;

  /// As `parse_truth` reads it.
  [[nodiscard]] std::optional<bool> truth(Field field, std::span<const Cell> cells) const;

  /// Nothing when missing or unreadable; `value` tells the two apart.
  [[nodiscard]] std::optional<UtcTime> time(Field field, std::span<const Cell> cells) const;

 private:
  struct CompiledField {
    std::string name;
    std::vector<std::size_t> cells;  ///< Alternatives, in order.
    TimeFormat format;
    std::string separator;
    std::map<std::string, std::string, std::less<>> values;
    std::string constant;
    std::string prefix;
  };

  using Compiled = tl::expected<void, SourceError>;

  [[nodiscard]] Compiled add(const std::string& name,
                             const FieldMapping& field,
                             MappedRecord record,
                             const std::string& mapping);
  [[nodiscard]] std::size_t cell_of(const std::string& path);
  [[nodiscard]] bool is_missing(std::string_view text) const;
  [[nodiscard]] const Cell* first_present(const CompiledField& field,
                                          std::span<const Cell> cells) const;

  std::array<std::optional<CompiledField>, kFieldCount> fields_;
  std::vector<std::string> paths_;
  std::vector<std::string> null_values_;
};

}  // namespace vigie::collector
