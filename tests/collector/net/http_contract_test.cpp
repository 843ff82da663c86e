#include <atomic>
#include <filesystem>

#include <gmock/gmock.h>

#include "tests/collector/net/contract.h"
#include "tests/support/files.h"
#include "tests/support/raw_server.h"

namespace vigie::collector {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using tests::answering;
using tests::chunk;
using tests::http_answer;
using tests::RawConnection;
using tests::RawServer;
using tests::sent_header;

class HttpContract : public testing::TestWithParam<Adapter> {
 protected:
  static HttpRequest get(const std::string& url) {
    HttpRequest request;
    request.url = url;
    request.idle_timeout = 2s;
    request.deadline = 5s;
    return request;
  }

  tl::expected<HttpResponse, NetError> send(const HttpRequest& request,
                                            const std::stop_token& stop = {}) {
    return client->send(request, stop);
  }

  /// The kind of failure; kRefused, which this client never gives, when there was none.
  NetErrorKind failure_of(const HttpRequest& request) {
    const auto answer = send(request);
    return answer ? NetErrorKind::kRefused : answer.error().kind;
  }

  std::unique_ptr<HttpClient> client = GetParam().http(test_options());
};

INSTANTIATE_TEST_SUITE_P(Adapters, HttpContract, testing::ValuesIn(adapters()), adapter_name);

/// Keeps what the last connection's head said.
class HeadKeeper {
 public:
  RawServer::Script script(std::string answer) {
    return [this, answer = std::move(answer)](RawConnection& connection) {
      std::string head = connection.read_head();
      {
        const std::scoped_lock lock{mutex_};
        head_ = std::move(head);
      }
      connection.send(answer);
    };
  }

  std::string head() {
    const std::scoped_lock lock{mutex_};
    return head_;
  }

 private:
  std::mutex mutex_;
  std::string head_;
};

TEST_P(HttpContract, AnAnswerHasStatusHeadersAndBody) {
  RawServer server{answering(http_answer(200, "hello", "Content-Length: 5\r\nX-Limit: 7\r\n"))};

  const auto answer = send(get(server.url("/page")));

  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body, "hello");
  EXPECT_EQ(header_value(answer->headers, "x-limit"), "7");
  EXPECT_EQ(answer->url, server.url("/page"));
}

TEST_P(HttpContract, PathAndQueryReachTheServerAsTheyWereWritten) {
  HeadKeeper keeper;
  RawServer server{keeper.script(http_answer(200, ""))};

  ASSERT_TRUE(send(get(server.url("/a%2Fb/c?uris=at%3A%2F%2Fx&uris=y&id%5B%5D=1&q=%D0%B6+z"))));

  EXPECT_THAT(
      keeper.head(),
      StartsWith("GET /a%2Fb/c?uris=at%3A%2F%2Fx&uris=y&id%5B%5D=1&q=%D0%B6+z HTTP/1.1\r\n"));
}

TEST_P(HttpContract, HeadersAreSentAndSoIsWhoAsks) {
  HeadKeeper keeper;
  RawServer server{keeper.script(http_answer(200, ""))};
  HttpRequest request = get(server.url("/"));
  request.headers = {{"Authorization", "Bearer invented"}, {"If-None-Match", "\"abc\""}};

  ASSERT_TRUE(send(request));

  EXPECT_EQ(sent_header(keeper.head(), "authorization"), "Bearer invented");
  EXPECT_EQ(sent_header(keeper.head(), "if-none-match"), "\"abc\"");
  EXPECT_EQ(sent_header(keeper.head(), "user-agent"), test_options().user_agent);
  EXPECT_EQ(sent_header(keeper.head(), "accept-encoding"), "gzip");
}

TEST_P(HttpContract, ABodyIsPosted) {
  RawServer server{[](RawConnection& connection) {
    const std::string head = connection.read_head();
    const std::string body = connection.read_bytes(std::stoul(sent_header(head, "content-length")));
    connection.send(http_answer(200, sent_header(head, "content-type") + "|" + body));
  }};
  HttpRequest request = get(server.url("/session"));
  request.method = "POST";
  request.headers = {{"Content-Type", "application/json"}};
  request.body = R"({"a":1})";

  const auto answer = send(request);

  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, R"(application/json|{"a":1})");
}

TEST_P(HttpContract, APostWithoutABodySaysThatItHasNone) {
  HeadKeeper keeper;
  RawServer server{keeper.script(http_answer(200, ""))};
  HttpRequest request = get(server.url("/refresh"));
  request.method = "POST";

  ASSERT_TRUE(send(request));

  EXPECT_EQ(sent_header(keeper.head(), "content-length"), "0");
}

TEST_P(HttpContract, ChunksAreJoined) {
  RawServer server{answering(http_answer(
      200, chunk("one ") + chunk("two") + chunk(""), "Transfer-Encoding: chunked\r\n"))};

  const auto answer = send(get(server.url("/")));

  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "one two");
}

TEST_P(HttpContract, ABodyWithoutALengthEndsWithTheConnection) {
  const std::string body(100'000, 'b');
  RawServer server{answering(http_answer(200, body, "Connection: close\r\n"))};

  const auto answer = send(get(server.url("/")));

  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, body);
}

TEST_P(HttpContract, ALongBodyArrivesWhole) {
  std::string body;
  for (int i = 0; body.size() < 5'000'000; ++i) {
    body += std::to_string(i) + ' ';
  }
  RawServer server{answering(http_answer(200, body))};

  const auto answer = send(get(server.url("/")));

  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, body);
}

TEST_P(HttpContract, AConnectionThatTheServerClosedInBetweenIsReplaced) {
  RawServer server{answering(http_answer(200, "once"))};

  ASSERT_TRUE(send(get(server.url("/"))));
  const auto second = send(get(server.url("/")));

  ASSERT_TRUE(second) << second.error().message;
  EXPECT_EQ(second->body, "once");
}

TEST_P(HttpContract, EveryStatusIsAnAnswer) {
  for (const int status : {204, 304, 400, 404, 429, 500, 503}) {
    RawServer server{answering(http_answer(status, ""))};

    const auto answer = send(get(server.url("/")));

    ASSERT_TRUE(answer) << status << answer.error().message;
    EXPECT_EQ(answer->status, status);
  }
}

TEST_P(HttpContract, AGzipBodyIsUnpacked) {
  const std::string body(200'000, 'g');
  RawServer server{[&](RawConnection& connection) {
    connection.read_head();
    const std::string packed = tests::gzip(body);
    connection.send(http_answer(
        200,
        packed,
        "Content-Encoding: gzip\r\nContent-Length: " + std::to_string(packed.size()) + "\r\n"));
  }};

  const auto answer = send(get(server.url("/")));

  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, body);
}

TEST_P(HttpContract, AGzipBombIsTooLarge) {
  RawServer server{answering(http_answer(200,
                                         tests::gzip(std::string(20'000'000, '\0')),
                                         "Content-Encoding: gzip\r\nConnection: close\r\n"))};
  HttpRequest request = get(server.url("/"));
  request.max_body_bytes = 1'000'000;

  EXPECT_EQ(failure_of(request), NetErrorKind::kTooLarge);
}

TEST_P(HttpContract, ADamagedOrCutGzipBodyIsABadEncoding) {
  std::string packed = tests::gzip("a body that is long enough to be cut");
  std::string damaged = packed;
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 0x55);
  for (const std::string& body : {damaged, packed.substr(0, packed.size() - 9), packed.substr(1)}) {
    RawServer server{
        answering(http_answer(200, body, "Content-Encoding: gzip\r\nConnection: close\r\n"))};

    EXPECT_EQ(failure_of(get(server.url("/"))), NetErrorKind::kBadEncoding);
  }
}

TEST_P(HttpContract, AnEncodingThatWasNotAskedForIsABadEncoding) {
  RawServer server{
      answering(http_answer(200, "xx", "Content-Encoding: br\r\nContent-Length: 2\r\n"))};

  EXPECT_EQ(failure_of(get(server.url("/"))), NetErrorKind::kBadEncoding);
}

TEST_P(HttpContract, ABodyPastItsCapIsTooLargeAndNoMoreOfItIsRead) {
  RawServer server{[](RawConnection& connection) {
    connection.read_head();
    connection.send(http_answer(200, "", "Connection: close\r\n"));
    while (connection.send(std::string(64 * 1024, 'x'))) {
    }
  }};
  HttpRequest request = get(server.url("/"));
  request.max_body_bytes = 1'000'000;

  EXPECT_EQ(failure_of(request), NetErrorKind::kTooLarge);
}

TEST_P(HttpContract, ABodyOfExactlyItsCapIsTaken) {
  RawServer server{answering(http_answer(200, std::string(1'000, 'x')))};
  HttpRequest request = get(server.url("/"));
  request.max_body_bytes = 1'000;

  const auto answer = send(request);

  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body.size(), 1'000U);
}

TEST_P(HttpContract, ABodyThatIsCutIsAFailedConnection) {
  for (const std::string& answer :
       {http_answer(200, "half", "Content-Length: 8\r\n"),
        http_answer(200, "8\r\nhalf", "Transfer-Encoding: chunked\r\n"),
        http_answer(200, chunk("half"), "Transfer-Encoding: chunked\r\n"),
        std::string{"HTTP/1.1 200 X\r\nContent-Le"},
        std::string{}}) {
    RawServer server{answering(answer)};

    EXPECT_EQ(failure_of(get(server.url("/"))), NetErrorKind::kConnection) << answer;
  }
}

TEST_P(HttpContract, AbsurdChunkLengthsAreAFailedConnection) {
  for (const std::string length : {"-1", "-2", "-80000000", "zz", "ffffffffffffffff"}) {
    RawServer server{answering(
        http_answer(200, length + "\r\nabcdefgh\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n"))};

    EXPECT_EQ(failure_of(get(server.url("/"))), NetErrorKind::kConnection) << length;
  }
}

TEST_P(HttpContract, WhatIsNotHttpIsAFailedConnection) {
  RawServer server{answering("SSH-2.0-something\r\n\r\n")};

  EXPECT_EQ(failure_of(get(server.url("/"))), NetErrorKind::kConnection);
}

TEST_P(HttpContract, AResetIsAFailedConnection) {
  RawServer server{[](RawConnection& connection) {
    connection.read_head();
    connection.send("HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\nabc");
    connection.reset();
  }};

  EXPECT_EQ(failure_of(get(server.url("/"))), NetErrorKind::kConnection);
}

TEST_P(HttpContract, ARefusedConnectionIsAFailedConnection) {
  std::string url;
  {
    RawServer server{answering("")};
    url = server.url("/");
  }

  EXPECT_EQ(failure_of(get(url)), NetErrorKind::kConnection);
}

TEST_P(HttpContract, SilenceBeforeTheAnswerIsIdle) {
  RawServer server{[](RawConnection& connection) { connection.stall(); }};
  HttpRequest request = get(server.url("/"));
  request.idle_timeout = 200ms;
  const Stopwatch watch;

  EXPECT_EQ(failure_of(request), NetErrorKind::kIdle);
  EXPECT_GE(watch.elapsed(), 200ms);
  EXPECT_LT(watch.elapsed(), 2s);
}

TEST_P(HttpContract, SilenceWithinTheBodyIsIdle) {
  RawServer server{[](RawConnection& connection) {
    connection.read_head();
    connection.send(http_answer(200, chunk("a"), "Transfer-Encoding: chunked\r\n"));
    connection.stall();
  }};
  HttpRequest request = get(server.url("/"));
  request.idle_timeout = 200ms;

  EXPECT_EQ(failure_of(request), NetErrorKind::kIdle);
}

TEST_P(HttpContract, ASlowDripThatGoesOnPastTheDeadlineIsEnded) {
  RawServer server{[](RawConnection& connection) {
    connection.read_head();
    connection.send(http_answer(200, "", "Transfer-Encoding: chunked\r\n"));
    connection.drip(std::vector<std::string>(1'000, chunk("a")), 20ms);
  }};
  HttpRequest request = get(server.url("/"));
  request.idle_timeout = 300ms;
  request.deadline = 600ms;
  const Stopwatch watch;

  EXPECT_EQ(failure_of(request), NetErrorKind::kDeadline);
  EXPECT_GE(watch.elapsed(), 600ms);
  EXPECT_LT(watch.elapsed(), 2s);
}

TEST_P(HttpContract, StopEndsTheWaitSoon) {
  RawServer server{[](RawConnection& connection) { connection.stall(); }};
  StopLater stop{100ms};
  const Stopwatch watch;

  const auto answer = send(get(server.url("/")), stop.token());

  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, NetErrorKind::kStopped);
  EXPECT_LT(watch.elapsed(), 1s);
}

TEST_P(HttpContract, AddressesThatCannotBeUsedAreToldApart) {
  for (const char* url :
       {"", "ftp://host.test/", "http://", "not a url", "http://u:p@host.test/"}) {
    EXPECT_EQ(failure_of(get(url)), NetErrorKind::kBadUrl) << url;
  }
  HttpRequest request = get("http://127.0.0.1/");
  request.headers = {{"X-A", "b\r\nX-Injected: c"}};
  EXPECT_EQ(failure_of(request), NetErrorKind::kBadUrl);
}

TEST_P(HttpContract, MessagesNameTheHostAndNoQuery) {
  RawServer server{[](RawConnection& connection) { connection.reset(); }};

  const auto answer = send(get(server.url("/path?token=secret")));

  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().message, HasSubstr("127.0.0.1"));
  EXPECT_THAT(answer.error().message, Not(HasSubstr("secret")));
}

std::string redirect_to(const std::string& location, int status = 302) {
  return http_answer(status, "", "Location: " + location + "\r\nContent-Length: 0\r\n");
}

TEST_P(HttpContract, RedirectsOfAGetAreFollowed) {
  HeadKeeper keeper;
  RawServer target{keeper.script(http_answer(200, "there"))};
  RawServer server{answering(redirect_to(target.url("/new?a=1"), 301))};

  const auto answer = send(get(server.url("/old")));

  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "there");
  EXPECT_EQ(answer->url, target.url("/new?a=1"));
  EXPECT_THAT(keeper.head(), StartsWith("GET /new?a=1 "));
}

TEST_P(HttpContract, ARelativeRedirectStaysOnItsHostAndKeepsCredentials) {
  RawServer server{[](RawConnection& connection) {
    const std::string head = connection.read_head();
    connection.send(head.find("GET /old") == 0
                        ? redirect_to("/new", 307)
                        : http_answer(200, sent_header(head, "authorization")));
  }};
  HttpRequest request = get(server.url("/old"));
  request.headers = {{"Authorization", "Bearer invented"}};

  const auto answer = send(request);

  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "Bearer invented");
}

TEST_P(HttpContract, ARedirectToAnotherHostTakesNoCredentialsAlong) {
  HeadKeeper keeper;
  RawServer target{keeper.script(http_answer(200, "there"))};
  RawServer server{answering(redirect_to(target.url("/")))};
  HttpRequest request = get(server.url("/"));
  request.headers = {{"authorization", "Bearer invented"}, {"Cookie", "a=b"}, {"X-Kept", "1"}};

  ASSERT_TRUE(send(request));

  EXPECT_EQ(sent_header(keeper.head(), "authorization"), "");
  EXPECT_EQ(sent_header(keeper.head(), "cookie"), "");
  EXPECT_EQ(sent_header(keeper.head(), "x-kept"), "1");
}

TEST_P(HttpContract, AHostThatAStrangerChoseIsNotAskedWhereItIsPrivate) {
  RawServer server{answering(http_answer(200, "inside"))};
  HttpRequest request = get(server.url("/"));
  request.public_only = true;

  EXPECT_EQ(failure_of(request), NetErrorKind::kBadUrl);

  request.url = "http://localhost:" + std::to_string(server.port()) + "/";
  EXPECT_EQ(failure_of(request), NetErrorKind::kBadUrl) << "a name that leads there";
  EXPECT_EQ(server.connections(), 0U);
}

TEST_P(HttpContract, ARedirectLoopEndsAfterFiveHops) {
  RawServer server{answering(redirect_to("/again"))};

  EXPECT_EQ(failure_of(get(server.url("/"))), NetErrorKind::kRedirect);
  EXPECT_EQ(server.connections(), 6U);
}

TEST_P(HttpContract, ARedirectToWhatIsNotHttpIsNotFollowed) {
  RawServer server{answering(redirect_to("file:///etc/passwd"))};

  EXPECT_EQ(failure_of(get(server.url("/"))), NetErrorKind::kRedirect);
}

TEST_P(HttpContract, ARedirectOfAPostIsTheAnswer) {
  RawServer server{[](RawConnection& connection) {
    connection.read_head();
    connection.read_bytes(1);
    connection.send(redirect_to("/other"));
  }};
  HttpRequest request = get(server.url("/"));
  request.method = "POST";
  request.body = "x";

  const auto answer = send(request);

  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 302);
}

TEST_P(HttpContract, ThreadsMayShareAClient) {
  RawServer server{[](RawConnection& connection) {
    const std::string head = connection.read_head();
    connection.send(http_answer(200, head.substr(4, head.find(' ', 4) - 4)));
  }};
  std::vector<std::jthread> threads;
  std::atomic<int> right = 0;
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&, i] {
      const std::string path = "/" + std::to_string(i);
      const auto answer = send(get(server.url(path)));
      right += answer && answer->body == path ? 1 : 0;
    });
  }
  threads.clear();

  EXPECT_EQ(right, 16);
}

TEST_P(HttpContract, AProxyIsAskedInsteadOfTheHost) {
  HeadKeeper keeper;
  RawServer proxy{keeper.script(http_answer(200, "through"))};
  NetOptions options = test_options();
  options.proxy = proxy.url("");
  client = GetParam().http(options);

  const auto answer = send(get("http://host.test/page"));

  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "through");
  EXPECT_THAT(keeper.head(), StartsWith("GET http://host.test/page HTTP/1.1"));
}

}  // namespace
}  // namespace vigie::collector
