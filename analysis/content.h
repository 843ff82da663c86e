// Content of one account: listed sources and monitored topics, measured against the others.
//
// These signals are capped, never carry an account over the report line, and never enter the
// automation likelihood. What is kept is a share, a focus and an unsigned magnitude: no side.
#pragma once

#include <optional>
#include <span>

#include "analysis/account_window.h"
#include "analysis/source_share.h"

namespace vigie::analysis {

/// Fills listed_source_share, topic_focus and one_sidedness of all account windows.
///
/// The share is the 5 % lower bound of the shrunk share of listed sources among the posts that link
/// or repost, less the mean share of the accounts of the same window (0 if that is larger): what
/// stands out of the collection, not what the collection was made of (METHODS 4.2).
void measure_content(const AnalysisRequest& request, std::span<AccountWindow> windows);

/// What is usual among the accounts of one window of time: as `measure_content` fits it.
[[nodiscard]] SourcePrior usual_source_share(std::span<const AccountWindow> windows);

/// listed_source_share of one account window beside what is `usual`; nothing without a link.
[[nodiscard]] std::optional<double> listed_source_share(const AccountWindow& window,
                                                        const SourcePrior& usual);

}  // namespace vigie::analysis
