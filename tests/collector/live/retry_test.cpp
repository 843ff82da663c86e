#include "collector/live/retry.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace vigie::collector {
namespace {

using namespace std::chrono_literals;

Outcome outcome_for(int status, const std::string& body = "") {
  const HttpResponse response{.status = status, .headers = {}, .body = body, .url = {}};
  return outcome_of(response, error_code_of(response));
}

TEST(Outcome, OfEachStatusIsThatOfTheTable) {
  EXPECT_EQ(outcome_for(200), Outcome::kAnswer);
  EXPECT_EQ(outcome_for(304), Outcome::kAnswer);
  EXPECT_EQ(outcome_for(400), Outcome::kBadRequest);
  EXPECT_EQ(outcome_for(401), Outcome::kAuth);
  EXPECT_EQ(outcome_for(403, R"({"error":"Forbidden"})"), Outcome::kDenied);
  EXPECT_EQ(outcome_for(403, "<html>blocked</html>"), Outcome::kEdgeBlock);
  EXPECT_EQ(outcome_for(403), Outcome::kEdgeBlock);
  EXPECT_EQ(outcome_for(404), Outcome::kGone);
  EXPECT_EQ(outcome_for(408), Outcome::kTransient);
  EXPECT_EQ(outcome_for(410), Outcome::kGone);
  EXPECT_EQ(outcome_for(422), Outcome::kBadRequest);
  EXPECT_EQ(outcome_for(429), Outcome::kThrottled);
  EXPECT_EQ(outcome_for(500), Outcome::kServerError);
  EXPECT_EQ(outcome_for(501), Outcome::kBadRequest);
  for (const int status : {502, 503, 504, 521}) {
    EXPECT_EQ(outcome_for(status), Outcome::kTransient) << status;
  }
  EXPECT_EQ(outcome_for(302), Outcome::kUnreadable);
}

TEST(Outcome, AnExpiredTokenIsAuthWhateverTheStatus) {
  EXPECT_EQ(outcome_for(400, R"({"error":"ExpiredToken","message":"x"})"), Outcome::kAuth);
}

TEST(Outcome, OfTheNetworkIsTransientWhereTryingAgainMayHelp) {
  for (const auto kind :
       {NetErrorKind::kIdle, NetErrorKind::kDeadline, NetErrorKind::kConnection}) {
    EXPECT_EQ(outcome_of(NetError{.kind = kind, .message = {}}), Outcome::kTransient);
  }
  EXPECT_EQ(outcome_of(NetError{.kind = NetErrorKind::kTooLarge, .message = {}}),
            Outcome::kUnreadable);
  EXPECT_EQ(outcome_of(NetError{.kind = NetErrorKind::kBadUrl, .message = {}}),
            Outcome::kBadRequest);
  EXPECT_EQ(outcome_of(NetError{.kind = NetErrorKind::kStopped, .message = {}}), Outcome::kStopped);
}

TEST(ErrorCode, IsAWordOfAJsonBodyAndNeverItsText) {
  const auto code = [](const std::string& body) {
    return error_code_of({.status = 400, .headers = {}, .body = body, .url = {}});
  };
  EXPECT_EQ(code(R"({"error":"InvalidToken"})"), "InvalidToken");
  EXPECT_EQ(code(R"({"error":"The access token of @someone is invalid"})"), "");
  EXPECT_EQ(code(R"({"error":{"code":1}})"), "");
  EXPECT_EQ(code(R"(["error"])"), "");
  EXPECT_EQ(code("<html>"), "");
  EXPECT_EQ(code(R"({"error":")" + std::string(65, 'a') + R"("})"), "");
}

TEST(IsJson, TakesWholeDocumentsUpToADepthOf64) {
  EXPECT_TRUE(is_json(R"({"a":[1,2,{"b":null}]})"));
  EXPECT_FALSE(is_json(R"({"a":[1,2)"));
  EXPECT_FALSE(is_json("<!doctype html>"));
  EXPECT_FALSE(is_json(""));
  EXPECT_FALSE(is_json("{\"a\":\"\xff\"}"));
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_TRUE(is_json(nested(60)));
  EXPECT_FALSE(is_json(nested(70)));
  EXPECT_FALSE(is_json(nested(100'000)));
}

TEST(BackOff, IsAnywhereBelowADoublingLimitAndNeverAbove5Minutes) {
  std::mt19937_64 random{7};
  for (int failures = 1; failures < 40; ++failures) {
    const auto limit =
        std::min<std::chrono::milliseconds>(5min, 1s * (1LL << std::min(failures - 1, 20)));
    auto longest = 0ms;
    for (int i = 0; i < 200; ++i) {
      const auto pause = back_off(failures, random);
      EXPECT_LE(pause, limit);
      longest = std::max(longest, pause);
    }
    EXPECT_GT(longest, limit * 9 / 10) << failures;
  }
}

TEST(BackOff, IsTheSameForTheSameSeed) {
  std::mt19937_64 one{3};
  std::mt19937_64 other{3};

  EXPECT_EQ(back_off(5, one), back_off(5, other));
}

}  // namespace
}  // namespace vigie::collector
