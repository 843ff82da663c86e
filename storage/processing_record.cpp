#include "storage/processing_record.h"

#include <string_view>

#include "storage/sqlite/statement.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kNewestRecord =
    "SELECT name, purpose, legal_basis, retention, recorded_ms FROM processing_record "
    "ORDER BY record_id DESC LIMIT 1";
constexpr std::string_view kInsertRecord =
    "INSERT INTO processing_record (name, purpose, legal_basis, retention, recorded_ms) "
    "VALUES (?1, ?2, ?3, ?4, ?5)";

}  // namespace

bool has_processing_record(Database& database) {
  return database.scalar("SELECT EXISTS (SELECT 1 FROM processing_record)") != 0;
}

std::optional<ProcessingRecord> read_processing_record(Database& database) {
  Statement read{database, kNewestRecord};
  if (!read.step()) {
    return std::nullopt;
  }
  return ProcessingRecord{.name = std::string{read.text(0)},
                          .purpose = std::string{read.text(1)},
                          .legal_basis = std::string{read.text(2)},
                          .retention = std::string{read.text(3)},
                          .recorded = from_ms(read.integer(4))};
}

void write_processing_record(Database& database, const ProcessingRecord& record) {
  Statement insert{database, kInsertRecord};
  insert.run(std::string_view{record.name},
             std::string_view{record.purpose},
             std::string_view{record.legal_basis},
             std::string_view{record.retention},
             to_ms(record.recorded));
}

}  // namespace vigie::storage
