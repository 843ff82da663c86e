#include <limits>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "dashboards/report.h"
#include "tests/dashboards/example_report.h"

namespace vigie::dashboards {
namespace {

using Json = nlohmann::json;

TEST(RenderJsonReport, ParsesBackWithEveryPart) {
  const ReportData data = tests::example_report();

  const Json json = Json::parse(render_json_report(data, {}));

  EXPECT_EQ(json["format"], "vigie_report");
  EXPECT_EQ(json["simulated"], true);
  EXPECT_EQ(json["run"]["id"], 42);
  EXPECT_EQ(json["run"]["window"]["begin"], "2026-10-27T00:00:00.000Z");
  EXPECT_EQ(json["accounts_by_grade"]["D"], 321);
  ASSERT_EQ(json["ranked"].size(), 30U);
  EXPECT_EQ(json["ranked"][0]["posts_shown"].size(), 12U);
  EXPECT_EQ(json["ranked"][0]["contributions"][0]["signal"], "rhythm_delay_entropy");
  EXPECT_EQ(json["ranked"][0]["contributions"][0]["group"], "cadence");
  EXPECT_EQ(json["ranked"][0]["group_nats"].size(), kSignalGroupCount);
  EXPECT_EQ(json["ranked"][0]["hour_by_weekday"].size(), 7U);
  EXPECT_EQ(json["declared"][2]["class"], "declared_bot");
  EXPECT_TRUE(json["declared"][0]["likelihood"].is_null());
  EXPECT_EQ(json["domains"][0]["domain"], "rt.com");
  EXPECT_EQ(json["collections"][0]["complete"], false);
  EXPECT_EQ(json["rejects"][0]["count"], 7);
}

TEST(RenderJsonReport, HoldsStanceToneAndTitles) {
  ReportData data = tests::example_report();
  data.ranked[0].listed_domains = {{"rt.com", "sanctioned", 9, {4, 3}}};
  data.topics[0].tone = {12, -0.5};
  data.topics[0].tone_per_day = {{2, std::nullopt}};
  data.topics[0].titles = {{"de", "Krieg"}};

  const Json json = Json::parse(render_json_report(data, {}));

  EXPECT_EQ(json["ranked"][0]["listed_domains"][0]["stance"],
            (Json{{"endorse", 2}, {"neutral", 4}, {"debunk", 3}}));
  EXPECT_EQ(json["topics"][0]["tone"]["mean"], -0.5);
  EXPECT_TRUE(json["topics"][0]["tone_per_day"][0]["mean"].is_null());
  EXPECT_EQ(json["topics"][0]["titles"]["de"], "Krieg");
}

TEST(RenderJsonReport, SurvivesInvalidUtf8AndNumbersThatAreNone) {
  ReportData data = tests::example_report();
  data.ranked[0].handle = "a\xFF\xC3";
  data.ranked[0].contributions[0].value = std::numeric_limits<double>::quiet_NaN();
  data.ranked[0].low = std::numeric_limits<double>::infinity();

  const Json json = Json::parse(render_json_report(data, {}));

  EXPECT_EQ(json["ranked"][0]["handle"], "a\uFFFD\uFFFD");
  EXPECT_TRUE(json["ranked"][0]["contributions"][0]["value"].is_null());
  EXPECT_TRUE(json["ranked"][0]["low"].is_null());
}

TEST(RenderJsonReport, HoldsMoreThanThePageShows) {
  ReportOptions options;
  options.max_accounts = 2;

  EXPECT_EQ(Json::parse(render_json_report(tests::example_report(), options))["ranked"].size(),
            30U);
}

TEST(RenderJsonReport, WritesEmptyLists) {
  const Json json = Json::parse(render_json_report(ReportData{}, {}));

  EXPECT_TRUE(json["ranked"].is_array());
  EXPECT_TRUE(json["rejects"].empty());
}

}  // namespace
}  // namespace vigie::dashboards
