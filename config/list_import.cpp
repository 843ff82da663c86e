#include "config/list_import.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "config/list_check.h"
#include "config/source_list_file.h"
#include "config/toml_value.h"
#include "storage/model/time.h"

namespace vigie::config {
namespace {

constexpr std::size_t kMostEntries = 1'000'000;
constexpr std::size_t kMostCell = 1000;  // bytes
constexpr std::size_t kMostName = 40;

/// Names of list columns and where the file has them.
using Columns = std::map<std::string, std::size_t, std::less<>>;

/// One row by column name; a column that is not there is empty.
class Row {
 public:
  Row(const Columns& columns, const std::vector<std::string>& cells)
      : columns_(columns), cells_(cells) {}

  [[nodiscard]] std::string cell(std::string_view column) const {
    const auto found = columns_.find(column);
    return found == columns_.end() ? std::string{} : std::string{trimmed(cells_[found->second])};
  }

 private:
  const Columns& columns_;
  const std::vector<std::string>& cells_;
};

class ListImport {
 public:
  ListImport(const DataFile& file,
             const ListHead& head,
             std::string_view today,
             const HostObjection& objection)
      : file_(file), head_(head), today_(today), objection_(objection) {}

  tl::expected<ImportedList, std::vector<DataFileError>> run() {
    read_lines();
    settle_head();
    if (count_ > kMostListErrors) {
      add(0, fmt::format("and {} more", count_ - kMostListErrors), true);
    }
    if (!errors_.empty()) {
      return tl::unexpected{std::move(errors_)};
    }
    return finish();
  }

 private:
  void add(std::uint64_t line, std::string_view what, bool always = false) {
    if (always || ++count_ <= kMostListErrors) {
      errors_.push_back(data_file_error(DataFileErrorKind::kInvalid, file_.shown_as, line, what));
    }
  }

  void read_lines() {
    std::string_view rest = file_.content;
    if (rest.starts_with("\xEF\xBB\xBF")) {  // spreadsheets write a byte order mark
      rest.remove_prefix(3);
    }
    while (!rest.empty()) {
      const auto end = std::min(rest.find('\n'), rest.size());
      const std::string line{trimmed(rest.substr(0, end))};
      rest.remove_prefix(std::min(end + 1, rest.size()));
      ++line_;
      if (line.starts_with('#')) {
        read_list_comment(line, list_);
      } else if (!line.empty() && !read_row(line)) {
        return;
      }
    }
    if (columns_.empty()) {
      add(0, "no header; the first line names the columns, at least pattern,tier,evidence_url");
    } else if (list_.entries.empty() && count_ == 0) {
      add(0, "no entry below the header");
    }
  }

  /// False: nothing after this line can be understood.
  bool read_row(std::string_view line) {
    const auto cells = split_list_row(line);
    if (!cells) {
      add(line_, cells.error());
      return true;
    }
    if (columns_.empty()) {
      return read_header(*cells);
    }
    if (cells->size() != header_cells_) {
      add(line_,
          fmt::format("{} cells, the header has {}; quote a cell that holds a comma",
                      cells->size(),
                      header_cells_));
      return true;
    }
    if (list_.entries.size() >= kMostEntries) {
      add(line_, fmt::format("more than {} entries; split the list", kMostEntries));
      return false;
    }
    read_entry(Row{columns_, *cells}, *cells);
    return true;
  }

  bool read_header(const std::vector<std::string>& cells) {
    const std::vector<std::string>& known = source_list_columns();
    const std::uint64_t before = count_;
    header_cells_ = cells.size();
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string name = lower_ascii(trimmed(cells[i]));
      if (std::find(known.begin(), known.end(), name) == known.end()) {
        const auto nearest = nearest_word(name, known);
        add(line_,
            fmt::format("unknown column \"{}\"{}; columns are {}",
                        name,
                        nearest ? fmt::format(", did you mean `{}`?", *nearest) : "",
                        fmt::join(known, ", ")));
      } else if (!columns_.emplace(name, i).second) {
        add(line_, fmt::format("the column {} is there twice", name));
      }
    }
    for (const char* required : {"pattern", "tier", "evidence_url"}) {
      if (!columns_.contains(required)) {
        add(line_, fmt::format("the column `{}` is missing: every entry needs it", required));
      }
    }
    return count_ == before;
  }

  void read_entry(const Row& row, const std::vector<std::string>& cells) {
    const std::uint64_t before = count_;
    for (const std::string& cell : cells) {
      if (cell.size() > kMostCell) {
        add(line_, fmt::format("a cell of {} bytes; at most {}", cell.size(), kMostCell));
        return;
      }
    }
    SourceEntry entry;
    entry.pattern = lower_ascii(row.cell("pattern"));
    entry.platform = row.cell("platform");
    entry.family = row.cell("family");
    entry.label = row.cell("label").empty() ? entry.pattern : row.cell("label");
    entry.evidence_url = row.cell("evidence_url");
    entry.first_listed = row.cell("first_listed");
    entry.last_checked = row.cell("last_checked");
    check_tier(row.cell("tier"), entry);
    check_match(row.cell("match"), entry);
    check_pattern(entry);
    check_evidence(entry);
    check_dates(entry);
    const auto [first, added] = line_of_.emplace(entry.platform + ' ' + entry.pattern, line_);
    if (!added) {
      add(line_, fmt::format("{} is there already, on line {}", entry.pattern, first->second));
    }
    if (count_ == before) {
      list_.entries.push_back(std::move(entry));
    }
  }

  void check_tier(const std::string& text, SourceEntry& entry) {
    if (text.empty()) {
      add(line_, "no tier: every entry needs one");
    } else if (const auto problem = read_list_tier(text, entry.tier)) {
      add(line_, *problem);
    }
  }

  void check_match(const std::string& text, SourceEntry& entry) {
    const bool is_account = text.empty() ? !entry.platform.empty() : text == "account";
    if (!text.empty() && text != "account" && text != "domain") {
      add(line_, fmt::format("unknown match \"{}\": domain or account", text));
    } else if (is_account == entry.platform.empty()) {
      add(line_, "`platform` is for accounts: fill it for match `account`, leave it for `domain`");
    }
    entry.match = is_account ? SourceMatch::kAccount : SourceMatch::kDomain;
  }

  void check_pattern(const SourceEntry& entry) {
    if (entry.pattern.empty()) {
      add(line_, "the pattern is empty; name a host or a handle");
    } else if (entry.match == SourceMatch::kAccount && !is_handle_name(entry.pattern)) {
      add(line_, fmt::format("\"{}\" is no handle: write it without @ before it", entry.pattern));
    } else if (entry.match == SourceMatch::kDomain && !is_host_name(entry.pattern)) {
      add(line_,
          fmt::format("\"{}\" is no host name: write it in ASCII (xn--...), without http, www., "
                      "path or port",
                      entry.pattern));
    } else if (entry.match == SourceMatch::kDomain) {
      if (const std::string problem = objection_(entry.pattern); !problem.empty()) {
        add(line_, fmt::format("{} {}", entry.pattern, problem));
      }
    }
  }

  void check_evidence(const SourceEntry& entry) {
    if (!is_web_address(entry.evidence_url)) {
      add(line_,
          entry.evidence_url.empty()
              ? "no evidence: give the web address of what names the source"
              : fmt::format("the evidence \"{}\" is no http(s) address", entry.evidence_url));
    }
  }

  void check_dates(const SourceEntry& entry) {
    for (const auto& [name, date] : {std::pair{"first_listed", &entry.first_listed},
                                     std::pair{"last_checked", &entry.last_checked}}) {
      if (!date->empty() && !is_iso_date(*date)) {
        add(line_, fmt::format("{} \"{}\" is no ISO date, e.g. 2026-01-31", name, *date));
      } else if (*date > today_) {  // ISO dates order as texts
        add(line_, fmt::format("{} {} is still to come", name, *date));
      }
    }
  }

  /// The command line before the file.
  void settle_head() {
    const auto settle = [](const std::string& given, std::string& target) {
      if (!given.empty()) {
        target = given;
      }
    };
    list_.name = head_.name;
    settle(head_.title, list_.title);
    settle(head_.version, list_.version);
    settle(head_.licence, list_.licence);
    settle(head_.origin, list_.origin);
    if (list_.version.empty()) {
      list_.version = today_;
    }
    if (!is_list_name(list_.name)) {
      add(0,
          fmt::format("\"{}\" is no name for a list: give --name with lower-case letters, digits "
                      "and _, at most {}",
                      list_.name,
                      kMostName));
    }
    if (list_.title.empty()) {
      add(0, "no title: give --title, or `# title: ...` in the file");
    }
    if (list_.licence.empty()) {
      add(0, "no licence: give --licence, or `# licence: ...` in the file");
    }
    if (!is_iso_date(list_.version) || list_.version > today_) {
      add(0, fmt::format("the version \"{}\" must be an ISO date up to today", list_.version));
    }
  }

  tl::expected<ImportedList, std::vector<DataFileError>> finish() {
    for (SourceEntry& entry : list_.entries) {
      if (entry.last_checked.empty()) {
        entry.last_checked = list_.version;
      }
    }
    // Through the reader that every command uses: what is written is what will be read.
    auto parsed = parse_source_list({list_.name, file_.shown_as, render_source_list(list_)});
    if (!parsed) {
      return tl::unexpected{std::vector{parsed.error()}};
    }
    ImportedList result{std::move(*parsed), {}};
    for (const auto& [key, line] : line_of_) {
      result.line_of.emplace(key.substr(key.find(' ') + 1), line);
    }
    return result;
  }

  const DataFile& file_;
  const ListHead& head_;
  std::string today_;
  const HostObjection& objection_;
  SourceList list_;
  Columns columns_;
  std::size_t header_cells_ = 0;
  std::uint64_t line_ = 0;
  std::map<std::string, std::uint64_t> line_of_;  ///< By platform, blank, pattern.
  std::vector<DataFileError> errors_;
  std::uint64_t count_ = 0;  ///< Of all errors, told or not.
};

}  // namespace

tl::expected<ImportedList, std::vector<DataFileError>> import_source_list(
    const DataFile& file,
    const ListHead& head,
    std::string_view today,
    const HostObjection& objection) {
  return ListImport{file, head, today, objection}.run();
}

bool is_list_name(std::string_view name) {
  return !name.empty() && name.size() <= kMostName &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
         });
}

}  // namespace vigie::config
