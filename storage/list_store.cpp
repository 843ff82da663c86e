#include "storage/list_store.h"

#include <string>

#include "storage/sqlite/statement.h"
#include "storage/sqlite/transaction.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kInsertList =
    "INSERT INTO source_list (name, version, title, licence, origin, content_hash) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING";
constexpr std::string_view kFindList =
    "SELECT list_id FROM source_list WHERE name = ?1 AND version = ?2 AND content_hash = ?3";
constexpr std::string_view kInsertEntry =
    "INSERT INTO source_entry (list_id, position, match, pattern, platform, tier, family, label, "
    "evidence_url, first_listed, last_checked) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
constexpr std::string_view kReadLatest =
    "SELECT list_id, name, version, title, licence, origin, content_hash FROM source_list l "
    "WHERE list_id = (SELECT list_id FROM source_list o WHERE o.name = l.name "
    "ORDER BY version DESC, list_id DESC LIMIT 1) ORDER BY name";
constexpr std::string_view kReadVersions =
    "SELECT list_id, name, version, title, licence, origin, content_hash FROM source_list "
    "WHERE name = ?1 ORDER BY version, list_id";
constexpr std::string_view kReadEntries =
    "SELECT match, pattern, platform, tier, family, label, evidence_url, first_listed, "
    "last_checked FROM source_entry WHERE list_id = ?1 ORDER BY position";

void write_entries(Database& database, std::int64_t list_id, const SourceList& list) {
  Statement insert{database, kInsertEntry};
  std::int64_t position = 0;
  for (const SourceEntry& entry : list.entries) {
    insert.run(list_id,
               position++,
               static_cast<int>(entry.match),
               std::string_view{entry.pattern},
               std::string_view{entry.platform},
               static_cast<int>(entry.tier),
               std::string_view{entry.family},
               std::string_view{entry.label},
               std::string_view{entry.evidence_url},
               std::string_view{entry.first_listed},
               std::string_view{entry.last_checked});
  }
}

std::vector<SourceEntry> read_entries(Database& database, std::int64_t list_id) {
  std::vector<SourceEntry> entries;
  Statement read{database, kReadEntries};
  read.query(list_id);
  while (read.step()) {
    entries.push_back({.match = static_cast<SourceMatch>(read.integer(0)),
                       .pattern = std::string{read.text(1)},
                       .platform = std::string{read.text(2)},
                       .tier = static_cast<SourceTier>(read.integer(3)),
                       .family = std::string{read.text(4)},
                       .label = std::string{read.text(5)},
                       .evidence_url = std::string{read.text(6)},
                       .first_listed = std::string{read.text(7)},
                       .last_checked = std::string{read.text(8)}});
  }
  return entries;
}

std::vector<SourceList> read_lists(Database& database, Statement& read) {
  std::vector<SourceList> lists;
  while (read.step()) {
    lists.push_back({.name = std::string{read.text(1)},
                     .version = std::string{read.text(2)},
                     .title = std::string{read.text(3)},
                     .licence = std::string{read.text(4)},
                     .origin = std::string{read.text(5)},
                     .content_hash = std::string{read.text(6)},
                     .entries = read_entries(database, read.integer(0))});
  }
  return lists;
}

}  // namespace

ListStore::ListStore(Database& database) : database_(database) {}

std::int64_t ListStore::write(const SourceList& list) {
  const std::string_view name{list.name};
  const std::string_view version{list.version};
  const std::string_view content_hash{list.content_hash};
  Transaction transaction{database_};
  Statement insert{database_, kInsertList};
  insert.run(name,
             version,
             std::string_view{list.title},
             std::string_view{list.licence},
             std::string_view{list.origin},
             content_hash);
  const bool is_new = database_.changes() > 0;
  Statement find{database_, kFindList};
  find.query(name, version, content_hash).step();
  const std::int64_t list_id = find.integer(0);
  find.reset();
  if (is_new) {
    write_entries(database_, list_id, list);
  }
  transaction.commit();
  return list_id;
}

std::vector<SourceList> ListStore::read_latest() {
  Statement read{database_, kReadLatest};
  return read_lists(database_, read);
}

std::vector<SourceList> ListStore::read_versions(std::string_view name) {
  Statement read{database_, kReadVersions};
  read.query(name);
  return read_lists(database_, read);
}

}  // namespace vigie::storage
