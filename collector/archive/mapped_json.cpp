#include <optional>
#include <utility>

#include <simdjson.h>

#include "collector/archive/input_window.h"
#include "collector/archive/json_text.h"
#include "collector/archive/mapped_record.h"
#include "collector/archive/path_tree.h"
#include "collector/archive/utf8.h"

namespace vigie::collector {
namespace {

namespace ondemand = simdjson::ondemand;

static_assert(simdjson::SIMDJSON_PADDING <= kRecordPadding);

std::string_view trimmed(std::string_view token) {
  const std::size_t last = token.find_last_not_of(" \t\r\n");
  return token.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

/// Fills the cells of one record in a single pass over its keys. Throws simdjson_error.
class CellFiller {
 public:
  CellFiller(const PathTree& paths, std::vector<Cell>& cells) : paths_(paths), cells_(cells) {}

  void fill(ondemand::object object, const char* end) {
    for (Cell& cell : cells_) {
      cell.clear();
    }
    end_ = end;
    walk(object, paths_.node(0), false);
  }

 private:
  // NOLINTNEXTLINE(misc-no-recursion): as deep as the mapping's paths, not as the input
  void walk(ondemand::object object, const PathTree::Node& node, bool in_array) {
    for (auto result : object) {
      std::string_view key = raw_key(result.key().value().raw(), end_);
      if (key.find('\\') != std::string_view::npos) {
        key = result.unescaped_key().value();
      }
      const int branch = node.keys.find(key);
      if (branch >= 0) {
        ondemand::value value = result.value().value();
        visit(value, node.branches[static_cast<std::size_t>(branch)], in_array);
      }
    }
  }

  // NOLINTNEXTLINE(misc-no-recursion): see walk
  void visit(ondemand::value& value, const PathTree::Branch& branch, bool in_array) {
    switch (value.type().value()) {
      case ondemand::json_type::object:
        if (branch.node >= 0) {
          walk(value.get_object().value(), paths_.node(branch.node), in_array);
        }
        break;
      case ondemand::json_type::array:
        if (!in_array) {  // of arrays within arrays nothing is read
          ondemand::array array = value.get_array().value();
          for (auto element : array) {
            ondemand::value item = element.value();
            visit(item, branch, true);
          }
        }
        break;
      case ondemand::json_type::string:
        add(branch, value.get_string().value(), in_array);
        break;
      case ondemand::json_type::number:
      case ondemand::json_type::boolean:
        add(branch, trimmed(value.raw_json_token()), in_array);
        break;
      case ondemand::json_type::null:
        break;
    }
  }

  void add(const PathTree::Branch& branch, std::string_view text, bool in_array) {
    if (branch.cell < 0) {
      return;
    }
    Cell& cell = cells_[static_cast<std::size_t>(branch.cell)];
    if (in_array) {
      cell.items.push_back(text);
    } else if (!cell.is_present) {  // of a key that comes twice, the first counts
      cell.text = text;
    }
    cell.is_present = true;
  }

  const PathTree& paths_;
  std::vector<Cell>& cells_;
  const char* end_ = nullptr;
};

/// One kind of record: how its cells are filled and what is built of them.
class ObjectMapper {
 public:
  explicit ObjectMapper(MappedRecordBuilder builder)
      : builder_(std::move(builder)),
        paths_(builder_.fields().paths()),
        cells_(builder_.fields().paths().size()) {}

  void fill(ondemand::object object, const char* end) {
    CellFiller{paths_, cells_}.fill(object, end);
  }

  tl::expected<void, ParseError> build(bool repaired, RecordBatch& batch) {
    return builder_.build(cells_, repaired, batch);
  }

 private:
  MappedRecordBuilder builder_;
  PathTree paths_;
  std::vector<Cell> cells_;
};

bool is_repairable(simdjson::error_code code) {
  return code == simdjson::UTF8_ERROR || code == simdjson::STRING_ERROR;
}

class MappedJsonParser : public RecordParser {
 public:
  MappedJsonParser(ObjectMapper posts, std::optional<ObjectMapper> accounts, std::size_t max_depth)
      : posts_(std::move(posts)), accounts_(std::move(accounts)), max_depth_(max_depth) {}

  tl::expected<void, ParseError> parse(const RawRecord& record, RecordBatch& batch) override {
    if (exceeds_depth(record.bytes, max_depth_)) {
      return tl::unexpected{ParseError{.reason = "json: too deep", .detail = {}}};
    }
    ObjectMapper& mapper = record.array == 1 && accounts_ ? *accounts_ : posts_;
    simdjson::error_code code = fill(mapper, record.bytes);
    bool repaired = false;
    if (is_repairable(code)) {
      repaired_ = repair_json_text(record.bytes);
      repaired = true;
      code = fill(mapper, repaired_);
    }
    if (code == simdjson::INCORRECT_TYPE) {
      return tl::unexpected{ParseError{.reason = "json: not an object", .detail = {}}};
    }
    if (code != simdjson::SUCCESS) {
      return tl::unexpected{
          ParseError{.reason = "json: malformed", .detail = simdjson::error_message(code)}};
    }
    return mapper.build(repaired, batch);
  }

 private:
  simdjson::error_code fill(ObjectMapper& mapper, std::string_view json) {
    try {
      const simdjson::padded_string_view padded{json, json.size() + kRecordPadding};
      ondemand::document document = parser_.iterate(padded).value();
      mapper.fill(document.get_object().value(), json.data() + json.size());
      const auto behind = document.current_location();
      return behind.error() == simdjson::OUT_OF_BOUNDS ? simdjson::SUCCESS
                                                       : simdjson::TRAILING_CONTENT;
    } catch (const simdjson::simdjson_error& error) {
      return error.error();
    }
  }

  ondemand::parser parser_;
  ObjectMapper posts_;
  std::optional<ObjectMapper> accounts_;
  std::size_t max_depth_;
  std::string repaired_;
};

}  // namespace

tl::expected<std::unique_ptr<RecordParser>, SourceError> make_mapped_json_parser(
    const Mapping& mapping, std::string label_origin, const RecordLimits& limits) {
  auto post_fields = MappedFields::compile(mapping, MappedRecord::kPost);
  if (!post_fields) {
    return tl::unexpected{std::move(post_fields.error())};
  }
  std::optional<ObjectMapper> accounts;
  if (!mapping.accounts_path.empty() || !mapping.account.empty()) {
    auto fields = MappedFields::compile(mapping, MappedRecord::kAccount);
    if (!fields) {
      return tl::unexpected{std::move(fields.error())};
    }
    accounts.emplace(MappedRecordBuilder{std::move(*fields), MappedRecord::kAccount, label_origin});
  }
  return std::make_unique<MappedJsonParser>(
      ObjectMapper{MappedRecordBuilder{
          std::move(*post_fields), MappedRecord::kPost, std::move(label_origin)}},
      std::move(accounts),
      limits.max_depth);
}

}  // namespace vigie::collector
