// One measured value, or none: a std::optional<double> in 8 bytes.
//
// A run holds 65 of them for every account of the window. "None" is a NaN, which no signal may be:
// one that computed NaN has too little to say, and is absent.
#pragma once

#include <cmath>
#include <limits>
#include <optional>

namespace vigie::analysis {

class SignalValue {
 public:
  SignalValue() = default;

  // Implicit, to be used like the optional that it stands for.
  SignalValue(double value) : value_(value) {}  // NOLINT(google-explicit-constructor)

  SignalValue(std::nullopt_t /*none*/) {}  // NOLINT(google-explicit-constructor)

  SignalValue(const std::optional<double>& value)  // NOLINT(google-explicit-constructor)
      : value_(value.value_or(kNone)) {}

  operator std::optional<double>() const {  // NOLINT(google-explicit-constructor)
    return has_value() ? std::optional{value_} : std::nullopt;
  }

  [[nodiscard]] bool has_value() const { return !std::isnan(value_); }

  explicit operator bool() const { return has_value(); }

  /// Only with a value.
  [[nodiscard]] double operator*() const { return value_; }

  /// @throws std::bad_optional_access  without one.
  [[nodiscard]] double value() const { return std::optional<double>{*this}.value(); }

  [[nodiscard]] double value_or(double other) const { return has_value() ? value_ : other; }

  void reset() { value_ = kNone; }

  friend bool operator==(const SignalValue& a, const SignalValue& b) {
    return a.has_value() ? a.value_ == b.value_ : !b.has_value();
  }

  friend bool operator==(const SignalValue& a, const std::optional<double>& b) {
    return a == SignalValue{b};
  }

  friend bool operator==(const SignalValue& a, double b) { return a.has_value() && a.value_ == b; }

  friend bool operator==(const SignalValue& a, std::nullopt_t /*none*/) { return !a.has_value(); }

 private:
  static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

  double value_ = kNone;
};

}  // namespace vigie::analysis
