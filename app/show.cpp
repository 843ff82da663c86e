// `vigie show`: all that is held of one account.
#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/failure.h"
#include "app/named_account.h"
#include "app/score_explanation.h"
#include "app/workspace.h"
#include "dashboards/explanation_report.h"
#include "dashboards/html_escape.h"
#include "dashboards/plain_words.h"
#include "storage/account_contents.h"
#include "storage/report_accounts.h"
#include "storage/run_store.h"
#include "storage/sqlite/query.h"

namespace vigie::app {
namespace {

using nlohmann::ordered_json;
using storage::QueryValue;
using storage::QueryValueType;

/// Of these a terminal gets the number of rows only: `--json` has them whole.
constexpr std::array<std::string_view, 9> kLongSections{"contributions",
                                                        "evidence",
                                                        "pairs",
                                                        "pair_layers",
                                                        "pair_meetings",
                                                        "posts",
                                                        "shares",
                                                        "urls_as_given",
                                                        "records_as_they_came"};

std::string hex_of(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  }
  return text;
}

ordered_json json_of(const QueryValue& value) {
  switch (value.type) {
    case QueryValueType::kInteger:
      return value.integer;
    case QueryValueType::kReal:
      return value.real;
    case QueryValueType::kText:
      return std::string{value.bytes};
    case QueryValueType::kBlob:
      return hex_of(value.bytes);
    default:
      return nullptr;
  }
}

std::string cell_of(const QueryValue& value) {
  switch (value.type) {
    case QueryValueType::kInteger:
      return std::to_string(value.integer);
    case QueryValueType::kReal:
      return fmt::format("{:.3g}", value.real);
    case QueryValueType::kText:
      return dashboards::visible_text(std::string{value.bytes});
    case QueryValueType::kBlob:
      return fmt::format("{} bytes", value.bytes.size());
    default:
      return {};
  }
}

/// The account in the latest run, explained; nothing when it has no score there.
std::optional<ReportAccount> explained_account(AccountId account,
                                               const config::Settings& settings,
                                               storage::Database& database) {
  storage::RunStore runs{database};
  const auto latest = runs.latest_run();
  const auto summary = latest ? runs.find_run(*latest) : std::nullopt;
  if (!summary) {
    return std::nullopt;
  }
  auto found = storage::read_one_account(database, *latest, account);
  if (found) {
    ScoreExplainer explainer{database, settings, summary->run, std::nullopt};
    found->explanation = explainer.explain(*found);
  }
  return found;
}

class AccountPrinter {
 public:
  AccountPrinter(storage::Query& query,
                 const std::vector<storage::AccountSection>& sections,
                 const std::optional<ReportAccount>& explained,
                 double fall_below,
                 Console& console)
      : query_(query),
        sections_(sections),
        explained_(explained),
        fall_below_(fall_below),
        console_(console) {}

  void print_json() {
    ordered_json document;
    for (std::size_t i = 0; i < sections_.size(); ++i) {
      const std::vector<std::string> columns = query_.columns(i);
      ordered_json rows = ordered_json::array();
      while (const auto row = query_.next(i)) {
        ordered_json object;
        for (std::size_t c = 0; c < columns.size(); ++c) {
          object[columns[c]] = json_of((*row)[c]);
        }
        rows.push_back(std::move(object));
      }
      document[std::string{sections_[i].name}] =
          sections_[i].name == "profile" && !rows.empty() ? rows.front() : std::move(rows);
    }
    document["explanation"] =
        explained_ ? ordered_json::parse(dashboards::render_json_explanation(*explained_))
                   : ordered_json(nullptr);
    console_.json(document.dump(2, ' ', false, ordered_json::error_handler_t::replace));
  }

  void print_text() {
    for (std::size_t i = 0; i < sections_.size(); ++i) {
      const std::string_view name = sections_[i].name;
      if (name == "profile") {
        print_profile(i);
        print_explanation();
      } else if (std::find(kLongSections.begin(), kLongSections.end(), name) !=
                 kLongSections.end()) {
        print_number(i);
      } else {
        print_table(i);
      }
    }
  }

  void print_table(std::size_t section) {
    Table table{query_.columns(section)};
    std::size_t rows = 0;
    while (const auto row = query_.next(section)) {
      std::vector<std::string> cells;
      std::transform(row->begin(), row->end(), std::back_inserter(cells), cell_of);
      table.add(std::move(cells));
      ++rows;
    }
    if (rows > 0) {
      console_.say(fmt::format("\n{}\n{}", title_of(section), table.render()));
    }
  }

 private:
  [[nodiscard]] std::string title_of(std::size_t section) const {
    std::string title{sections_[section].name};
    std::replace(title.begin(), title.end(), '_', ' ');
    return title;
  }

  void print_profile(std::size_t section) {
    const std::vector<std::string> columns = query_.columns(section);
    while (const auto row = query_.next(section)) {
      for (std::size_t c = 0; c < columns.size(); ++c) {
        if ((*row)[c].type != QueryValueType::kNull) {
          console_.say(fmt::format("{:24}{}", columns[c], cell_of((*row)[c])));
        }
      }
    }
  }

  void print_explanation() {
    if (explained_) {
      console_.say("\nlatest run\n" + dashboards::render_text_explanation(
                                          *explained_, fall_below_, dashboards::kEnglish));
    }
  }

  void print_number(std::size_t section) {
    std::uint64_t rows = 0;
    while (query_.next(section)) {
      ++rows;
    }
    if (rows > 0) {
      console_.say(fmt::format(
          "\n{}: {} rows (--json shows them)", title_of(section), with_thousands(rows)));
    }
  }

  storage::Query& query_;
  const std::vector<storage::AccountSection>& sections_;
  const std::optional<ReportAccount>& explained_;
  double fall_below_;
  Console& console_;
};

std::vector<storage::AccountSection> sections_for(AccountId account, const ShowCommand& command) {
  std::vector<storage::AccountSection> sections = storage::account_sections(account);
  if (!command.common.json && command.posts > 0) {
    sections.push_back({"newest_texts", storage::newest_texts_sql(account, command.posts)});
  }
  return sections;
}

}  // namespace

void run(const ShowCommand& command, Console& console) {
  const config::Settings settings = load_settings(command.common);
  storage::Database database = open_for_reading(command.common);
  const auto found = find_named_account(command.account, database, true);
  if (!found) {
    throw RunFailure(
        fmt::format("nothing is stored of {}.", dashboards::visible_text(command.account)));
  }
  const std::vector<storage::AccountSection> sections = sections_for(found->id, command);
  std::string sql;
  for (const storage::AccountSection& section : sections) {
    sql += section.sql + ";\n";
  }
  storage::Query query{database, sql, {.time = std::chrono::milliseconds{0}, .stop = {}}};
  const auto explained = explained_account(found->id, settings, database);
  const double fall_below = settings.analysis.report_line - settings.report.keep_margin;
  AccountPrinter printer{query, sections, explained, fall_below, console};
  if (console.json_mode()) {
    printer.print_json();
  } else {
    printer.print_text();
  }
  database.check_unchanged();
}

}  // namespace vigie::app
