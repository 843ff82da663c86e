#include "analysis/signal_value.h"

#include <limits>
#include <optional>

#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

TEST(SignalValue, IsAnOptionalInTheSpaceOfANumber) {
  static_assert(sizeof(SignalValue) == sizeof(double));
  const SignalValue none;
  const SignalValue zero = 0.0;

  EXPECT_FALSE(none.has_value());
  EXPECT_TRUE(zero.has_value()) << "nothing measured is not 0";
  EXPECT_EQ(none, std::nullopt);
  EXPECT_FALSE(none == zero);
  EXPECT_EQ(zero, 0.0);
  EXPECT_EQ(none.value_or(3.0), 3.0);
  EXPECT_THROW((void)none.value(), std::bad_optional_access);
}

TEST(SignalValue, TurnsIntoAnOptionalAndBack) {
  EXPECT_EQ(std::optional<double>{SignalValue{2.5}}, 2.5);
  EXPECT_EQ(std::optional<double>{SignalValue{}}, std::nullopt);
  EXPECT_EQ(SignalValue{std::optional<double>{}}, SignalValue{});
  SignalValue value = 1.0;
  value.reset();
  EXPECT_EQ(value, SignalValue{});
}

TEST(SignalValue, TakesNoNumberForNone) {
  EXPECT_FALSE(SignalValue{std::numeric_limits<double>::quiet_NaN()}.has_value());
  EXPECT_TRUE(SignalValue{std::numeric_limits<double>::infinity()}.has_value());
}

}  // namespace
}  // namespace vigie::analysis
