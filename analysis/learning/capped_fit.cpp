#include "analysis/learning/capped_fit.h"

#include <algorithm>
#include <cmath>

#include <Eigen/Cholesky>

namespace vigie::analysis {
namespace {

constexpr double kMostNats = 4.0;  ///< Of one signal's end; no group's cap is higher.

struct Saturated {
  double value = 0.0;
  double slope = 0.0;
};

Saturated saturate(double sum, double cap) {
  if (cap <= 0.0) {
    return {};
  }
  const double t = std::tanh(sum / cap);
  return {cap * t, 1.0 - t * t};
}

/// ln(1 + exp(-margin)), without overflow.
double logistic_loss(double margin) {
  return margin > 0.0 ? std::log1p(std::exp(-margin)) : -margin + std::log1p(std::exp(margin));
}

Eigen::VectorXd project(const Eigen::VectorXd& theta) {
  return theta.cwiseMax(0.0).cwiseMin(kMostNats);
}

/// Ends that sit at a bound and that the gradient pushes against it.
std::vector<Eigen::Index> free_ends(const Eigen::VectorXd& theta, const Eigen::VectorXd& gradient) {
  std::vector<Eigen::Index> free;
  for (Eigen::Index j = 0; j < theta.size(); ++j) {
    const bool held =
        (theta[j] <= 0.0 && gradient[j] > 0.0) || (theta[j] >= kMostNats && gradient[j] < 0.0);
    if (!held) {
      free.push_back(j);
    }
  }
  return free;
}

}  // namespace

CappedSum cap_groups(const GroupSums& sums, const ScoreModel& model) {
  constexpr auto kCadence = static_cast<std::size_t>(SignalGroup::kCadence);
  constexpr auto kCoordination = static_cast<std::size_t>(SignalGroup::kCoordination);
  CappedSum out;
  double content = 0.0;
  for (std::size_t g = 0; g < kSignalGroupCount; ++g) {
    const Saturated group = saturate(sums[g], model.caps[g].troll_bot);
    if (g == kCadence) {
      out.nats += group.value;
      out.slope[g] = group.slope;
    } else if (g != kCoordination) {
      content += group.value;
      out.slope[g] = group.slope;
    }
  }
  const Saturated all = saturate(content, model.content_cap);
  out.nats += all.value;
  for (std::size_t g = 0; g < kSignalGroupCount; ++g) {
    out.slope[g] *= g == kCadence ? 1.0 : all.slope;
  }
  return out;
}

FitProblem::FitProblem(std::span<const LabelledAccount> accounts,
                       std::span<const double> prior_logits,
                       const ScoreModel& base,
                       std::span<const SignalCurve> curves)
    : base_(base), prior_logit_(prior_logits.begin(), prior_logits.end()) {
  const std::vector<CurveEnd> ends = learned_ends(curves);
  const auto rows = static_cast<Eigen::Index>(accounts.size());
  reach_ = Eigen::MatrixXd::Zero(rows, static_cast<Eigen::Index>(ends.size()));
  base_theta_ = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(ends.size()));
  for (std::size_t e = 0; e < ends.size(); ++e) {
    const SignalCurve& curve = curves[ends[e].curve];
    const auto column = static_cast<Eigen::Index>(e);
    group_.push_back(static_cast<std::size_t>(info(curve.shape.signal).group));
    base_theta_[column] = ends[e].is_most ? curve.most : curve.against;
    for (Eigen::Index row = 0; row < rows; ++row) {
      const auto& values = accounts[static_cast<std::size_t>(row)].values;
      if (const auto& value = values[static_cast<std::size_t>(curve.shape.signal)]) {
        const double r = weigh(curve.shape, *value);
        reach_(row, column) = ends[e].is_most ? r : r - 1.0;
      }
    }
  }
  for (const LabelledAccount& account : accounts) {
    sign_.push_back(account.positive ? 1.0 : -1.0);
    GroupSums fixed{};
    for (std::size_t c = 0; c < curves.size(); ++c) {
      const SignalWeight& weight = base.weights[c];
      const auto& value = account.values[static_cast<std::size_t>(weight.signal)];
      if (!curves[c].learned && value) {
        fixed[static_cast<std::size_t>(info(weight.signal).group)] += weigh(weight, *value);
      }
    }
    fixed_.push_back(fixed);
  }
}

CappedSum FitProblem::sum_of(Eigen::Index row, const Eigen::VectorXd& theta) const {
  GroupSums sums = fixed_[static_cast<std::size_t>(row)];
  for (Eigen::Index j = 0; j < theta.size(); ++j) {
    sums[group_[static_cast<std::size_t>(j)]] += theta[j] * reach_(row, j);
  }
  return cap_groups(sums, base_);
}

double FitProblem::loss(const Eigen::VectorXd& theta, double ridge) const {
  double sum = ridge / 2.0 * (theta - base_theta_).squaredNorm();
  for (Eigen::Index row = 0; row < reach_.rows(); ++row) {
    const auto i = static_cast<std::size_t>(row);
    sum += logistic_loss(sign_[i] * (prior_logit_[i] + sum_of(row, theta).nats));
  }
  return sum;
}

FitProblem::Linear FitProblem::linearise(const Eigen::VectorXd& theta, double ridge) const {
  const Eigen::Index ends = theta.size();
  Eigen::MatrixXd weighted(reach_.rows(), ends);
  Linear at{ridge * (theta - base_theta_), ridge * Eigen::MatrixXd::Identity(ends, ends)};
  for (Eigen::Index row = 0; row < reach_.rows(); ++row) {
    const auto i = static_cast<std::size_t>(row);
    const CappedSum sum = sum_of(row, theta);
    const double likelihood = logistic(prior_logit_[i] + sum.nats);
    const double error = likelihood - (sign_[i] > 0.0 ? 1.0 : 0.0);
    const double curvature = std::sqrt(likelihood * (1.0 - likelihood));
    for (Eigen::Index j = 0; j < ends; ++j) {
      const double moves = reach_(row, j) * sum.slope[group_[static_cast<std::size_t>(j)]];
      at.gradient[j] += error * moves;
      weighted(row, j) = curvature * moves;
    }
  }
  at.hessian.noalias() += weighted.transpose() * weighted;
  return at;
}

Eigen::VectorXd FitProblem::solve(double ridge) const {
  constexpr int kMostIterations = 200;
  constexpr int kMostHalvings = 40;
  constexpr double kStill = 1e-9;
  Eigen::VectorXd theta = project(base_theta_);
  double current = loss(theta, ridge);
  for (int iteration = 0; iteration < kMostIterations; ++iteration) {
    const Linear at = linearise(theta, ridge);
    const std::vector<Eigen::Index> free = free_ends(theta, at.gradient);
    if (free.empty()) {
      break;
    }
    const Eigen::VectorXd gradient = at.gradient(free);
    const Eigen::MatrixXd hessian = at.hessian(free, free);
    const Eigen::VectorXd step = hessian.ldlt().solve(gradient);
    double length = 1.0;
    bool moved = false;
    for (int halving = 0; halving < kMostHalvings && !moved; ++halving, length /= 2.0) {
      Eigen::VectorXd next = theta;
      for (std::size_t f = 0; f < free.size(); ++f) {
        next[free[f]] -= length * step[static_cast<Eigen::Index>(f)];
      }
      next = project(next);
      const double reached = loss(next, ridge);
      if (reached < current) {
        moved = (theta - next).cwiseAbs().maxCoeff() > kStill;
        theta = next;
        current = reached;
        break;
      }
    }
    if (!moved) {
      break;
    }
  }
  return theta;
}

std::vector<SignalCurve> with_ends(std::vector<SignalCurve> curves, const Eigen::VectorXd& theta) {
  const std::vector<CurveEnd> ends = learned_ends(curves);
  for (std::size_t e = 0; e < ends.size(); ++e) {
    SignalCurve& curve = curves[ends[e].curve];
    (ends[e].is_most ? curve.most : curve.against) = theta[static_cast<Eigen::Index>(e)];
  }
  return curves;
}

}  // namespace vigie::analysis
