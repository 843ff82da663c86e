#include <filesystem>
#include <unistd.h>

#include "tests/collector/net/contract.h"
#include "tests/support/files.h"
#include "tests/support/raw_server.h"
#include "tests/support/websocket_script.h"

namespace vigie::collector {
namespace {

using tests::answering;
using tests::http_answer;
using tests::RawConnection;
using tests::RawServer;
using tests::TlsIdentity;

/// A server with a certificate of its own, and options that trust it.
class TlsContract : public testing::TestWithParam<Adapter> {
 protected:
  void SetUp() override {
    folder = std::filesystem::path{testing::TempDir()} / ("vigie_tls_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
  }

  void TearDown() override { std::filesystem::remove_all(folder); }

  NetOptions trusting(const TlsIdentity& identity) const {
    NetOptions options = test_options();
    options.ca_file = folder / "ca.pem";
    tests::write_file(options.ca_file, identity.pem());
    return options;
  }

  static HttpRequest get(const std::string& url) {
    HttpRequest request;
    request.url = url;
    request.idle_timeout = std::chrono::seconds{3};
    return request;
  }

  std::shared_ptr<const TlsIdentity> matching = std::make_shared<TlsIdentity>("IP:127.0.0.1");
  std::shared_ptr<const TlsIdentity> other = std::make_shared<TlsIdentity>("DNS:other.test");
  std::filesystem::path folder;
};

INSTANTIATE_TEST_SUITE_P(Adapters, TlsContract, testing::ValuesIn(adapters()), adapter_name);

TEST_P(TlsContract, ACertificateThatNobodyVouchesForIsRefused) {
  RawServer server{answering(http_answer(200, "secret")), matching};

  const auto answer = GetParam().http(test_options())->send(get(server.url("/", "https")), {});

  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, NetErrorKind::kTls);
}

TEST_P(TlsContract, ACertificateInTheCaFileIsAccepted) {
  RawServer server{answering(http_answer(200, "hello")), matching};

  const auto answer = GetParam().http(trusting(*matching))->send(get(server.url("/", "https")), {});

  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "hello");
}

TEST_P(TlsContract, ATrustedCertificateOfAnotherHostIsRefused) {
  RawServer server{answering(http_answer(200, "secret")), other};

  const auto answer = GetParam().http(trusting(*other))->send(get(server.url("/", "https")), {});

  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, NetErrorKind::kTls);
}

TEST_P(TlsContract, ARedirectFromHttpsToHttpTakesNoCredentialsAlong) {
  RawServer target{[](RawConnection& connection) {
    connection.send(http_answer(200, tests::sent_header(connection.read_head(), "authorization")));
  }};
  RawServer server{
      answering(http_answer(302, "", "Location: " + target.url("/") + "\r\nContent-Length: 0\r\n")),
      matching};
  HttpRequest request = get(server.url("/", "https"));
  request.headers = {{"Authorization", "Bearer invented"}};

  const auto answer = GetParam().http(trusting(*matching))->send(request, {});

  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "");
}

TEST_P(TlsContract, AStreamIsVerifiedToo) {
  RawServer server{answering(http_answer(200, "line\n", "Connection: close\r\n")), matching};
  StreamRequest request;
  request.url = server.url("/", "https");
  std::string seen;
  const auto keep = [&](std::string_view line) {
    seen += line;
    return true;
  };

  const auto refused = GetParam().stream(test_options())->read_lines(request, keep, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, NetErrorKind::kTls);
  EXPECT_EQ(seen, "");

  static_cast<void>(GetParam().stream(trusting(*matching))->read_lines(request, keep, {}));
  EXPECT_EQ(seen, "line");
}

TEST_P(TlsContract, AWebSocketIsVerifiedToo) {
  RawServer server{[](RawConnection& connection) {
                     tests::accept_websocket(connection);
                     tests::send_frame(connection, tests::Frame::kText, "hello");
                     tests::close_websocket(connection);
                   },
                   matching};
  WebSocketRequest request;
  request.url = server.url("/", "wss");

  const auto refused = GetParam().websocket(test_options())->open(request, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, NetErrorKind::kTls);

  const auto client = GetParam().websocket(trusting(*matching));
  const auto opened = client->open(request, {});
  ASSERT_TRUE(opened) << opened.error().message;
  const auto message = (*opened)->receive(std::chrono::seconds{3}, {});
  ASSERT_TRUE(message && *message);
  EXPECT_EQ((*message)->bytes, "hello");
}

TEST_P(TlsContract, ACaFileThatIsNoneIsToldAtTheStart) {
  NetOptions options = test_options();
  options.ca_file = folder / "missing.pem";
  EXPECT_THROW(static_cast<void>(GetParam().http(options)), std::runtime_error);

  tests::write_file(options.ca_file, "not a certificate");
  EXPECT_THROW(static_cast<void>(GetParam().http(options)), std::runtime_error);
}

}  // namespace
}  // namespace vigie::collector
