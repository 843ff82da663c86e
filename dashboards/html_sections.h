// The sections of the page below the ranked accounts. Each returns one `<section>`.
#pragma once

#include <string>

#include "dashboards/language.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

/// Media, institutions and declared bots: facts only, no likelihood.
[[nodiscard]] std::string render_declared(const ReportData& data, Language language);

/// Listed domains with tier, family and the list's own evidence address: the only real links.
[[nodiscard]] std::string render_sources(const ReportData& data, Language language);

[[nodiscard]] std::string render_topics(const ReportData& data, Language language);

/// What was read and what was lost: collections, refused records, unresolved shorteners, notes.
[[nodiscard]] std::string render_coverage(const ReportData& data, Language language);

/// What the report does not say.
[[nodiscard]] std::string render_limits(const ReportData& data, Language language);

[[nodiscard]] std::string render_terms(const ReportData& data, Language language);

/// Run, weights, lists, seed: what reproduces the figures.
[[nodiscard]] std::string render_versions(const ReportData& data, Language language);

}  // namespace vigie::dashboards
