#include "config/mapping_file.h"

#include <utility>
#include <variant>

#include <fmt/format.h>

#include "config/toml_value.h"

namespace vigie::config {
namespace {

using collector::FieldMapping;
using collector::Mapping;
using FieldMap = std::map<std::string, FieldMapping>;

void read_values(TomlReader& reader, const std::string& path, FieldMapping& field) {
  const TomlValue* table = reader.table("values");
  if (table == nullptr) {
    return;
  }
  TomlReader values{*table, path + ".values"};
  for (const auto& [from, to] : std::get<TomlTable>(table->value)) {
    values.read(from, field.values[from]);
  }
  if (auto problem = values.finish()) {
    reader.fail(std::move(*problem));
  }
}

FieldMapping read_field_table(TomlReader& reader, const TomlValue& table, const std::string& path) {
  FieldMapping field;
  TomlReader keys{table, path};
  keys.read("path", field.path);
  keys.read("constant", field.constant);
  keys.read("format", field.format);
  keys.read("separator", field.separator);
  keys.read("prefix", field.prefix);
  read_values(keys, path, field);
  if (field.path.empty() == field.constant.empty()) {
    keys.fail(TomlProblemKind::kOutOfRange,
              "path",
              fmt::format("`{}` needs a `path` or a `constant`, and not both", path));
  }
  if (auto problem = keys.finish()) {
    reader.fail(std::move(*problem));
  }
  return field;
}

/// The fields of `section`: `name = "path"` or `name = {path = ..., ...}`.
void read_fields(TomlReader& reader, const std::string& section, FieldMap& fields) {
  const TomlValue* table = reader.table(section);
  if (table == nullptr) {
    return;
  }
  TomlReader names{*table, section};
  for (const auto& [name, value] : std::get<TomlTable>(table->value)) {
    if (std::holds_alternative<TomlTable>(value.value)) {
      const TomlValue* details = names.table(name);
      fields[name] = read_field_table(
          names, details == nullptr ? value : *details, fmt::format("{}.{}", section, name));
    } else {
      names.read(name, fields[name].path);
      if (fields[name].path.empty()) {
        names.fail(
            TomlProblemKind::kOutOfRange,
            name,
            fmt::format("`{}.{}` is empty: name a column, or leave the line out", section, name));
      }
    }
  }
  if (auto problem = names.finish()) {
    reader.fail(std::move(*problem));
  }
}

void read_delimiter(TomlReader& reader, Mapping& mapping) {
  std::string delimiter{mapping.delimiter};
  reader.read("delimiter", delimiter);
  if (delimiter.size() != 1 || delimiter == "\"" || delimiter == "\n") {
    reader.fail(TomlProblemKind::kOutOfRange,
                "delimiter",
                R"(`delimiter` must be one ASCII character, e.g. "," or "\t")");
    return;
  }
  mapping.delimiter = delimiter.front();
}

void read_mapping(TomlReader& reader, Mapping& mapping) {
  for (const std::string_view key : {"title", "platform", "format", "post"}) {
    reader.require(key);
  }
  reader.read("title", mapping.title);
  reader.read("platform", mapping.platform);
  reader.read_choice("format", mapping.format, {"csv", "json", "jsonl"});
  read_delimiter(reader, mapping);
  reader.read("posts_path", mapping.posts_path);
  reader.read("accounts_path", mapping.accounts_path);
  reader.read("label", mapping.label);
  reader.read("label_default", mapping.label_default);
  reader.read("null_values", mapping.null_values);
  read_fields(reader, "post", mapping.post);
  read_fields(reader, "account", mapping.account);
}

/// Without an account and a time a post says nothing that Vigie can use.
void require_fields(TomlReader& reader, const Mapping& mapping) {
  for (const char* field : {"account", "time"}) {
    if (!mapping.post.contains(field)) {
      reader.fail(TomlProblemKind::kOutOfRange,
                  "post",
                  fmt::format("`post.{}` is missing: say which column holds it", field));
    }
  }
  if (!mapping.accounts_path.empty() && !mapping.account.contains("id")) {
    reader.fail(TomlProblemKind::kOutOfRange,
                "account",
                "`account.id` is missing: say which key of a profile is the account's id");
  }
}

DataFileError mapping_error(const TomlProblem& problem, const DataFile& file) {
  const auto kind = problem.kind == TomlProblemKind::kSyntax ? DataFileErrorKind::kSyntax
                                                             : DataFileErrorKind::kInvalid;
  return data_file_error(kind, file.shown_as, problem.line, problem.message);
}

}  // namespace

tl::expected<Mapping, DataFileError> parse_mapping(const DataFile& file) {
  const auto document = parse_toml(file.content);
  if (!document) {
    return tl::unexpected{mapping_error(document.error(), file)};
  }
  Mapping mapping;
  mapping.name = file.name;
  TomlReader reader{*document};
  read_mapping(reader, mapping);
  require_fields(reader, mapping);
  if (const auto problem = reader.finish()) {
    return tl::unexpected{mapping_error(*problem, file)};
  }
  return mapping;
}

}  // namespace vigie::config
