#include "analysis/posting_client.h"

#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

TEST(AutomaticClient, IsOneThatForwardsFeedsOrSaysBot) {
  for (const char* const name : {"IFTTT",
                                 "dlvr.it",
                                 "Zapier.com",
                                 "my_weather_bot",
                                 "WeatherBot",
                                 "Cheap Bots",
                                 "x ebooks"}) {
    EXPECT_TRUE(is_automatic_client(name)) << name;
  }
}

TEST(AutomaticClient, IsNotOneThatAPersonHolds) {
  for (const char* const name : {"",
                                 "Twitter for Android",
                                 "Tweetbot for iOS",
                                 "TweetDeck",
                                 "Botanic Garden",
                                 "Hootsuite",
                                 "Buffer",
                                 "bo"}) {
    EXPECT_FALSE(is_automatic_client(name)) << name;
  }
}

}  // namespace
}  // namespace vigie::analysis
