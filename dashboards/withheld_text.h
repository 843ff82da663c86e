// Words for what a report withholds: names, texts and links of accounts that asked their platform,
// or the team, not to be shown in public. The readers put pseudonyms in their place
// (storage/withheld_names.h); here is only what the reader is told.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "dashboards/language.h"
#include "storage/model/network.h"
#include "storage/model/report.h"
#include "storage/model/report_pair.h"
#include "storage/model/report_trace.h"

namespace vigie::dashboards {

/// "asked not to be shown in public; name withheld".
[[nodiscard]] std::string_view withheld_note(Language language);

/// In the place of a post's text.
[[nodiscard]] std::string_view withheld_post(Language language);

/// Distinct accounts whose names are withheld in what is shown.
[[nodiscard]] std::size_t count_withheld(const ReportData& data);
[[nodiscard]] std::size_t count_withheld(const ReportCoordination& coordination);
[[nodiscard]] std::size_t count_withheld(const ReportGroup& group);
[[nodiscard]] std::size_t count_withheld(const ReportPair& pair);
[[nodiscard]] std::size_t count_withheld(const ReportTrace& trace);
[[nodiscard]] std::size_t count_withheld(const Network& network);

/// How many there are, what stands for their names, and what is left out. Empty for none.
[[nodiscard]] std::string withheld_sentence(Language language, std::size_t accounts);

/// The same for the analyst's commands, as a last paragraph in English.
[[nodiscard]] std::string plain_withheld(std::size_t accounts);

}  // namespace vigie::dashboards
