#include "storage/audit_store.h"

#include <string_view>

#include "storage/sqlite/statement.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kAuditInsert =
    "INSERT INTO audit (time_ms, action, subject, detail) VALUES (?1, ?2, ?3, ?4)";

}  // namespace

void write_audit(Database& database, const AuditEntry& entry) {
  Statement insert{database, kAuditInsert};
  insert.run(to_ms(entry.time),
             std::string_view{entry.action},
             std::string_view{entry.subject},
             std::string_view{entry.detail});
}

}  // namespace vigie::storage
