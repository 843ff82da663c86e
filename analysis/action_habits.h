// What one account does with its posts, measured once: order, repetition, targets, clients.
//
// Unlike behaviour.h none of it is redrawn for the interval: a day drawn twice would look like an
// account that repeats itself, and an order of days drawn at random is no order.
#pragma once

#include <cstdint>

#include "analysis/activity.h"
#include "analysis/automation_score.h"
#include "analysis/evidence.h"

namespace vigie::analysis {

/// Fills the cadence and text signals that are not redrawn and those of the rate group that need
/// nothing but the account's posts. `begin_ms`: where 48-hour windows begin.
void measure_action_habits(const Activity& activity,
                           PostRange posts,
                           std::int64_t begin_ms,
                           SignalValues& values);

}  // namespace vigie::analysis
