#include "app/stored_model.h"

#include <gtest/gtest.h>

#include "analysis/automation_score.h"

namespace vigie::app {
namespace {

TEST(ModelDocument, KeepsTheOffsetsOfPlatformsAndLanguages) {
  analysis::ScoreModel model;
  model.name = "ours";
  model.weights = {{Signal::kBurstiness, {-10.0, 10.0}, {-10.0, 10.0}}};
  model.caps.fill({2.5, 0.0});
  model.offsets = {{"x", "", -0.25}, {"", "de", -0.35}};

  const auto read = parse_model_document("ours", model_document(model));

  ASSERT_TRUE(read);
  ASSERT_EQ(read->offsets.size(), 2U);
  EXPECT_EQ(read->offsets[0].platform, "x");
  EXPECT_EQ(read->offsets[1].language, "de");
  EXPECT_EQ(read->offsets[1].nats, -0.35);
  EXPECT_EQ(analysis::prior_offset(*read, "x", "de"), -0.25 - 0.35);
}

}  // namespace
}  // namespace vigie::app
