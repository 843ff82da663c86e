#include "collector/archive/mapped_fields.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "collector/archive/cell_values.h"
#include "collector/archive/list_cell.h"

namespace vigie::collector {
namespace {

struct FieldName {
  std::string_view name;
  Field field;
};

constexpr std::array kPostFields{FieldName{"id", Field::kId},
                                 FieldName{"account", Field::kAccount},
                                 FieldName{"handle", Field::kHandle},
                                 FieldName{"display_name", Field::kDisplayName},
                                 FieldName{"time", Field::kTime},
                                 FieldName{"observed", Field::kObserved},
                                 FieldName{"text", Field::kText},
                                 FieldName{"language", Field::kLanguage},
                                 FieldName{"kind", Field::kKind},
                                 FieldName{"is_repost", Field::kIsRepost},
                                 FieldName{"is_reply", Field::kIsReply},
                                 FieldName{"urls", Field::kUrls},
                                 FieldName{"tags", Field::kTags},
                                 FieldName{"mentions", Field::kMentions},
                                 FieldName{"parent", Field::kParent},
                                 FieldName{"root", Field::kRoot},
                                 FieldName{"subject", Field::kSubject},
                                 FieldName{"subject_account", Field::kSubjectAccount},
                                 FieldName{"subject_account_handle", Field::kSubjectAccountHandle},
                                 FieldName{"subject_time", Field::kSubjectTime},
                                 FieldName{"client", Field::kClient},
                                 FieldName{"sensitive", Field::kSensitive},
                                 FieldName{"likes", Field::kLikes},
                                 FieldName{"reposts", Field::kReposts},
                                 FieldName{"replies", Field::kReplies},
                                 FieldName{"quotes", Field::kQuotes},
                                 FieldName{"views", Field::kViews},
                                 FieldName{"media_hash", Field::kMediaHash},
                                 FieldName{"account_created", Field::kAccountCreated},
                                 FieldName{"followers", Field::kFollowers},
                                 FieldName{"following", Field::kFollowing},
                                 FieldName{"posts_count", Field::kPostsCount},
                                 FieldName{"bio", Field::kBio},
                                 FieldName{"declared_bot", Field::kDeclaredBot},
                                 FieldName{"verified", Field::kVerified},
                                 FieldName{"label", Field::kLabel}};

constexpr std::array kAccountFields{FieldName{"id", Field::kAccount},
                                    FieldName{"handle", Field::kHandle},
                                    FieldName{"display_name", Field::kDisplayName},
                                    FieldName{"bio", Field::kBio},
                                    FieldName{"created", Field::kAccountCreated},
                                    FieldName{"followers", Field::kFollowers},
                                    FieldName{"following", Field::kFollowing},
                                    FieldName{"posts_count", Field::kPostsCount},
                                    FieldName{"verified", Field::kVerified},
                                    FieldName{"declared_bot", Field::kDeclaredBot},
                                    FieldName{"observed", Field::kObserved},
                                    FieldName{"label", Field::kLabel},
                                    FieldName{"location", Field::kDropped}};

std::span<const FieldName> names_of(MappedRecord record) {
  return record == MappedRecord::kPost ? std::span<const FieldName>{kPostFields}
                                       : std::span<const FieldName>{kAccountFields};
}

SourceError bad_mapping(std::string message) {
  return {.kind = SourceErrorKind::kBadMapping, .message = std::move(message)};
}

std::string known_names(MappedRecord record) {
  std::vector<std::string_view> names;
  for (const FieldName& entry : names_of(record)) {
    names.push_back(entry.name);
  }
  std::sort(names.begin(), names.end());
  return fmt::format("{}", fmt::join(names, ", "));
}

bool is_time(Field field) {
  return field == Field::kTime || field == Field::kObserved || field == Field::kSubjectTime ||
         field == Field::kAccountCreated;
}

}  // namespace

std::size_t MappedFields::cell_of(const std::string& path) {
  const auto found = std::find(paths_.begin(), paths_.end(), path);
  if (found != paths_.end()) {
    return static_cast<std::size_t>(found - paths_.begin());
  }
  paths_.push_back(path);
  return paths_.size() - 1;
}

MappedFields::Compiled MappedFields::add(const std::string& name,
                                         const FieldMapping& field,
                                         MappedRecord record,
                                         const std::string& mapping) {
  const auto names = names_of(record);
  const auto known = std::find_if(
      names.begin(), names.end(), [&name](const FieldName& entry) { return entry.name == name; });
  const std::string_view table = record == MappedRecord::kPost ? "post" : "account";
  if (known == names.end()) {
    return tl::unexpected{
        bad_mapping(fmt::format("mapping {}: [{}] has no field \"{}\"; use one of: {}",
                                mapping,
                                table,
                                name,
                                known_names(record)))};
  }
  if (known->field == Field::kDropped) {
    return {};
  }
  if (field.path.empty() && field.constant.empty()) {
    return tl::unexpected{bad_mapping(
        fmt::format("mapping {}: {}.{} has neither a path nor a constant", mapping, table, name))};
  }
  const auto format = TimeFormat::compile(field.format);
  if (is_time(known->field) && !format) {
    return tl::unexpected{bad_mapping(
        fmt::format("mapping {}: {}.{} has the unknown time format \"{}\"; use iso8601, unix_s, "
                    "unix_ms, twitter or a pattern such as %Y-%m-%d %H:%M",
                    mapping,
                    table,
                    name,
                    field.format))};
  }
  CompiledField compiled{.name = name,
                         .cells = {},
                         .format = is_time(known->field) ? *format : TimeFormat{},
                         .separator = field.separator,
                         .values = {field.values.begin(), field.values.end()},
                         .constant = field.constant,
                         .prefix = field.prefix};
  std::size_t begin = 0;
  while (begin < field.path.size()) {
    const std::size_t bar = std::min(field.path.find('|', begin), field.path.size());
    compiled.cells.push_back(cell_of(field.path.substr(begin, bar - begin)));
    begin = bar + 1;
  }
  fields_[static_cast<std::size_t>(known->field)] = std::move(compiled);
  return {};
}

tl::expected<MappedFields, SourceError> MappedFields::compile(const Mapping& mapping,
                                                              MappedRecord record) {
  MappedFields fields;
  fields.null_values_ = mapping.null_values;
  for (const auto& [name, field] : record == MappedRecord::kPost ? mapping.post : mapping.account) {
    const auto added = fields.add(name, field, record, mapping.name);
    if (!added) {
      return tl::unexpected{added.error()};
    }
  }
  const bool is_post = record == MappedRecord::kPost;
  if (!fields.has(Field::kAccount)) {
    return tl::unexpected{
        bad_mapping(fmt::format("mapping {}: {} is missing: say which column or "
                                "key names the account",
                                mapping.name,
                                is_post ? "post.account" : "account.id"))};
  }
  if (is_post && !fields.has(Field::kTime) && !fields.has(Field::kObserved)) {
    return tl::unexpected{bad_mapping(fmt::format(
        "mapping {}: post.time is missing: say which column or key has the time", mapping.name))};
  }
  return fields;
}

std::vector<std::pair<std::string, std::vector<std::size_t>>> MappedFields::requirements() const {
  std::vector<std::pair<std::string, std::vector<std::size_t>>> required;
  for (const auto& field : fields_) {
    if (field && !field->cells.empty()) {
      required.emplace_back(field->name, field->cells);
    }
  }
  return required;
}

bool MappedFields::is_missing(std::string_view text) const {
  return text.empty() ||
         std::find(null_values_.begin(), null_values_.end(), text) != null_values_.end();
}

const Cell* MappedFields::first_present(const CompiledField& field,
                                        std::span<const Cell> cells) const {
  for (const std::size_t index : field.cells) {
    const Cell& cell = cells[index];
    if (cell.is_present && (!cell.items.empty() || !is_missing(cell.text))) {
      return &cell;
    }
  }
  return nullptr;
}

std::string_view MappedFields::value(Field field, std::span<const Cell> cells) const {
  const auto& compiled = fields_[static_cast<std::size_t>(field)];
  if (!compiled) {
    return {};
  }
  const Cell* cell = first_present(*compiled, cells);
  if (cell == nullptr) {
    return compiled->constant;
  }
  const std::string_view text = cell->items.empty() ? cell->text : cell->items.front();
  if (!compiled->values.empty()) {
    const auto translated = compiled->values.find(text);
    if (translated != compiled->values.end()) {
      return translated->second;
    }
  }
  return text;
}

void MappedFields::assign(Field field, std::span<const Cell> cells, std::string& target) const {
  target.clear();
  const std::string_view text = value(field, cells);
  if (!text.empty()) {
    target = fields_[static_cast<std::size_t>(field)]->prefix;
    target += text;
  }
}

void MappedFields::append_items(Field field,
                                std::span<const Cell> cells,
                                char strip,
                                std::vector<std::string>& target) const {
  const auto& compiled = fields_[static_cast<std::size_t>(field)];
  if (!compiled) {
    return;
  }
  const auto append = [&](std::string_view item) {
    if (item.starts_with(strip)) {
      item.remove_prefix(1);
    }
    if (is_missing(item)) {
      return;
    }
    const auto translated = compiled->values.find(item);
    target.push_back(compiled->prefix);
    target.back() += translated == compiled->values.end() ? item : translated->second;
  };
  const Cell* cell = first_present(*compiled, cells);
  if (cell != nullptr && !cell->items.empty()) {
    std::for_each(cell->items.begin(), cell->items.end(), append);
  } else if (cell != nullptr) {
    for (const std::string& item : split_list_cell(cell->text, compiled->separator)) {
      append(item);
    }
  } else if (!compiled->constant.empty()) {
    append(compiled->constant);
  }
}

std::optional<std::int64_t> MappedFields::count(Field field, std::span<const Cell> cells) const {
  return parse_count(value(field, cells));
}

std::optional<bool> MappedFields::truth(Field field, std::span<const Cell> cells) const {
  return parse_truth(value(field, cells));
}

std::optional<UtcTime> MappedFields::time(Field field, std::span<const Cell> cells) const {
  const std::string_view text = value(field, cells);
  if (text.empty()) {
    return std::nullopt;
  }
  return fields_[static_cast<std::size_t>(field)]->format.parse(text);
}

}  // namespace vigie::collector
