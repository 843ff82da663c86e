#include "analysis/sessions.h"

#include <cmath>
#include <cstddef>

#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

constexpr std::uint32_t kMinimumSessions = 10;
constexpr std::uint32_t kLastPosition = 20;

/// Least squares of y on the position, with a mean of its own for every session.
class WithinSlope {
 public:
  void add(std::uint32_t position, double y) {
    const double x = position;
    n_ += 1.0;
    x_ += x;
    y_ += y;
    xx_ += x * x;
    xy_ += x * y;
  }

  void end_session() {
    if (n_ >= 2.0) {
      ++sessions_;
      spread_ += xx_ - x_ * x_ / n_;
      joint_ += xy_ - x_ * y_ / n_;
    }
    all_n_ += n_;
    all_y_ += y_;
    n_ = x_ = y_ = xx_ = xy_ = 0.0;
  }

  /// Absolute slope, once enough sessions have two posts.
  [[nodiscard]] std::optional<double> slope() const {
    return sessions_ >= kMinimumSessions && spread_ > 0.0
               ? std::optional{std::abs(joint_ / spread_)}
               : std::nullopt;
  }

  [[nodiscard]] double mean() const { return all_y_ / all_n_; }

 private:
  double n_ = 0.0;
  double x_ = 0.0;
  double y_ = 0.0;
  double xx_ = 0.0;
  double xy_ = 0.0;
  double spread_ = 0.0;
  double joint_ = 0.0;
  double all_n_ = 0.0;
  double all_y_ = 0.0;
  std::uint32_t sessions_ = 0;
};

}  // namespace

SessionValues measure_sessions(std::span<const std::int64_t> times_ms,
                               std::span<const TextFacts> text,
                               std::span<const ShareFacts> shares) {
  WithinSlope length;
  WithinSlope reply;
  std::uint32_t sessions = 0;
  std::uint32_t singles = 0;
  std::uint32_t position = 0;
  for (std::size_t i = 0; i < times_ms.size(); ++i) {
    ++position;
    if (position <= kLastPosition) {
      reply.add(position, shares[i].reply ? 1.0 : 0.0);
      if (text[i].has_text) {
        length.add(position, text[i].characters);
      }
    }
    if (i + 1 == times_ms.size() || times_ms[i + 1] - times_ms[i] > kHourMs) {
      ++sessions;
      singles += position == 1 ? 1U : 0U;
      position = 0;
      length.end_session();
      reply.end_session();
    }
  }
  SessionValues values;
  if (sessions >= kMinimumSessions) {
    values.singles = static_cast<double>(singles) / sessions;
  }
  if (const auto slope = length.slope()) {
    values.text_drift = *slope / length.mean();
  }
  values.reply_drift = reply.slope();
  return values;
}

}  // namespace vigie::analysis
