// `vigie record`: the record of processing activities.
#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/failure.h"
#include "app/workspace.h"
#include "dashboards/html_escape.h"
#include "storage/processing_record.h"

namespace vigie::app {
namespace {

void tell(const storage::ProcessingRecord& record, Console& console) {
  if (console.json_mode()) {
    console.json(nlohmann::ordered_json{{"name", record.name},
                                        {"purpose", record.purpose},
                                        {"legal_basis", record.legal_basis},
                                        {"retention", record.retention},
                                        {"recorded", to_iso8601(record.recorded)}}
                     .dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    return;
  }
  console.say(dashboards::visible_text(fmt::format("name         {}", record.name)));
  console.say(dashboards::visible_text(fmt::format("purpose      {}", record.purpose)));
  console.say(dashboards::visible_text(fmt::format("legal basis  {}", record.legal_basis)));
  console.say(dashboards::visible_text(fmt::format("retention    {}", record.retention)));
  console.say(fmt::format("recorded     {}", to_iso8601(record.recorded)));
}

/// Words that say nothing are no record.
bool is_filled(std::string_view words) {
  return words.find_first_not_of(" \t\r\n") != std::string_view::npos;
}

}  // namespace

void run(const RecordCommand& command, Console& console) {
  const std::array words{&command.name, &command.purpose, &command.legal_basis, &command.retention};
  if (std::all_of(words.begin(), words.end(), [](const auto* text) { return text->empty(); })) {
    storage::Database database = open_for_reading(command.common);
    const auto record = storage::read_processing_record(database);
    if (!record) {
      throw RunFailure(
          "there is no record of processing yet. Write one with --name, --purpose, --legal-basis "
          "and --retention; see `vigie record --help`.");
    }
    tell(*record, console);
    return;
  }
  if (!std::all_of(words.begin(), words.end(), [](const auto* text) { return is_filled(*text); })) {
    throw UsageFailure("--name, --purpose, --legal-basis and --retention must all say something.");
  }
  storage::Database database = open_for_writing(command.common, true);
  const storage::ProcessingRecord record{.name = command.name,
                                         .purpose = command.purpose,
                                         .legal_basis = command.legal_basis,
                                         .retention = command.retention,
                                         .recorded = wall_clock()};
  storage::write_processing_record(database, record);
  tell(record, console);
}

}  // namespace vigie::app
