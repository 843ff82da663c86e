// What keeps the collectors of gated platforms shut: nothing is sent before the operator has said
// that the platform permits it, and has given the credentials that it demands.
//
// Also what these collectors need to write a request. Source: PLATFORMS sections 1 and 8 to 10.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "collector/archive/record_parser.h"
#include "collector/live/live_source.h"

namespace vigie::collector {

/// A credential that comes from the environment alone.
struct GateSecret {
  std::string_view variable;  ///< `VIGIE_...`
  std::string value;          ///< Empty: it is not there.
};

/// What one platform demands.
struct Gate {
  std::string_view section;  ///< Of the settings, e.g. `x`.
  std::string_view terms;    ///< What the operator acknowledges, in our words.
  bool is_acknowledged = false;
  std::vector<GateSecret> secrets;
};

/// The reason not to start, with what to do; nothing: the gate is open. Never names a value.
[[nodiscard]] std::optional<LiveError> closed_gate(const Gate& gate);

/// An error that only a change of the settings mends.
[[nodiscard]] LiveError settings_error(std::string message);

/// Value of an environment variable; empty where there is none.
[[nodiscard]] std::string secret_of_environment(const char* variable);

/// Adds `?name=value` or `&name=value`; commas stay as they are, all else is encoded (RFC 3986).
void append_parameter(std::string& url, std::string_view name, std::string_view value);

/// `text` as a JSON string, quotes included.
[[nodiscard]] std::string json_quoted(std::string_view text);

/// Lets `parser` read `json` as one record of `batch`; a refusal is kept there.
void parse_record(RecordParser& parser, std::string_view json, RecordBatch& batch);

/// Keeps a record that was refused.
void keep_refused(const ParseError& error, std::string_view json, RecordBatch& batch);

}  // namespace vigie::collector
