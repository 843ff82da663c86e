#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "collector/archive/mapped_record.h"
#include "collector/archive/table_columns.h"
#include "collector/archive/utf8.h"

namespace vigie::collector {
namespace {

constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

class MappedCsvParser : public RecordParser {
 public:
  MappedCsvParser(MappedRecordBuilder builder, std::vector<std::size_t> columns)
      : builder_(std::move(builder)), columns_(std::move(columns)), cells_(columns_.size()) {}

  tl::expected<void, ParseError> parse(const RawRecord& record, RecordBatch& batch) override {
    repaired_.clear();
    repaired_.reserve(columns_.size());  // views into its strings stay valid
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      Cell& cell = cells_[i];
      cell.is_present = columns_[i] < record.fields.size();
      cell.text = cell.is_present ? record.fields[columns_[i]] : std::string_view{};
      if (!record.valid_utf8) {
        repaired_.push_back(repair_utf8(cell.text));
        cell.text = repaired_.back();
      }
    }
    return builder_.build(cells_, !record.valid_utf8, batch);
  }

 private:
  MappedRecordBuilder builder_;
  std::vector<std::size_t> columns_;  ///< Column of each cell, or kNoColumn.
  std::vector<Cell> cells_;
  std::vector<std::string> repaired_;
};

std::vector<std::size_t> find_columns(const std::vector<std::string>& paths,
                                      const std::vector<std::string>& header) {
  std::vector<std::size_t> columns;
  for (const std::string& path : paths) {
    const auto found = std::find(header.begin(), header.end(), path);
    columns.push_back(found == header.end() ? kNoColumn
                                            : static_cast<std::size_t>(found - header.begin()));
  }
  return columns;
}

}  // namespace

tl::expected<std::unique_ptr<RecordParser>, SourceError> make_mapped_csv_parser(
    const Mapping& mapping, std::string label_origin, const std::vector<std::string>& header) {
  auto fields = MappedFields::compile(mapping, MappedRecord::kPost);
  if (!fields) {
    return tl::unexpected{std::move(fields.error())};
  }
  std::vector<std::size_t> columns = find_columns(fields->paths(), header);
  for (const auto& [name, cells] : fields->requirements()) {
    const bool is_there = std::any_of(cells.begin(), cells.end(), [&columns](std::size_t cell) {
      return columns[cell] != kNoColumn;
    });
    if (!is_there) {
      return tl::unexpected{SourceError{
          .kind = SourceErrorKind::kBadMapping,
          .message = fmt::format("mapping {}: post.{} names the column \"{}\", which the file does "
                                 "not have; its columns are: {}",
                                 mapping.name,
                                 name,
                                 mapping.post.at(name).path,
                                 column_list(header))}};
    }
  }
  return std::make_unique<MappedCsvParser>(
      MappedRecordBuilder{std::move(*fields), MappedRecord::kPost, std::move(label_origin)},
      std::move(columns));
}

}  // namespace vigie::collector
