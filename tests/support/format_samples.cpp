#include "tests/support/format_samples.h"

#include <array>
#include <chrono>
#include <stdexcept>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace vigie::tests {
namespace {

/// One post, before it is put into a format.
struct Sample {
  std::uint64_t number = 0;
  std::uint64_t account = 0;
  std::int64_t unix_s = 0;
  std::string text;
  std::string url;

  [[nodiscard]] std::string iso() const {
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}", fmt::gmtime(static_cast<std::time_t>(unix_s)));
  }

  [[nodiscard]] std::string as(const char* pattern) const {
    return fmt::format(fmt::runtime(pattern), fmt::gmtime(static_cast<std::time_t>(unix_s)));
  }
};

Sample sample(std::uint64_t number) {
  constexpr std::int64_t kBegin = 1'772'359'200;  // 2026-03-01T10:00:00Z
  return {.number = number,
          .account = number % 97,
          .unix_s = kBegin + static_cast<std::int64_t>(number) * 60,
          .text = fmt::format("words of post {} and what else there is to say of it", number),
          .url = fmt::format("https://paper.example/page{}", number % 301)};
}

std::string twitter_v1(const Sample& post) {
  return fmt::format(
      R"({{"id_str":"{}","created_at":"{}","full_text":"{}","user":{{"id_str":"{}","screen_name":"a{}"}},)"
      R"("entities":{{"urls":[{{"expanded_url":"{}"}}]}}}})",
      1'000'000 + post.number,
      post.as("{:%a %b %d %H:%M:%S +0000 %Y}"),
      post.text,
      500 + post.account,
      post.account,
      post.url);
}

std::string twitter_v2(const Sample& post) {
  return fmt::format(R"({{"id":"{}","author_id":"{}","created_at":"{}.000Z","text":"{}",)"
                     R"("entities":{{"urls":[{{"expanded_url":"{}"}}]}}}})",
                     1'000'000 + post.number,
                     500 + post.account,
                     post.iso(),
                     post.text,
                     post.url);
}

std::string jetstream(const Sample& post) {
  return fmt::format(
      R"({{"did":"did:plc:a{}","time_us":{}000000,"kind":"commit","commit":{{"rev":"r","operation":)"
      R"("create","collection":"app.bsky.feed.post","rkey":"k{}","record":{{"text":"{}","createdAt":)"
      R"("{}Z","embed":{{"$type":"app.bsky.embed.external","external":{{"uri":"{}"}}}}}}}}}})",
      post.account,
      post.unix_s,
      post.number,
      post.text,
      post.iso(),
      post.url);
}

std::string jetstream_v2(const Sample& post) {
  return fmt::format(
      R"({{"$type":"message","payload":{{"$type":"network.bsky.jetstream.subscribeEvents#commit",)"
      R"("seq":{},"did":"did:plc:a{}","time":"{}Z","rev":"r","operation":"create","collection":)"
      R"("app.bsky.feed.post","rkey":"k{}","record":{{"text":"{}","createdAt":"{}Z"}}}}}})",
      post.number,
      post.account,
      post.iso(),
      post.number,
      post.text,
      post.iso());
}

std::string mastodon(const Sample& post) {
  return fmt::format(
      R"({{"id":"{0}","uri":"https://town.example/s/{0}","created_at":"{1}Z","visibility":"public",)"
      R"("content":"<p>{2} <a href=\"{3}\">here</a></p>","account":{{"id":"{4}","acct":"a{4}",)"
      R"("uri":"https://town.example/users/a{4}"}}}})",
      post.number,
      post.iso(),
      post.text,
      post.url,
      post.account);
}

std::string reddit(const Sample& post) {
  return fmt::format(
      R"({{"id":"c{}","author":"a{}","author_fullname":"t2_a{}","created_utc":{},"subreddit":"town",)"
      R"("body":"{}","parent_id":"t3_p","link_id":"t3_p"}})",
      post.number,
      post.account,
      post.account,
      post.unix_s,
      post.text);
}

std::string telegram(const Sample& post) {
  return fmt::format(
      R"({{"id":{},"type":"message","date":"{}","date_unixtime":"{}","from":"A","from_id":"user{}",)"
      R"("text":"{}"}})",
      post.number,
      post.iso(),
      post.unix_s,
      post.account,
      post.text);
}

std::string io_tweets(const Sample& post) {
  return fmt::format("{},u{},a{},\"{}\",{},false,\"[{}]\"",
                     1'000'000 + post.number,
                     post.account,
                     post.account,
                     post.text,
                     post.as("{:%Y-%m-%d %H:%M}"),
                     post.url);
}

std::string fivethirtyeight(const Sample& post) {
  return fmt::format("{},A{},\"{}\",{},,{},http://twitter.com/{},{}",
                     500 + post.account,
                     post.account,
                     post.text,
                     post.as("{:%m/%d/%Y %H:%M}"),
                     1'000'000 + post.number,
                     post.number,
                     post.url);
}

std::string coordination_csv(const Sample& post) {
  return fmt::format("{},{},a{},,,\"{}\",{},{}",
                     1'000'000 + post.number,
                     500 + post.account,
                     post.account,
                     post.text,
                     post.unix_s,
                     post.url);
}

struct Format {
  std::string_view name;
  std::string (*record)(const Sample& post);
  std::string_view begin;
  std::string_view between;
  std::string_view end;
};

constexpr std::array kFormats{
    Format{"twitter_v1", twitter_v1, "", "\n", "\n"},
    Format{"twitter_v2", twitter_v2, R"({"data":[)", ",", "]}\n"},
    Format{"jetstream", jetstream, "", "\n", "\n"},
    Format{"jetstream_v2", jetstream_v2, "", "\n", "\n"},
    Format{"mastodon", mastodon, "", "\n", "\n"},
    Format{"reddit", reddit, "", "\n", "\n"},
    Format{"telegram",
           telegram,
           "{\"name\":\"Town\",\"type\":\"public_channel\",\"id\":42,\"messages\":[\n",
           ",\n",
           "\n]}\n"},
    Format{"io_tweets",
           io_tweets,
           "tweetid,userid,user_screen_name,tweet_text,tweet_time,is_retweet,urls\n",
           "\n",
           "\n"},
    Format{"fivethirtyeight",
           fivethirtyeight,
           "external_author_id,author,content,publish_date,post_type,tweet_id,article_url,"
           "tco1_step1\n",
           "\n",
           "\n"},
    Format{"coordination_csv",
           coordination_csv,
           "message_id,user_id,username,repost_id,reply_id,message,timestamp,urls\n",
           "\n",
           "\n"}};

/// A v2 page holds at most as many.
constexpr std::uint64_t kPostsPerPage = 100;

}  // namespace

std::vector<std::string> sampled_formats() {
  std::vector<std::string> names;
  for (const Format& format : kFormats) {
    names.emplace_back(format.name);
  }
  return names;
}

std::string sample_of(std::string_view name, std::uint64_t first, std::uint64_t posts) {
  for (const Format& format : kFormats) {
    if (format.name != name) {
      continue;
    }
    const bool has_pages = name == "twitter_v2";
    std::string archive{format.begin};
    for (std::uint64_t i = 0; i < posts; ++i) {
      if (i > 0) {
        archive += has_pages && i % kPostsPerPage == 0
                       ? std::string{format.end} + std::string{format.begin}
                       : std::string{format.between};
      }
      archive += format.record(sample(first + i));
    }
    return archive += format.end;
  }
  throw std::invalid_argument(std::string{name});
}

}  // namespace vigie::tests
