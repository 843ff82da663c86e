#include <atomic>
#include <optional>
#include <stdexcept>

#include <gmock/gmock.h>

#include "collector/net/websocket_client.h"
#include "tests/collector/net/contract.h"
#include "tests/support/raw_server.h"
#include "tests/support/websocket_script.h"

namespace vigie::collector {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using tests::accept_websocket;
using tests::close_websocket;
using tests::Frame;
using tests::RawConnection;
using tests::RawServer;
using tests::send_frame;

class WebSocketContract : public testing::TestWithParam<Adapter> {
 protected:
  static WebSocketRequest socket_at(const RawServer& server) {
    WebSocketRequest request;
    request.url = server.url("/subscribe?cursor=1&wantedCollections=a.b", "ws");
    request.idle_timeout = 3s;
    return request;
  }

  void open(const WebSocketRequest& request) {
    auto opened = client->open(request, {});
    if (!opened) {
      throw std::runtime_error{opened.error().message};
    }
    connection = std::move(*opened);
  }

  /// All messages up to the end; the kind of it.
  NetErrorKind read_all() {
    for (;;) {
      auto message = connection->receive(5s, {});
      if (!message) {
        return message.error().kind;
      }
      if (*message) {
        messages.push_back((*message)->bytes);
      }
    }
  }

  std::unique_ptr<WebSocketClient> client = GetParam().websocket(test_options());
  std::unique_ptr<WebSocketConnection> connection;
  std::vector<std::string> messages;
};

INSTANTIATE_TEST_SUITE_P(Adapters, WebSocketContract, testing::ValuesIn(adapters()), adapter_name);

TEST_P(WebSocketContract, MessagesComeInOrderAndACleanCloseEndsThem) {
  RawServer server{[](RawConnection& peer) {
    accept_websocket(peer);
    for (const char* text : {"one", "two", "three"}) {
      send_frame(peer, Frame::kText, text);
    }
    close_websocket(peer);
  }};

  open(socket_at(server));

  EXPECT_EQ(read_all(), NetErrorKind::kClosed);
  EXPECT_THAT(messages, ElementsAre("one", "two", "three"));
}

TEST_P(WebSocketContract, BinaryAndLargeMessagesArriveAsTheyAre) {
  const std::string bytes{"\x28\xb5\x2f\xfd\x00\xff", 6};
  const std::string large(300'000, 'l');
  RawServer server{[&](RawConnection& peer) {
    accept_websocket(peer);
    send_frame(peer, Frame::kBinary, bytes);
    send_frame(peer, Frame::kText, large);
    send_frame(peer, Frame::kText, "");
    close_websocket(peer);
  }};

  open(socket_at(server));

  const auto first = connection->receive(3s, {});
  ASSERT_TRUE(first && *first);
  EXPECT_TRUE((*first)->is_binary);
  EXPECT_EQ((*first)->bytes, bytes);
  const auto second = connection->receive(3s, {});
  ASSERT_TRUE(second && *second);
  EXPECT_FALSE((*second)->is_binary);
  EXPECT_EQ((*second)->bytes, large);
  const auto third = connection->receive(3s, {});
  ASSERT_TRUE(third && *third);
  EXPECT_EQ((*third)->bytes, "");
}

TEST_P(WebSocketContract, TheHandshakeCarriesAddressHeadersAndWhoAsks) {
  std::string head;
  RawServer server{[&](RawConnection& peer) {
    head = accept_websocket(peer);
    close_websocket(peer);
  }};
  WebSocketRequest request = socket_at(server);
  request.headers = {{"Authorization", "Bearer invented"}};

  open(request);
  EXPECT_EQ(read_all(), NetErrorKind::kClosed);

  EXPECT_THAT(head, testing::StartsWith("GET /subscribe?cursor=1&wantedCollections=a.b HTTP/1.1"));
  EXPECT_EQ(tests::sent_header(head, "authorization"), "Bearer invented");
  EXPECT_EQ(tests::sent_header(head, "user-agent"), test_options().user_agent);
}

TEST_P(WebSocketContract, NothingIsGivenWhenNothingCameInTime) {
  RawServer server{[](RawConnection& peer) {
    accept_websocket(peer);
    peer.stall();
  }};
  open(socket_at(server));
  const Stopwatch watch;

  const auto message = connection->receive(150ms, {});

  ASSERT_TRUE(message) << message.error().message;
  EXPECT_FALSE(*message);
  EXPECT_GE(watch.elapsed(), 150ms);
}

TEST_P(WebSocketContract, ASmallQueueHoldsTheServerAndLosesNothing) {
  constexpr std::size_t kMessages = 2'000;
  RawServer server{[](RawConnection& peer) {
    accept_websocket(peer);
    for (std::size_t i = 0; i < kMessages; ++i) {
      send_frame(peer, Frame::kText, std::to_string(i) + std::string(1'000, '.'));
    }
    close_websocket(peer);
  }};
  WebSocketRequest request = socket_at(server);
  request.queued_messages = 4;
  open(request);
  std::this_thread::sleep_for(200ms);  // Time for the queue to fill.

  EXPECT_EQ(read_all(), NetErrorKind::kClosed);

  ASSERT_EQ(messages.size(), kMessages);
  for (std::size_t i = 0; i < kMessages; ++i) {
    EXPECT_EQ(messages[i].substr(0, messages[i].find('.')), std::to_string(i));
  }
  EXPECT_GT(connection->times_full(), 0U);
}

TEST_P(WebSocketContract, LeavingWhileTheQueueIsFullIsQuick) {
  RawServer server{[](RawConnection& peer) {
    accept_websocket(peer);
    while (send_frame(peer, Frame::kText, std::string(1'000, '.'))) {
    }
  }};
  WebSocketRequest request = socket_at(server);
  request.queued_messages = 2;
  open(request);
  std::this_thread::sleep_for(100ms);
  const Stopwatch watch;

  connection.reset();

  EXPECT_LT(watch.elapsed(), 1s);
}

TEST_P(WebSocketContract, AFullQueueIsNotTakenForSilence) {
  RawServer server{[](RawConnection& peer) {
    accept_websocket(peer);
    for (const char* text : {"1", "2", "3", "4"}) {
      send_frame(peer, Frame::kText, text);
    }
    close_websocket(peer);
  }};
  WebSocketRequest request = socket_at(server);
  request.queued_messages = 1;
  request.idle_timeout = 600ms;
  open(request);
  std::this_thread::sleep_for(900ms);

  EXPECT_EQ(read_all(), NetErrorKind::kClosed);
  EXPECT_THAT(messages, ElementsAre("1", "2", "3", "4"));
}

TEST_P(WebSocketContract, PingsKeepAConnectionAlive) {
  RawServer server{[](RawConnection& peer) {
    accept_websocket(peer);
    for (int i = 0; i < 6; ++i) {
      send_frame(peer, Frame::kPing, "");
      if (!tests::read_frame(peer)) {
        return;
      }
      peer.drip({""}, 200ms);
    }
    close_websocket(peer);
  }};
  WebSocketRequest request = socket_at(server);
  request.idle_timeout = 900ms;
  open(request);

  EXPECT_EQ(read_all(), NetErrorKind::kClosed);
}

TEST_P(WebSocketContract, SilenceIsIdle) {
  RawServer server{[](RawConnection& peer) {
    accept_websocket(peer);
    send_frame(peer, Frame::kText, "only");
    peer.stall();
  }};
  WebSocketRequest request = socket_at(server);
  request.idle_timeout = 250ms;
  open(request);
  const Stopwatch watch;

  EXPECT_EQ(read_all(), NetErrorKind::kIdle);
  EXPECT_THAT(messages, ElementsAre("only"));
  EXPECT_LT(watch.elapsed(), 2s);
}

TEST_P(WebSocketContract, WhatCameBeforeACutIsGivenOutFirst) {
  for (const bool is_reset : {false, true}) {
    std::atomic<bool> is_taken = false;
    RawServer server{[&](RawConnection& peer) {
      accept_websocket(peer);
      send_frame(peer, Frame::kText, "before");
      while (!is_taken && !peer.stop().stop_requested()) {
        peer.drip({""}, 20ms);
      }
      if (is_reset) {
        peer.reset();
      }
    }};
    messages.clear();
    open(socket_at(server));
    std::this_thread::sleep_for(100ms);  // The message is in the queue, and not yet asked for.
    is_taken = true;
    std::this_thread::sleep_for(100ms);

    EXPECT_EQ(read_all(), NetErrorKind::kConnection);
    EXPECT_THAT(messages, ElementsAre("before"));
    connection.reset();
  }
}

TEST_P(WebSocketContract, AMessagePastItsCapEndsTheConnection) {
  RawServer server{[](RawConnection& peer) {
    accept_websocket(peer);
    send_frame(peer, Frame::kText, std::string(100, 'a'));
    send_frame(peer, Frame::kText, std::string(101, 'b'));
    peer.stall();
  }};
  WebSocketRequest request = socket_at(server);
  request.max_message_bytes = 100;
  open(request);

  EXPECT_EQ(read_all(), NetErrorKind::kTooLarge);
  EXPECT_THAT(messages, ElementsAre(std::string(100, 'a')));
}

TEST_P(WebSocketContract, ATextThatIsNoUtf8EndsTheConnectionAndSaysSo) {
  RawServer server{[](RawConnection& peer) {
    accept_websocket(peer);
    send_frame(peer, Frame::kText, "before");
    send_frame(peer, Frame::kText, "bad \xFF\xFE");
    send_frame(peer, Frame::kText, "behind");
    peer.stall();
  }};
  open(socket_at(server));

  EXPECT_EQ(read_all(), NetErrorKind::kBadEncoding);
  EXPECT_THAT(messages, ElementsAre("before"));
}

TEST_P(WebSocketContract, ARefusedUpgradeIsARefusalThatSaysWhich) {
  for (const int status : {200, 400, 401, 503}) {
    RawServer server{tests::answering(tests::http_answer(status, "{}"))};

    const auto opened = client->open(socket_at(server), {});

    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, NetErrorKind::kRefused) << status;
    EXPECT_EQ(opened.error().status, status);
  }
}

TEST_P(WebSocketContract, ARefusedConnectionIsAFailedConnection) {
  WebSocketRequest request;
  {
    RawServer server{tests::answering("")};
    request = socket_at(server);
  }

  const auto opened = client->open(request, {});

  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, NetErrorKind::kConnection);
}

TEST_P(WebSocketContract, AHostThatAStrangerChoseIsNotAskedWhereItIsPrivate) {
  RawServer server{[](RawConnection& peer) { accept_websocket(peer); }};
  WebSocketRequest request = socket_at(server);
  request.public_only = true;

  const auto opened = client->open(request, {});

  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, NetErrorKind::kBadUrl);
  EXPECT_EQ(server.connections(), 0U);
}

TEST_P(WebSocketContract, AddressesThatCannotBeUsedAreToldApart) {
  for (const char* url : {"", "http://host.test/", "ws://", "ws://host.test/#part"}) {
    WebSocketRequest request;
    request.url = url;

    const auto opened = client->open(request, {});

    ASSERT_FALSE(opened) << url;
    EXPECT_EQ(opened.error().kind, NetErrorKind::kBadUrl) << url;
  }
}

TEST_P(WebSocketContract, StopEndsReceivingAndOpeningSoon) {
  RawServer server{[](RawConnection& peer) {
    accept_websocket(peer);
    peer.stall();
  }};
  RawServer silent{[](RawConnection& peer) { peer.stall(); }};
  open(socket_at(server));
  {
    StopLater stop{100ms};
    const Stopwatch watch;
    const auto message = connection->receive(5s, stop.token());
    ASSERT_FALSE(message);
    EXPECT_EQ(message.error().kind, NetErrorKind::kStopped);
    EXPECT_LT(watch.elapsed(), 1s);
  }
  StopLater stop{100ms};
  const Stopwatch watch;

  const auto opened = client->open(socket_at(silent), stop.token());

  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, NetErrorKind::kStopped);
  EXPECT_LT(watch.elapsed(), 1s);
}

TEST_P(WebSocketContract, TextIsSent) {
  RawServer server{[](RawConnection& peer) {
    accept_websocket(peer);
    const auto frame = tests::read_frame(peer);
    send_frame(peer, Frame::kText, "echo " + (frame ? frame->payload : ""));
    close_websocket(peer);
  }};
  open(socket_at(server));

  ASSERT_TRUE(connection->send(R"(["REQ","v1",{}])"));

  EXPECT_EQ(read_all(), NetErrorKind::kClosed);
  EXPECT_THAT(messages, ElementsAre(R"(echo ["REQ","v1",{}])"));
  EXPECT_FALSE(connection->send("late"));
}

}  // namespace
}  // namespace vigie::collector
