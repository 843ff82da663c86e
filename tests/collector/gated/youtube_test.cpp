#include <chrono>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/youtube/comment_pages.h"
#include "collector/youtube/comment_source.h"
#include "tests/collector/gated/gated_support.h"

namespace vigie::collector::tests {
namespace {

using namespace std::chrono_literals;

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr std::string_view kYoutubeNow = "2026-11-30T12:00:00Z";
const UtcTime kMidnightInCalifornia = parse_iso8601("2026-12-01T08:00:00Z").value();

YoutubeOptions youtube_options() {
  YoutubeOptions options;
  options.enabled = true;
  options.terms_acknowledged = true;
  options.base = "https://youtube.example";
  options.videos = {"video-one__"};
  return options;
}

std::string youtube_comment(std::string_view id, std::string_view published) {
  return fmt::format(
      R"({{"id":"{}","snippet":{{"textDisplay":"So it is","authorDisplayName":"@ada",)"
      R"("authorChannelId":{{"value":"UC7"}},"likeCount":2,"publishedAt":"{}",)"
      R"("updatedAt":"{}"}}}})",
      id,
      published,
      published);
}

std::string thread(std::string_view id,
                   std::string_view published,
                   const std::string& replies = {}) {
  return fmt::format(R"({{"id":"{}","snippet":{{"topLevelComment":{},"totalReplyCount":4}},)"
                     R"("replies":{{"comments":[{}]}}}})",
                     id,
                     youtube_comment(id, published),
                     replies);
}

std::string threads(const std::string& items, std::string_view next = {}) {
  return fmt::format(R"({{"items":[{}]{}}})",
                     items,
                     next.empty() ? "" : fmt::format(R"(,"nextPageToken":"{}")", next));
}

std::string youtube_error(std::string_view reason) {
  return fmt::format(R"({{"error":{{"code":403,"message":"m","errors":[{{"reason":"{}"}}]}}}})",
                     reason);
}

TEST(YoutubeGate, SendsNothingBeforeItIsOpen) {
  GatedBench bench{kYoutubeNow};
  YoutubeOptions not_acknowledged = youtube_options();
  not_acknowledged.terms_acknowledged = false;
  YoutubeComments without_terms{not_acknowledged, "k3y", bench.tools};
  YoutubeComments without_key{youtube_options(), "", bench.tools};

  const auto first = bench.run(without_terms);
  const auto second = bench.run(without_key);

  ASSERT_FALSE(first);
  EXPECT_EQ(first.error().kind, LiveErrorKind::kOperator);
  EXPECT_THAT(first.error().message,
              AllOf(HasSubstr("30 days"), HasSubstr("youtube.terms_acknowledged = true")));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, LiveErrorKind::kOperator);
  EXPECT_THAT(second.error().message, HasSubstr("VIGIE_YOUTUBE_API_KEY"));
  EXPECT_EQ(bench.sent(), 0U);
}

TEST(Youtube, GoesFromAChannelOverItsUploadsToTheComments) {
  GatedBench bench{kYoutubeNow};
  YoutubeOptions options = youtube_options();
  options.videos.clear();
  options.channels = {"@gazette"};
  bench.http.answer_json(
      R"({"items":[{"contentDetails":{"relatedPlaylists":{"uploads":"UU7"}}}]})");
  bench.http.answer_json(
      R"({"items":[{"contentDetails":{"videoId":"v1"}},{"contentDetails":{"videoId":"no id"}}]})");
  bench.http.answer_json(threads(
      thread("c2", "2026-11-30T11:00:00Z", youtube_comment("c2.r", "2026-11-30T11:30:00Z")), "p2"));
  bench.http.answer_json(threads("", "p3"));
  bench.http.answer_json(threads(thread("c1", "2026-11-29T11:00:00Z")));
  YoutubeComments source{options, "k3y", bench.tools};

  ASSERT_TRUE(bench.run(source));

  ASSERT_THAT(bench.http.requests, SizeIs(5));
  EXPECT_EQ(bench.http.requests[0].url,
            "https://youtube.example/youtube/v3/channels?part=contentDetails&forHandle=%40gazette");
  EXPECT_TRUE(has_parameter(bench.http.requests[1].url, "playlistId=UU7"));
  const HttpRequest& page = bench.http.requests[3];
  EXPECT_EQ(page.url,
            "https://youtube.example/youtube/v3/commentThreads?part=snippet,replies&videoId=v1&"
            "maxResults=100&order=time&textFormat=plainText&pageToken=p2");
  for (const HttpRequest& request : bench.http.requests) {
    EXPECT_EQ(header_value(request.headers, "X-Goog-Api-Key"), "k3y");
    EXPECT_THAT(request.url, Not(HasSubstr("k3y")));
  }
  ASSERT_THAT(bench.sink.posts, SizeIs(3));
  const Post& top = bench.sink.posts[0];
  EXPECT_EQ(top.native_id, "c2");
  EXPECT_EQ(top.account_native_id, "UC7");
  EXPECT_EQ(top.parent_id, "v1");
  EXPECT_EQ(top.metrics.likes, 2);
  EXPECT_EQ(top.metrics.replies, 4);
  EXPECT_EQ(bench.sink.posts[1].parent_id, "c2");
  EXPECT_EQ(bench.sink.posts[1].root_id, "v1");
  const YoutubeCursor cursor = parse_youtube_cursor(bench.sink.cursor);
  EXPECT_EQ(cursor.units, 5U);
  EXPECT_EQ(cursor.videos.at("v1"), parse_iso8601("2026-11-30T11:00:00Z"));
}

TEST(Youtube, ReadsDownToWhatItKnowsPastAPinnedComment) {
  GatedBench bench{kYoutubeNow};
  YoutubeCursor cursor;
  cursor.videos["video-one__"] = parse_iso8601("2026-11-30T10:00:00Z").value();
  bench.http.answer_json(threads(
      thread("pin", "2020-01-01T00:00:00Z") + "," + thread("c9", "2026-11-30T11:50:00Z"), "p2"));
  bench.http.answer_json(threads(
      thread("c8", "2026-11-30T11:40:00Z") + "," + thread("c1", "2026-11-30T10:00:00Z"), "p3"));
  YoutubeComments source{youtube_options(), "k3y", bench.tools};

  ASSERT_TRUE(bench.run(source, to_text(cursor)));

  EXPECT_THAT(bench.http.requests, SizeIs(2));
  EXPECT_EQ(parse_youtube_cursor(bench.sink.cursor).videos.at("video-one__"),
            parse_iso8601("2026-11-30T11:50:00Z"));
}

TEST(Youtube, BeginsAVideoAnewWhenItsLastPageWasNotRead) {
  GatedBench bench{kYoutubeNow};
  bench.http.answer_json(threads(thread("c2", "2026-11-30T11:00:00Z"), "p2"));
  bench.http.answer_json(youtube_error("forbidden"), 403);
  YoutubeComments source{youtube_options(), "k3y", bench.tools};

  const auto read = bench.run(source);

  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, LiveErrorKind::kOperator);
  EXPECT_THAT(parse_youtube_cursor(bench.sink.cursor).videos, IsEmpty());
}

TEST(Youtube, DropsAVideoWithoutCommentsAndGoesOn) {
  GatedBench bench{kYoutubeNow};
  YoutubeOptions options = youtube_options();
  options.videos = {"shut", "gone", "open"};
  bench.http.answer_json(youtube_error("commentsDisabled"), 403);
  bench.http.answer_json(youtube_error("videoNotFound"), 404);
  bench.http.answer_json(threads(thread("c1", "2026-11-30T11:00:00Z")));
  bench.http.answer_json(threads(""));
  YoutubeComments source{options, "k3y", bench.tools};

  static_cast<void>(bench.run(source, {}, false));  // ends when nothing is left to answer

  ASSERT_GE(bench.http.requests.size(), 4U);
  EXPECT_TRUE(has_parameter(bench.http.requests[3].url, "videoId=open")) << "the next round";
  EXPECT_THAT(bench.sink.posts, SizeIs(1));
}

TEST(Youtube, ParksToMidnightInCaliforniaWhenTheQuotaIsUsed) {
  GatedBench bench{kYoutubeNow};
  bench.http.answer_json(youtube_error("quotaExceeded"), 403);
  YoutubeComments source{youtube_options(), "k3y", bench.tools};

  const auto read = bench.run(source);

  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, LiveErrorKind::kPark);
  EXPECT_EQ(read.error().gap_reason, "quota");
  ASSERT_THAT(bench.sink.gaps, SizeIs(1));
  EXPECT_EQ(bench.sink.gaps[0].reason, "quota");
  EXPECT_EQ(bench.sink.gaps[0].end, kMidnightInCalifornia);

  ASSERT_FALSE(bench.run(source, bench.sink.cursor));
  EXPECT_THAT(bench.http.requests, SizeIs(1)) << "a restart asks no earlier";
  EXPECT_THAT(bench.sink.gaps, SizeIs(1));
}

TEST(Youtube, GoesOnAfterMidnight) {
  GatedBench bench{kYoutubeNow};
  bench.http.answer_json(youtube_error("quotaExceeded"), 403);
  bench.http.answer_json(threads(thread("c1", "2026-11-30T11:00:00Z")));
  YoutubeComments source{youtube_options(), "k3y", bench.tools};

  static_cast<void>(bench.run(source, {}, false));

  EXPECT_THAT(bench.sink.posts, SizeIs(1));
  EXPECT_GE(bench.clock.now(), kMidnightInCalifornia);
  EXPECT_EQ(parse_youtube_cursor(bench.sink.cursor).day, "2026-12-01");
}

TEST(Youtube, LeavesTheReserveOfTheDaysUnitsAlone) {
  GatedBench bench{kYoutubeNow};
  YoutubeOptions options = youtube_options();
  options.daily_units = 10;
  options.reserved_units = 8;
  for (int i = 0; i < 5; ++i) {
    bench.http.answer_json(threads(thread("c1", "2026-11-30T11:00:00Z"), "more"));
  }
  YoutubeComments source{options, "k3y", bench.tools};

  const auto read = bench.run(source);

  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().gap_reason, "quota");
  EXPECT_THAT(bench.http.requests, SizeIs(2));
}

TEST(YoutubePages, RefuseSingleCommentsAndKeepTheRest) {
  RecordBatch batch;
  const std::string no_author =
      R"({"snippet":{"topLevelComment":{"id":"c1","snippet":{"textDisplay":"x",)"
      R"("publishedAt":"2026-11-30T11:00:00Z"}}}})";
  const std::string no_time =
      R"({"snippet":{"topLevelComment":{"id":"c2","snippet":{"textDisplay":"x",)"
      R"("authorChannelId":{"value":"UC7"},"publishedAt":"yesterday"}}}})";
  const std::string edited =
      R"({"snippet":{"topLevelComment":{"id":"c3","snippet":{"textDisplay":"x",)"
      R"("authorChannelId":{"value":"UC7"},"publishedAt":"2026-11-30T11:00:00Z",)"
      R"("updatedAt":"2026-11-30T11:05:00Z","likeCount":-1}}}})";

  const auto end = read_comment_threads(
      threads(no_author + "," + no_time + ",{}," + edited), "v1", UtcTime{}, batch);

  ASSERT_TRUE(end);
  EXPECT_THAT(batch.rejects, SizeIs(3));
  ASSERT_THAT(batch.posts, SizeIs(1));
  EXPECT_EQ(batch.posts[0].edited, parse_iso8601("2026-11-30T11:05:00Z"));
  EXPECT_FALSE(batch.posts[0].metrics.likes);
  EXPECT_EQ(batch.records_read, 4U);
}

TEST(YoutubePages, RefuseWhatIsNoPage) {
  RecordBatch batch;
  EXPECT_FALSE(read_comment_threads("[]", "v1", UtcTime{}, batch));
  EXPECT_FALSE(read_comment_threads(R"({"items":{}})", "v1", UtcTime{}, batch));
  EXPECT_FALSE(read_comment_threads(std::string(100, '['), "v1", UtcTime{}, batch));
  EXPECT_FALSE(read_comment_threads(R"({"items":[],"n":99999999999999999999})", "v1", {}, batch));
  EXPECT_THAT(read_list_videos("{"), IsEmpty());
  EXPECT_FALSE(read_uploads_list(R"({"items":[]})"));
}

TEST(YoutubeCursor, ComesBackFromItsText) {
  YoutubeCursor cursor{.day = "2026-11-30", .units = 12, .parked = from_ms(7), .videos = {}};
  cursor.videos["v-1_"] = from_ms(1'764'490'000'000);

  EXPECT_EQ(to_text(parse_youtube_cursor(to_text(cursor))), to_text(cursor));
  EXPECT_EQ(to_text(parse_youtube_cursor("no cursor")), to_text(YoutubeCursor{}));
}

TEST(PacificTime, KnowsWhenADayBegins) {
  const auto midnight_after = [](std::string_view time) {
    return to_iso8601(next_pacific_midnight(parse_iso8601(time).value()));
  };
  EXPECT_EQ(midnight_after("2026-11-30T12:00:00Z"), "2026-12-01T08:00:00.000Z");
  EXPECT_EQ(midnight_after("2026-11-30T07:59:59Z"), "2026-11-30T08:00:00.000Z");
  EXPECT_EQ(midnight_after("2026-07-01T12:00:00Z"), "2026-07-02T07:00:00.000Z");
  EXPECT_EQ(midnight_after("2026-03-07T12:00:00Z"), "2026-03-08T08:00:00.000Z") << "before spring";
  EXPECT_EQ(midnight_after("2026-03-08T12:00:00Z"), "2026-03-09T07:00:00.000Z");
  EXPECT_EQ(midnight_after("2026-10-31T12:00:00Z"), "2026-11-01T07:00:00.000Z") << "before autumn";
  EXPECT_EQ(midnight_after("2026-11-01T12:00:00Z"), "2026-11-02T08:00:00.000Z");
  EXPECT_EQ(pacific_day(parse_iso8601("2026-11-30T07:00:00Z").value()), "2026-11-29");
}

}  // namespace
}  // namespace vigie::collector::tests
