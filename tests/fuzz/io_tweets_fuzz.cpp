// Arbitrary bytes as posts of an information operation.
#include "tests/fuzz/table_rows.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vigie::collector;
  constexpr std::string_view kHeader =
      "tweetid,userid,user_screen_name,follower_count,account_creation_date,tweet_text,"
      "tweet_time,in_reply_to_tweetid,quoted_tweet_tweetid,is_retweet,retweet_userid,"
      "retweet_tweetid,like_count,hashtags,urls,user_mentions";
  fuzz::parse_rows(ArchiveFormat::kIoTweets, kHeader, {reinterpret_cast<const char*>(data), size});
  return 0;
}
