// One page over real sockets, asked by clients that keep to no rule.
#include "collector/net/page_listener.h"

#include <chrono>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/collector/net/contract.h"
#include "tests/support/raw_client.h"

namespace vigie::collector {
namespace {

using namespace std::chrono_literals;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
using tests::ask_raw;
using tests::RawClient;

class PageListenerTest : public testing::Test {
 protected:
  PageListenerTest() {
    auto made = listen_for_page({.address = "127.0.0.1:0"}, [] { return std::string{"up 1\n"}; });
    if (made) {
      listener = std::move(*made);
    }
  }

  void SetUp() override { ASSERT_TRUE(listener); }

  [[nodiscard]] std::string ask(std::string_view request) const {
    return ask_raw(listener->port(), request);
  }

  std::unique_ptr<PageListener> listener;
};

TEST_F(PageListenerTest, GivesItsPage) {
  const std::string answer = ask("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:9464\r\n\r\n");

  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, HasSubstr("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"));
  EXPECT_THAT(answer, HasSubstr("Content-Length: 5\r\n"));
  EXPECT_THAT(answer, EndsWith("\r\n\r\nup 1\n"));
}

TEST_F(PageListenerTest, TakesARequestInPiecesAndWithAQuery) {
  RawClient client{listener->port()};
  client.send("GET /metrics?x=1 HT");
  client.send("TP/1.1\r\nHost: local");
  client.send("host\r\n\r\n");

  EXPECT_THAT(client.read_to_end(), StartsWith("HTTP/1.1 200"));
}

TEST_F(PageListenerTest, AnswersNothingElse) {
  EXPECT_THAT(ask("GET / HTTP/1.1\r\n\r\n"), StartsWith("HTTP/1.1 404"));
  EXPECT_THAT(ask("GET /metrics/../../etc HTTP/1.1\r\n\r\n"), StartsWith("HTTP/1.1 404"));
  EXPECT_THAT(ask("HEAD /metrics HTTP/1.1\r\n\r\n"), StartsWith("HTTP/1.1 405"));
  EXPECT_THAT(ask("POST /metrics HTTP/1.1\r\nContent-Length: 9999999999\r\n\r\nx"),
              HasSubstr("Allow: GET\r\n"));
  EXPECT_THAT(ask("GET /metrics\r\n\r\n"), StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(ask("\x16\x03\x01 no HTTP\r\n\r\n"), StartsWith("HTTP/1.1 400"));
}

TEST_F(PageListenerTest, RefusesABrowserThatWasSentUnderAnotherName) {
  const std::string answer = ask("GET /metrics HTTP/1.1\r\nHost: rebound.example\r\n\r\n");

  EXPECT_THAT(answer, StartsWith("HTTP/1.1 403"));
  EXPECT_THAT(answer, Not(HasSubstr("up 1")));
}

TEST_F(PageListenerTest, ReadsNoMoreThanItsCap) {
  const std::string answer =
      ask("GET /metrics HTTP/1.1\r\nX-Long: " + std::string(64'000, 'x') + "\r\n\r\n");

  EXPECT_THAT(answer, StartsWith("HTTP/1.1 431"));
}

TEST_F(PageListenerTest, OutlivesClientsThatLeaveAndThoseThatSayNothing) {
  { const RawClient leaves{listener->port()}; }
  RawClient silent{listener->port()};
  silent.send("GET /metr");
  const Stopwatch watch;

  const std::string answer = ask("GET /metrics HTTP/1.1\r\n\r\n");

  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200"));
  EXPECT_LT(watch.elapsed(), 4s) << "the silent one has two seconds";
  EXPECT_THAT(silent.read_to_end(), StartsWith("HTTP/1.1 408"));
}

TEST_F(PageListenerTest, EndsSoonWhileAClientIsThere) {
  RawClient silent{listener->port()};
  silent.send("GET");
  const Stopwatch watch;

  listener.reset();

  EXPECT_LT(watch.elapsed(), 1s);
}

TEST_F(PageListenerTest, TellsThatAPortIsTaken) {
  const std::string same = "127.0.0.1:" + std::to_string(listener->port());

  const auto second = listen_for_page({.address = same}, [] { return std::string{}; });

  ASSERT_FALSE(second);
  EXPECT_THAT(second.error(), HasSubstr(same));
}

TEST(ListenForPage, StaysOnThisMachineUnlessAllowedOtherwise) {
  for (const char* address : {"0.0.0.0:0", "[::]:0", "192.0.2.1:9464"}) {
    const auto listener = listen_for_page({.address = address}, [] { return std::string{}; });

    ASSERT_FALSE(listener) << address;
    EXPECT_THAT(listener.error(), HasSubstr("other machines")) << address;
  }
  EXPECT_TRUE(listen_for_page({.address = "0.0.0.0:0", .allow_remote = true},
                              [] { return std::string{}; }));
}

TEST(ListenForPage, RefusesWhatIsNoAddress) {
  for (const char* address : {"",
                              "9464",
                              "localhost:9464",
                              "127.0.0.1",
                              "127.0.0.1:",
                              "::1:80",
                              "127.0.0.1:70000",
                              "[::1]"}) {
    EXPECT_FALSE(listen_for_page({.address = address}, [] { return std::string{}; })) << address;
  }
}

}  // namespace
}  // namespace vigie::collector
