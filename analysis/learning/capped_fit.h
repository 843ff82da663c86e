// L2 logistic regression through the score's caps, with every weight held at 0 or above.
//
//   minimise  sum_i ln(1 + exp(-y_i z_i)) + ridge / 2 * |theta - theta_0|^2,   0 <= theta <= 4
//   z_i = log-odds of the row's prior + the score's own sum, each group saturated at its cap
//
// Fitted through the caps, and not before them, so that what is fitted is what is later scored. The
// ridge pulls towards the base model: without labels the base model comes out. Not convex because
// of the caps; started at the base model, the result is a function of the input alone.
//
// Source: projected Newton method, Bertsekas 1982, doi:10.1137/0320018; the Hessian without its
// second-order part (Gauss-Newton), which keeps it positive definite.
#pragma once

#include <array>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "analysis/automation_score.h"
#include "analysis/learning/labelled_account.h"
#include "analysis/learning/signal_curves.h"

namespace vigie::analysis {

/// Nats of each group before saturation.
using GroupSums = std::array<double, kSignalGroupCount>;

/// Log-odds above the prior, as Scorecard gives without coordination, and how they move with each
/// group's sum.
struct CappedSum {
  double nats = 0.0;
  GroupSums slope{};  ///< d nats / d sum; 0 for coordination.
};

[[nodiscard]] CappedSum cap_groups(const GroupSums& sums, const ScoreModel& model);

/// The labelled accounts as numbers. Coordination is left out: it is tested, not learned.
class FitProblem {
 public:
  /// @param prior_logits  Log-odds of each account's prior, finite; as long as `accounts`.
  FitProblem(std::span<const LabelledAccount> accounts,
             std::span<const double> prior_logits,
             const ScoreModel& base,
             std::span<const SignalCurve> curves);

  /// @param ridge  > 0.
  /// @return       One number per learned end, in their order. O(iterations n m^2), m ends.
  [[nodiscard]] Eigen::VectorXd solve(double ridge) const;

  /// The penalised loss at `theta`, for tests.
  [[nodiscard]] double loss(const Eigen::VectorXd& theta, double ridge) const;

 private:
  struct Linear {
    Eigen::VectorXd gradient;
    Eigen::MatrixXd hessian;
  };

  [[nodiscard]] CappedSum sum_of(Eigen::Index row, const Eigen::VectorXd& theta) const;
  [[nodiscard]] Linear linearise(const Eigen::VectorXd& theta, double ridge) const;

  const ScoreModel& base_;
  Eigen::MatrixXd reach_;            ///< Rows x ends: nats per unit of each end; 0: absent.
  std::vector<std::size_t> group_;   ///< Of each end.
  std::vector<GroupSums> fixed_;     ///< Per row: what is not learned.
  std::vector<double> prior_logit_;  ///< Per row.
  std::vector<double> sign_;         ///< Per row: 1 positive, -1 negative.
  Eigen::VectorXd base_theta_;
};

/// `curves` with the solution's ends in place.
[[nodiscard]] std::vector<SignalCurve> with_ends(std::vector<SignalCurve> curves,
                                                 const Eigen::VectorXd& theta);

}  // namespace vigie::analysis
