#include "config/source_list_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <xxhash.h>

#include "storage/model/time.h"

namespace vigie::config {
namespace {

constexpr std::array<std::string_view, 9> kColumns{"match",
                                                   "pattern",
                                                   "platform",
                                                   "tier",
                                                   "family",
                                                   "label",
                                                   "evidence_url",
                                                   "first_listed",
                                                   "last_checked"};
constexpr std::array kTiers{SourceTier::kSanctioned,
                            SourceTier::kNetwork,
                            SourceTier::kClone,
                            SourceTier::kStateMedia,
                            SourceTier::kLowCredibility,
                            SourceTier::kShortener,
                            SourceTier::kOutlet};

using Problem = std::optional<std::string>;

Problem check_header(const std::vector<std::string>& cells) {
  if (std::equal(cells.begin(), cells.end(), kColumns.begin(), kColumns.end())) {
    return std::nullopt;
  }
  return fmt::format("the header must be {}", fmt::join(kColumns, ","));
}

Problem read_match(const std::string& text, SourceMatch& match) {
  if (text != "domain" && text != "account") {
    return fmt::format("unknown match \"{}\": domain or account", text);
  }
  match = text == "domain" ? SourceMatch::kDomain : SourceMatch::kAccount;
  return std::nullopt;
}

/// As it is written again: on one line, without space around it.
std::string one_line(const std::string& cell) {
  std::string text{trimmed(cell)};
  std::replace(text.begin(), text.end(), '\r', ' ');
  return text;
}

Problem read_entry(const std::vector<std::string>& cells, SourceEntry& entry) {
  if (cells.size() != kColumns.size()) {
    return fmt::format(
        "{} cells, {} expected; quote a cell that holds a comma", cells.size(), kColumns.size());
  }
  if (auto problem = read_match(cells[0], entry.match)) {
    return problem;
  }
  if (auto problem = read_list_tier(cells[3], entry.tier)) {
    return problem;
  }
  entry.pattern = lower_ascii(one_line(cells[1]));
  entry.platform = one_line(cells[2]);
  entry.family = one_line(cells[4]);
  entry.label = one_line(cells[5]);
  entry.evidence_url = one_line(cells[6]);
  entry.first_listed = one_line(cells[7]);
  entry.last_checked = one_line(cells[8]);
  if (entry.pattern.empty()) {
    return "the pattern is empty; name a host or a handle";
  }
  if ((entry.match == SourceMatch::kAccount) == entry.platform.empty()) {
    return "`platform` is for accounts: fill it for match `account`, leave it empty for `domain`";
  }
  return std::nullopt;
}

Problem check_head(const SourceList& list, bool has_header) {
  if (!has_header) {
    return "no header and no entry; see config/lists/README.md";
  }
  if (list.title.empty()) {
    return "`# title: ...` is missing before the header";
  }
  if (list.version.size() != 10 || !parse_iso8601(list.version)) {
    return fmt::format("`# version:` is \"{}\": an ISO date, e.g. 2026-01-31, is needed",
                       list.version);
  }
  return std::nullopt;
}

std::string hash_entries(const std::vector<SourceEntry>& entries) {
  std::string bytes;
  const auto add = [&bytes](std::string_view field) {
    bytes += fmt::format("{}:", field.size());
    bytes += field;
  };
  for (const SourceEntry& entry : entries) {
    add(entry.match == SourceMatch::kDomain ? "domain" : "account");
    for (const std::string* field : {&entry.pattern,
                                     &entry.platform,
                                     &entry.family,
                                     &entry.label,
                                     &entry.evidence_url,
                                     &entry.first_listed,
                                     &entry.last_checked}) {
      add(*field);
    }
    add(tier_name(entry.tier));
  }
  return fmt::format("{:016x}", XXH3_64bits(bytes.data(), bytes.size()));
}

auto natural_key(const SourceEntry& entry) {
  return std::tie(entry.match,
                  entry.pattern,
                  entry.platform,
                  entry.tier,
                  entry.family,
                  entry.label,
                  entry.evidence_url,
                  entry.first_listed,
                  entry.last_checked);
}

/// Reads one line that is not a comment: the header first, then entries.
Problem read_row(std::string_view line, bool& has_header, SourceList& list) {
  const auto cells = split_list_row(line);
  if (!cells) {
    return cells.error();
  }
  if (!std::exchange(has_header, true)) {
    return check_header(*cells);
  }
  list.entries.emplace_back();
  return read_entry(*cells, list.entries.back());
}

/// In quotes where a comma or a quote asks for it.
std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"") == std::string::npos) {
    return text;
  }
  std::string out = "\"";
  for (const char c : text) {
    out.append(c == '"' ? 2 : 1, c);
  }
  return out + '"';
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) {
    return {};
  }
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::string lower_ascii(std::string_view text) {
  std::string out{text};
  for (char& c : out) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

const std::vector<std::string>& source_list_columns() {
  static const std::vector<std::string> columns{kColumns.begin(), kColumns.end()};
  return columns;
}

void read_list_comment(std::string_view line, SourceList& list) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) {
    return;
  }
  const std::string_view key = trimmed(line.substr(1, colon - 1));
  const std::string value{trimmed(line.substr(colon + 1))};
  if (key == "title") {
    list.title = value;
  } else if (key == "version") {
    list.version = value;
  } else if (key == "licence") {
    list.licence = value;
  } else if (key == "origin") {
    list.origin = value;
  }
}

tl::expected<std::vector<std::string>, std::string> split_list_row(std::string_view line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
      cells.back() += line[++i];
    } else if (line[i] == '"') {
      quoted = !quoted;
    } else if (line[i] == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += line[i];
    }
  }
  if (quoted) {
    return tl::unexpected{std::string{"a quote is not closed; an entry is one line"}};
  }
  return cells;
}

std::optional<std::string> read_list_tier(const std::string& text, SourceTier& tier) {
  std::vector<std::string> names;
  for (const SourceTier known : kTiers) {
    names.emplace_back(tier_name(known));
    if (names.back() == text) {
      tier = known;
      return std::nullopt;
    }
  }
  return fmt::format("unknown tier \"{}\": one of {}", text, fmt::join(names, ", "));
}

std::string render_source_list(const SourceList& list) {
  const auto line_of = [](std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return text;
  };
  std::string out = fmt::format("# title: {}\n# version: {}\n# licence: {}\n# origin: {}\n{}\n",
                                line_of(list.title),
                                list.version,
                                line_of(list.licence),
                                line_of(list.origin),
                                fmt::join(kColumns, ","));
  for (const SourceEntry& entry : list.entries) {
    std::vector<std::string> cells{entry.match == SourceMatch::kDomain ? "domain" : "account"};
    for (const std::string_view field : {std::string_view{entry.pattern},
                                         std::string_view{entry.platform},
                                         tier_name(entry.tier),
                                         std::string_view{entry.family},
                                         std::string_view{entry.label},
                                         std::string_view{entry.evidence_url},
                                         std::string_view{entry.first_listed},
                                         std::string_view{entry.last_checked}}) {
      cells.push_back(quoted(line_of(std::string{field})));
    }
    out += fmt::format("{}\n", fmt::join(cells, ","));
  }
  return out;
}

tl::expected<SourceList, DataFileError> parse_source_list(const DataFile& file) {
  SourceList list;
  list.name = file.name;
  bool has_header = false;
  std::uint64_t line_number = 0;
  std::string_view rest = file.content;
  if (rest.starts_with("\xEF\xBB\xBF")) {  // spreadsheets write a byte order mark
    rest.remove_prefix(3);
  }
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    ++line_number;
    if (line.starts_with('#')) {
      read_list_comment(line, list);
    } else if (!line.empty()) {
      if (const auto problem = read_row(line, has_header, list)) {
        return tl::unexpected{
            data_file_error(DataFileErrorKind::kInvalid, file.shown_as, line_number, *problem)};
      }
    }
  }
  if (const auto problem = check_head(list, has_header)) {
    return tl::unexpected{data_file_error(DataFileErrorKind::kInvalid, file.shown_as, 0, *problem)};
  }
  std::sort(
      list.entries.begin(), list.entries.end(), [](const SourceEntry& a, const SourceEntry& b) {
        return natural_key(a) < natural_key(b);
      });
  list.content_hash = hash_entries(list.entries);
  return list;
}

}  // namespace vigie::config
