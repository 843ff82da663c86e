#include "dashboards/defang.h"

#include <gtest/gtest.h>

namespace vigie::dashboards {
namespace {

TEST(DefangHost, BracketsEveryDot) {
  EXPECT_EQ(defang_host("www.rt.com"), "www[.]rt[.]com");
  EXPECT_EQ(defang_host(""), "");
}

TEST(DefangUrl, ChangesSchemeAndHostAndKeepsThePath) {
  EXPECT_EQ(defang_url("https://www.rt.com/news/1.html?a=b.c"),
            "hxxps://www[.]rt[.]com/news/1.html?a=b.c");
  EXPECT_EQ(defang_url("HTTP://User@A.example:80"), "hxxp://User@A[.]example:80");
  EXPECT_EQ(defang_url("rt.com/news"), "rt[.]com/news");
}

TEST(DefangUrl, TakesTheColonFromAnyOtherScheme) {
  EXPECT_EQ(defang_url("javascript:alert(1)"), "javascript[:]alert(1)");
  EXPECT_EQ(defang_url("data:text/html,x"), "data[:]text/html,x");
}

TEST(DefangText, FindsAddressesInRunningText) {
  EXPECT_EQ(defang_text("See https://rt.com/a, then www.rt.com. At 3.5 % no."),
            "See hxxps://rt[.]com/a, then www[.]rt[.]com[.] At 3.5 % no.");
  EXPECT_EQ(defang_text("hTTpS://a.example"), "hxxps://a[.]example");
}

TEST(DefangText, LeavesNoAddressThatAProgramWouldLink) {
  const std::string out = defang_text("http://http://a.example https://https://b.example");

  EXPECT_EQ(out.find("http"), std::string::npos);
}

}  // namespace
}  // namespace vigie::dashboards
