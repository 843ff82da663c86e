// Words for what a report withholds: names, texts and links of accounts that asked their platform,
// or the team, not to be shown in public, or that have fewer followers than the team names accounts
// of. The readers put pseudonyms in their place (storage/withheld_names.h); here is only what the
// reader is told.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "dashboards/language.h"
#include "storage/model/network.h"
#include "storage/model/report.h"
#include "storage/model/report_pair.h"
#include "storage/model/report_trace.h"
#include "storage/model/withheld.h"

namespace vigie::dashboards {

/// "asked not to be shown in public; name withheld", "fewer than 1,000 followers; name withheld".
[[nodiscard]] std::string withheld_note(Language language, const Withheld& withheld);

/// In the place of a post's text.
[[nodiscard]] std::string withheld_post(Language language, const Withheld& withheld);

/// Name of the reason as JSON has it; null for an account that is named.
[[nodiscard]] nlohmann::ordered_json withheld_because(const std::optional<Withheld>& withheld);

/// Distinct accounts whose names are withheld in what is shown, by reason.
struct WithheldCount {
  std::array<std::size_t, kWithheldReasonCount> accounts{};
  std::uint32_t min_followers = 0;

  void add(const Withheld& withheld);
  [[nodiscard]] std::size_t of(WithheldReason reason) const;
  [[nodiscard]] std::size_t total() const;
};

[[nodiscard]] WithheldCount count_withheld(const ReportData& data);
[[nodiscard]] WithheldCount count_withheld(const ReportCoordination& coordination);
[[nodiscard]] WithheldCount count_withheld(const ReportGroup& group);
[[nodiscard]] WithheldCount count_withheld(const ReportPair& pair);
[[nodiscard]] WithheldCount count_withheld(const ReportTrace& trace);
[[nodiscard]] WithheldCount count_withheld(const Network& network);

/// `{"asked": 1, "few_followers": 2, "followers_unknown": 0}`.
[[nodiscard]] nlohmann::ordered_json withheld_count_json(const WithheldCount& count);

/// How many there are and why, what stands for their names, what is left out, and how the team sees
/// them. Empty for none. Plain text without characters that HTML escapes.
[[nodiscard]] std::string withheld_sentence(Language language, const WithheldCount& count);

/// The same for the analyst's commands, as a last paragraph in English.
[[nodiscard]] std::string plain_withheld(const WithheldCount& count);

/// The reasons alone, e.g. for a file's description of itself. Empty for none.
[[nodiscard]] std::string withheld_reasons(Language language, const WithheldCount& count);

}  // namespace vigie::dashboards
