#include "collector/gated/gate.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "collector/archive/input_window.h"

namespace vigie::collector {
namespace {

constexpr std::size_t kKeptOfRefused = 4'096;
constexpr std::size_t kLongestSecret = 8'192;

/// What may stand in a header.
bool is_header_text(std::string_view text) {
  return text.size() <= kLongestSecret &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7F'; });
}

LiveError credentials_error(std::string message) {
  return {
      .kind = LiveErrorKind::kOperator, .message = std::move(message), .gap_reason = "credentials"};
}

}  // namespace

LiveError settings_error(std::string message) {
  return {.kind = LiveErrorKind::kOperator, .message = std::move(message), .gap_reason = {}};
}

std::optional<LiveError> closed_gate(const Gate& gate) {
  if (!gate.is_acknowledged) {
    return settings_error(
        fmt::format("{} If you have what it asks for and agree, set "
                    "{}.terms_acknowledged = true; nothing was sent",
                    gate.terms,
                    gate.section));
  }
  for (const GateSecret& secret : gate.secrets) {
    if (secret.value.empty()) {
      return credentials_error(
          fmt::format("{}: put the credential into the environment variable {}; "
                      "nothing was sent",
                      gate.section,
                      secret.variable));
    }
    if (!is_header_text(secret.value)) {
      return credentials_error(
          fmt::format("{}: the environment variable {} holds spaces or characters "
                      "that no credential has; nothing was sent",
                      gate.section,
                      secret.variable));
    }
  }
  return std::nullopt;
}

std::string secret_of_environment(const char* variable) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): the program never changes its environment
  const char* const value = std::getenv(variable);
  return value == nullptr ? std::string{} : std::string{value};
}

void append_parameter(std::string& url, std::string_view name, std::string_view value) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr std::string_view kPlain = "-._~,";
  url += url.find('?') == std::string::npos ? '?' : '&';
  url.append(name).append("=");
  for (const char c : value) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || kPlain.find(c) != std::string_view::npos;
    if (is_plain) {
      url += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    url += '%';
    url += kDigits[byte >> 4U];
    url += kDigits[byte & 0x0FU];
  }
}

std::string json_quoted(std::string_view text) {
  std::string quoted{"\""};
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (static_cast<unsigned char>(c) < 0x20U) {
      quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

void keep_refused(const ParseError& error, std::string_view json, RecordBatch& batch) {
  batch.rejects.push_back({.line = 0,
                           .byte_offset = 0,
                           .reason = std::string{error.reason},
                           .detail = error.detail,
                           .bytes = std::string{json.substr(0, kKeptOfRefused)}});
}

void parse_record(RecordParser& parser, std::string_view json, RecordBatch& batch) {
  std::string padded;
  padded.reserve(json.size() + kRecordPadding);
  padded.append(json).append(kRecordPadding, '\0');
  RawRecord record;
  record.bytes = std::string_view{padded}.substr(0, json.size());
  ++batch.records_read;
  if (const auto parsed = parser.parse(record, batch); !parsed) {
    keep_refused(parsed.error(), json, batch);
  }
}

}  // namespace vigie::collector
