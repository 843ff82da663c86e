#include <optional>

#include <gmock/gmock.h>

#include "collector/net/stream_client.h"
#include "tests/collector/net/contract.h"
#include "tests/support/raw_server.h"

namespace vigie::collector {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using tests::answering;
using tests::chunk;
using tests::http_answer;
using tests::RawConnection;
using tests::RawServer;

constexpr std::string_view kChunked =
    "Content-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n";
constexpr std::string_view kUntilClosed = "Connection: close\r\n";

class StreamContract : public testing::TestWithParam<Adapter> {
 protected:
  static StreamRequest stream_at(const std::string& url) {
    StreamRequest request;
    request.url = url;
    request.idle_timeout = 2s;
    request.open_deadline = 2s;
    return request;
  }

  /// Reads to the end; the kind of it, or nothing when `on_line` ended it.
  std::optional<NetErrorKind> read(const StreamRequest& request, const std::stop_token& stop = {}) {
    const auto result = client->read_lines(
        request,
        [this](std::string_view line) {
          if (line.data() == nullptr) {
            ++quiet_calls;
          } else {
            lines.emplace_back(line);
          }
          return lines.size() < most_lines;
        },
        stop);
    if (result) {
      return std::nullopt;
    }
    status = result.error().status;
    return result.error().kind;
  }

  std::unique_ptr<StreamClient> client = GetParam().stream(test_options());
  std::vector<std::string> lines;
  std::size_t most_lines = 1'000'000;
  int quiet_calls = 0;
  int status = 0;
};

INSTANTIATE_TEST_SUITE_P(Adapters, StreamContract, testing::ValuesIn(adapters()), adapter_name);

TEST_P(StreamContract, LinesAreWholeWhereverTheirChunksWereCut) {
  RawServer server{
      answering(http_answer(200,
                            chunk("event: up") + chunk("date\r") + chunk("\ndata: 1\n") +
                                chunk("\n") + chunk(":thump\n") + chunk(""),
                            kChunked))};

  EXPECT_EQ(read(stream_at(server.url("/"))), NetErrorKind::kClosed);
  EXPECT_THAT(lines, ElementsAre("event: update", "data: 1", "", ":thump"));
}

TEST_P(StreamContract, AnEmptyLineIsNotTakenForSilence) {
  RawServer server{answering(http_answer(200, chunk("\n\n") + chunk(""), kChunked))};

  static_cast<void>(read(stream_at(server.url("/"))));

  EXPECT_THAT(lines, ElementsAre("", ""));
  EXPECT_EQ(quiet_calls, 0);
}

TEST_P(StreamContract, ALineIsHandedOnBeforeTheNextOneIsSent) {
  for (const std::string_view headers : {kChunked, kUntilClosed}) {
    RawServer server{[&](RawConnection& connection) {
      connection.read_head();
      connection.send(http_answer(200, headers == kChunked ? chunk("a\n") : "a\n", headers));
      connection.stall();
    }};
    most_lines = lines.size() + 1;

    EXPECT_EQ(read(stream_at(server.url("/"))), std::nullopt) << headers;
  }
  EXPECT_THAT(lines, ElementsAre("a", "a"));
}

TEST_P(StreamContract, ALastLineWithoutAnEndCountsWhenTheStreamEndedWell) {
  RawServer server{answering(http_answer(200, "one\ntwo", kUntilClosed))};

  EXPECT_EQ(read(stream_at(server.url("/"))), NetErrorKind::kClosed);
  EXPECT_THAT(lines, ElementsAre("one", "two"));
}

TEST_P(StreamContract, ALastLineIsDroppedWhenTheStreamWasCut) {
  RawServer server{answering(http_answer(200, chunk("one\n") + chunk("tw"), kChunked))};

  EXPECT_EQ(read(stream_at(server.url("/"))), NetErrorKind::kConnection);
  EXPECT_THAT(lines, ElementsAre("one"));
}

TEST_P(StreamContract, ManyLinesArriveInOrderThoughTheReaderIsSlow) {
  constexpr std::size_t kLines = 50'000;  // 5 MB: more than is held for the reader.
  RawServer server{[](RawConnection& connection) {
    connection.read_head();
    connection.send(http_answer(200, "", kChunked));
    for (std::size_t i = 0; i < kLines; i += 100) {
      std::string piece;
      for (std::size_t j = i; j < i + 100; ++j) {
        piece += std::to_string(j) + std::string(94, '.') + "\n";
      }
      connection.send(chunk(piece));
    }
    connection.send(chunk(""));
  }};
  std::size_t next = 0;
  bool in_order = true;

  const auto result = client->read_lines(stream_at(server.url("/")),
                                         [&](std::string_view line) {
                                           in_order = in_order && line.substr(0, line.find('.')) ==
                                                                      std::to_string(next);
                                           if (++next == 1) {
                                             std::this_thread::sleep_for(300ms);
                                           }
                                           return true;
                                         },
                                         {});

  EXPECT_EQ(result.error().kind, NetErrorKind::kClosed);
  EXPECT_TRUE(in_order);
  EXPECT_EQ(next, kLines);
}

TEST_P(StreamContract, AReaderThatIsSlowerThanTheIdleLimitLosesNothing) {
  RawServer server{[](RawConnection& connection) {
    connection.read_head();
    connection.send(http_answer(200, "", kChunked));
    for (int i = 0; i < 30; ++i) {
      connection.send(chunk(std::string(99'999, '.') + "\n"));
    }
    connection.send(chunk(""));
  }};
  StreamRequest request = stream_at(server.url("/"));
  request.idle_timeout = 600ms;
  int seen = 0;

  const auto result = client->read_lines(request,
                                         [&](std::string_view) {
                                           if (++seen == 1) {
                                             std::this_thread::sleep_for(900ms);
                                           }
                                           return true;
                                         },
                                         {});

  EXPECT_EQ(result.error().kind, NetErrorKind::kClosed);
  EXPECT_EQ(seen, 30);
}

TEST_P(StreamContract, ALineOfItsCapIsTakenAndALongerOneEndsTheStream) {
  RawServer server{[](RawConnection& connection) {
    connection.read_head();
    connection.send(http_answer(200, chunk(std::string(100, 'a') + "\n"), kChunked));
    while (connection.send(chunk(std::string(100, 'b')))) {
    }
  }};
  StreamRequest request = stream_at(server.url("/"));
  request.max_line_bytes = 100;

  EXPECT_EQ(read(request), NetErrorKind::kTooLarge);
  EXPECT_THAT(lines, ElementsAre(std::string(100, 'a')));
}

TEST_P(StreamContract, SilenceIsIdle) {
  RawServer server{[](RawConnection& connection) {
    connection.read_head();
    connection.send(http_answer(200, chunk("a\n"), kChunked));
    connection.stall();
  }};
  StreamRequest request = stream_at(server.url("/"));
  request.idle_timeout = 300ms;

  EXPECT_EQ(read(request), NetErrorKind::kIdle);
  EXPECT_THAT(lines, ElementsAre("a"));
}

TEST_P(StreamContract, HeartbeatsKeepAStreamAliveAndTheReaderIsCalledInBetween) {
  RawServer server{[](RawConnection& connection) {
    connection.read_head();
    connection.send(http_answer(200, "", kChunked));
    connection.drip({chunk(":\n"), chunk(":\n"), chunk("")}, 1'200ms);
  }};
  StreamRequest request = stream_at(server.url("/"));
  request.idle_timeout = 1'900ms;

  EXPECT_EQ(read(request), NetErrorKind::kClosed);
  EXPECT_THAT(lines, ElementsAre(":", ":"));
  EXPECT_EQ(quiet_calls, 2);
}

TEST_P(StreamContract, AnotherStatusIsARefusalThatSaysWhich) {
  RawServer server{answering(http_answer(401, "{}"))};

  EXPECT_EQ(read(stream_at(server.url("/"))), NetErrorKind::kRefused);
  EXPECT_EQ(status, 401);
  EXPECT_THAT(lines, IsEmpty());
}

TEST_P(StreamContract, AnswersThatTakeTooLongToBeginAreGivenUp) {
  RawServer server{[](RawConnection& connection) { connection.stall(); }};
  StreamRequest request = stream_at(server.url("/"));
  request.open_deadline = 200ms;

  EXPECT_EQ(read(request), NetErrorKind::kDeadline);
}

TEST_P(StreamContract, StopEndsTheWaitSoon) {
  RawServer server{[](RawConnection& connection) {
    connection.read_head();
    connection.send(http_answer(200, chunk("a\n"), kChunked));
    connection.stall();
  }};
  StopLater stop{100ms};
  const Stopwatch watch;

  EXPECT_EQ(read(stream_at(server.url("/")), stop.token()), NetErrorKind::kStopped);
  EXPECT_LT(watch.elapsed(), 1s);
}

TEST_P(StreamContract, AResetIsAFailedConnection) {
  RawServer server{[](RawConnection& connection) {
    connection.read_head();
    connection.send(http_answer(200, chunk("a\n"), kChunked));
    connection.reset();
  }};

  EXPECT_EQ(read(stream_at(server.url("/"))), NetErrorKind::kConnection);
}

}  // namespace
}  // namespace vigie::collector
