// Alerts: hours in which an object was shared more than its own past explains.
//
// An object with a history: the shares of one hour against its earlier hours, without its first
// one, which exists because it was shared. The rate is that of the earlier shares over the earlier
// hours, each hour weighted by how busy such hours are in the whole window (hour of the week, hour
// of the day, or none, whatever the data suffice for); hours in which nothing at all was collected
// weigh nothing. The tail is negative binomial: one part of its variance is that the rate is known
// from k shares only (with one share added, the floor, this is the exact conditional test of two
// Poisson rates), the other is how unevenly the object was shared before.
//
// A new object: the shares of its first 60 minutes against those of all new objects of its kind.
// Their survival is read off at powers of two; beyond the last one that enough objects reach it
// goes on with the slope of the last octave. A heavy tail gives a flat slope, so that in a world of
// viral objects none is alarming.
//
// Benjamini and Hochberg (1995) over every hour of every object with a history, those without a
// share included, and every first hour.
//
// Limits: an hour is a clock hour, a burst across its edge is halved; a slow rise over days is no
// alert, for it becomes its own history; an object that was last seen before the window counts as
// new; hours of different objects depend on each other where one post carries several.
//
// Sources: Przyborowski and Wilenski 1940, doi:10.1093/biomet/31.3-4.313 (conditional test); NIST
// DLMF 8.17 (tail); moments of the negative binomial, Bliss and Fisher 1953, doi:10.2307/3001850.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/amplification.h"
#include "analysis/amplification_options.h"
#include "storage/model/amplification.h"

namespace vigie::analysis {

/// -log10 of P(X >= observed), X negative binomial with `mean` >= 0 and `size` > 0: variance mean +
/// mean^2 / size. An infinite size is Poisson. 0 for observed 0; at most 1000.
[[nodiscard]] double negative_binomial_upper_decades(double mean,
                                                     double size,
                                                     std::uint32_t observed);

/// How busy each hour of a window is beside its mean hour: mean 1 over the hours with a post.
///
/// By hour of the week from 28 days and `min_posts_per_slot` posts per slot on, by hour of the day
/// from 7 days on, else 1 for every hour; 0 for an hour without any post.
[[nodiscard]] std::vector<double> hourly_weights(const WindowShares& shares,
                                                 const AlertOptions& options);

/// -log10 p of the first-hour counts of new objects of one kind, in the order given: what the
/// header says. Nothing (empty) for fewer than `min_new_objects`.
[[nodiscard]] std::vector<double> first_hour_decades(const std::vector<std::uint32_t>& counts,
                                                     const AlertOptions& options);

struct Alerts {
  std::vector<Alert>
      alerts;  ///< By falling decades, then kind and key; hours of one object joined.
  double tested_hours = 0.0;
  std::uint64_t tested_new = 0;
  std::uint64_t untested_new = 0;
};

/// Linear in the shares, besides the tails of the few hours that stand out. Memory: 16 bytes per
/// hour of the window, 24 per new object, 64 per hour that stands out.
[[nodiscard]] Alerts find_alerts(const AmplificationRequest& request, const AlertOptions& options);

}  // namespace vigie::analysis
