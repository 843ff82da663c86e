// `vigie export network`: tested pairs as a graph, and the record of it.
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/failure.h"
#include "app/naming.h"
#include "app/run_choice.h"
#include "app/whole_file.h"
#include "app/workspace.h"
#include "dashboards/network_export.h"
#include "storage/audit_store.h"
#include "storage/keyed_hash.h"
#include "storage/layer_names.h"
#include "storage/network_reader.h"
#include "storage/sqlite/transaction.h"

namespace vigie::app {
namespace {

namespace fs = std::filesystem;

/// One file to write.
struct WrittenFile {
  fs::path path;
  std::string content;
};

std::string format_of(const fs::path& out) {
  const std::string extension = out.extension().string();
  if (extension != ".gexf" && extension != ".graphml" && extension != ".csv") {
    throw UsageFailure(
        fmt::format("--out {}: the name says the format. Let it end in .gexf, .graphml or .csv.",
                    out.string()));
  }
  return extension.substr(1);
}

fs::path nodes_path(const fs::path& edges) {
  fs::path path = edges;
  path.replace_filename(edges.stem().string() + "-nodes.csv");
  return path;
}

std::vector<WrittenFile> render(const Network& network,
                                const std::string& format,
                                const fs::path& out) {
  if (format == "gexf") {
    return {{out, dashboards::render_gexf(network)}};
  }
  if (format == "graphml") {
    return {{out, dashboards::render_graphml(network)}};
  }
  return {{nodes_path(out), dashboards::render_node_csv(network)},
          {out, dashboards::render_edge_csv(network)}};
}

Network read(const ExportCommand& command, RunId run, storage::Database& database) {
  storage::NetworkQuery query{.group = command.group,
                              .layer = std::nullopt,
                              .naming = naming_rules(load_settings(command.common), database, run)};
  if (!command.layer.empty()) {
    query.layer = storage::layer_of(command.layer);
  }
  Network network = storage::read_network(database, run, query);
  if (command.pseudonyms) {
    storage::pseudonymise(network, storage::make_secret());
  }
  return network;
}

storage::AuditEntry audit_of(const ExportCommand& command,
                             const Network& network,
                             const std::string& format) {
  return {.time = wall_clock(),
          .action = "export",
          .subject = fmt::format("network of run {}", network.run.value),
          .detail = fmt::format(
              "format {}; nodes {}; edges {}; group {}; layer {}; pseudonyms {}; file {}",
              format,
              network.nodes.size(),
              network.edges.size(),
              command.group == 0 ? std::string{"all"} : std::to_string(command.group),
              command.layer.empty() ? std::string{"all"} : command.layer,
              command.pseudonyms ? "yes" : "no",
              command.out.filename().string())};
}

/// No file without its record: when the record fails, the files go.
void write_recorded(const std::vector<WrittenFile>& files,
                    const storage::AuditEntry& entry,
                    storage::Database& database) {
  storage::Transaction transaction{database};
  storage::write_audit(database, entry);
  for (const WrittenFile& file : files) {
    write_whole_file(file.path, file.content);
  }
  try {
    transaction.commit();
  } catch (...) {
    for (const WrittenFile& file : files) {
      std::error_code ignored;
      fs::remove(file.path, ignored);
    }
    throw;
  }
}

void say(const ExportCommand& command,
         const Network& network,
         const std::vector<WrittenFile>& files,
         Console& console) {
  if (console.json_mode()) {
    nlohmann::ordered_json names = nlohmann::ordered_json::array();
    for (const WrittenFile& file : files) {
      names.push_back(file.path.string());
    }
    console.json(nlohmann::ordered_json{
        {"run", network.run.value},
        {"nodes", network.nodes.size()},
        {"edges", network.edges.size()},
        {"pseudonyms", command.pseudonyms},
        {"files",
         names}}.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    return;
  }
  for (const WrittenFile& file : files) {
    console.say(fmt::format("Wrote {}", file.path.string()));
  }
  console.say(fmt::format("{} accounts, {} links of run {}; recorded in `audit`.",
                          with_thousands(network.nodes.size()),
                          with_thousands(network.edges.size()),
                          network.run.value));
  if (network.edges.empty()) {
    console.say("No pair is linked by what was asked for: the network is empty.");
  }
  console.say(command.pseudonyms
                  ? "Pseudonyms are not anonymous: who knows the network can recognise its shape."
                  : "The file names accounts: handle it as the database. --pseudonyms leaves names "
                    "out.");
}

}  // namespace

void run(const ExportCommand& command, Console& console) {
  const std::string format = format_of(command.out);
  storage::Database database = open_for_writing(command.common, false);
  const AnalysisRun run = require_tested_run(command.run, database, "to export");
  const Network network = read(command, run.id, database);
  const std::vector<WrittenFile> files = render(network, format, command.out);
  write_recorded(files, audit_of(command, network, format), database);
  say(command, network, files, console);
}

}  // namespace vigie::app
