// Against real servers on this machine, where somebody has started them: VIGIE_TEST_BLUESKY names
// the file that ../shared/servers/bluesky writes with `--out`, beside which `--dump` has written
// truth.jsonl; VIGIE_TEST_JETSTREAM is the address of its replay, e.g. ws://127.0.0.1:25810.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include "collector/bluesky/appview.h"
#include "collector/bluesky/history_source.h"
#include "collector/bluesky/jetstream_source.h"
#include "collector/bluesky/recheck_place.h"
#include "collector/bluesky/search_source.h"
#include "collector/live/rate_limiter.h"
#include "collector/net/start.h"
#include "tests/collector/bluesky/live_fakes.h"

namespace vigie::collector {
namespace {

using simdjson::dom::element;
using testing::IsEmpty;
using testing::SizeIs;

std::string environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string{} : std::string{value};
}

std::string text(element from, std::string_view key) {
  std::string_view found;
  return from[key].get(found) == simdjson::SUCCESS ? std::string{found} : std::string{};
}

struct TrueRecord {
  std::string did;
  std::string collection;
  std::string text;
  std::string created;
  bool is_deleted = false;
};

struct NamedAccount {
  std::string did;
  std::string handle;
  std::string password;
  std::string status;
};

class BlueskyNetwork : public testing::Test {
 protected:
  BlueskyNetwork() {
    initialize_network();
    limiter.set_limit(std::string{kAppViewLimit},
                      {.requests = 20'000, .per = std::chrono::seconds{10}});
    limiter.set_limit(std::string{kRepositoryLimit},
                      {.requests = 20'000, .per = std::chrono::seconds{10}});
    limiter.set_limit(std::string{kDirectoryLimit},
                      {.requests = 20'000, .per = std::chrono::seconds{10}});
  }

  LiveTools tools() {
    return {.fetcher = fetcher, .streams = streams, .websockets = *sockets, .clock = clock};
  }

  tl::expected<void, LiveError> run(LiveSource& source, const std::string& cursor = {}) {
    return source.run({.cursor = cursor,
                       .once = true,
                       .sink = sink,
                       .meter = meter,
                       .stop = stopper.get_token()});
  }

  NetOptions net{.user_agent = "Vigie/test (+https://vigie.example)", .proxy = {}, .ca_file = {}};
  Clock& clock = system_clock();
  std::unique_ptr<HttpClient> http = make_http_client(net);
  std::unique_ptr<WebSocketClient> sockets = make_websocket_client(net);
  tests::NoStreams streams;
  RateLimiter limiter{clock};
  Fetcher fetcher{*http, limiter, clock};
  tests::BatchList sink;
  SourceMeter meter;
  std::stop_source stopper;
  BlueskyOptions options;
};

/// The reference servers, with invented accounts.
class BlueskyServers : public BlueskyNetwork {
 protected:
  void SetUp() override {
    const std::filesystem::path ready = environment("VIGIE_TEST_BLUESKY");
    if (ready.empty()) {
      GTEST_SKIP() << "VIGIE_TEST_BLUESKY names no running network";
    }
    simdjson::dom::parser parser;
    const element root = parser.load(ready.string());
    options.appview = text(root["urls"], "appview");
    options.plc_directory = text(root["urls"], "plc");
    options.service = text(root["urls"], "pds");
    const std::string jetstream = text(root["urls"], "jetstream");
    options.jetstream_hosts = {jetstream.substr(0, jetstream.rfind('/'))};
    for (const element account : simdjson::dom::array{root["accounts"]}) {
      accounts.push_back({text(account, "did"),
                          text(account, "handle"),
                          text(account, "password"),
                          text(account, "status")});
    }
    read_truth(ready.parent_path() / "truth.jsonl");
    ASSERT_FALSE(truth.empty()) << "no truth.jsonl beside the ready file";
  }

  void read_truth(const std::filesystem::path& file) {
    simdjson::dom::parser parser;
    std::ifstream input{file};
    for (std::string line; std::getline(input, line);) {
      const element record = parser.parse(line);
      bool flag = false;
      const bool is_deleted = record["deleted"].get(flag) == simdjson::SUCCESS && flag;
      truth[text(record, "uri")] = {.did = text(record, "did"),
                                    .collection = text(record, "collection"),
                                    .text = text(record, "text"),
                                    .created = text(record, "createdAt"),
                                    .is_deleted = is_deleted};
    }
  }

  static bool is_kept(const TrueRecord& record) {
    return record.collection == "app.bsky.feed.post" || record.collection == "app.bsky.feed.repost";
  }

  std::map<std::string, Post> posts_by_key() const {
    std::map<std::string, Post> posts;
    for (const Post& post : sink.posts) {
      posts[post.native_id] = post;
    }
    return posts;
  }

  /// The truth says when these were seeded, not the strange times that they claim.
  static bool claims_another_time(const TrueRecord& record) {
    return record.text.starts_with("created ");
  }

  /// Every record of the truth that `is_wanted` is there and says the same; `missing`: so many are
  /// not shown.
  template <typename Wanted>
  void expect_all(Wanted is_wanted, bool with_created_of_reposts, std::size_t missing = 0) {
    const auto posts = posts_by_key();
    std::size_t compared = 0;
    std::vector<std::string> absent;
    for (const auto& [uri, record] : truth) {
      if (!is_kept(record) || record.is_deleted || !is_wanted(record)) {
        continue;
      }
      const auto found = posts.find(uri);
      if (found == posts.end()) {
        absent.push_back(uri);
        continue;
      }
      ++compared;
      EXPECT_EQ(found->second.account_native_id, record.did);
      EXPECT_EQ(found->second.text, record.text) << uri;
      const bool is_told = record.collection == "app.bsky.feed.post" || with_created_of_reposts;
      if (is_told && !claims_another_time(record)) {
        EXPECT_EQ(found->second.created, parse_iso8601(record.created)) << uri;
      }
    }
    EXPECT_GT(compared, 300U);
    EXPECT_THAT(absent, SizeIs(missing));
  }

  bool is_active(const std::string& did) const {
    for (const NamedAccount& account : accounts) {
      if (account.did == did) {
        return account.status == "active";
      }
    }
    return false;
  }

  std::vector<NamedAccount> accounts;
  std::map<std::string, TrueRecord> truth;
};

TEST_F(BlueskyServers, SendEveryPostOverTheStream) {
  JetstreamSource source{options, tools()};

  const auto result = run(source, "0");

  ASSERT_TRUE(result) << result.error().message;
  expect_all([](const TrueRecord&) { return true; }, true);
  EXPECT_THAT(sink.rejects, IsEmpty());
  EXPECT_THAT(sink.gaps, IsEmpty());
  EXPECT_FALSE(sink.seen.empty());
  std::set<std::string> deleted;
  for (const PostDeletion& deletion : sink.deletions) {
    deleted.insert(deletion.native_id);
  }
  for (const auto& [uri, record] : truth) {
    EXPECT_TRUE(!record.is_deleted || !is_kept(record) || deleted.contains(uri)) << uri;
  }
  std::set<AccountState> states;
  for (const Account& account : sink.accounts) {
    states.insert(account.state.value_or(AccountState::kActive));
  }
  EXPECT_TRUE(states.contains(AccountState::kDeactivated));
  EXPECT_TRUE(states.contains(AccountState::kTakenDown));
}

TEST_F(BlueskyServers, GoOnFromACursorWithoutAGap) {
  JetstreamSource source{options, tools()};
  ASSERT_TRUE(run(source, "0"));
  const std::string cursor = sink.cursor;
  const std::size_t before = sink.posts.size();

  ASSERT_TRUE(run(source, cursor));

  EXPECT_THAT(sink.gaps, IsEmpty());
  EXPECT_LT(sink.posts.size() - before, before) << "not from the beginning";
  EXPECT_GE(sink.cursor, cursor);
}

TEST_F(BlueskyServers, TellTheWholeHistoryOfEachAccount) {
  AccountQueue queue{DeepenOptions{}, clock};
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    queue.want(i % 2 == 0 || accounts[i].status != "active" ? accounts[i].did : accounts[i].handle);
  }
  BlueskyHistory source{options, 1'000, queue, tools()};

  const auto result = run(source);

  ASSERT_TRUE(result) << result.error().message;
  // Two reposts of an account that is deactivated: the AppView shows neither it nor them.
  expect_all([this](const TrueRecord& record) { return is_active(record.did); }, false, 2);
  EXPECT_THAT(sink.rejects, IsEmpty());
  std::set<std::string> seen;
  for (const SeenSpan& span : sink.seen) {
    seen.insert(span.account_native_id);
    EXPECT_LT(span.begin, span.end);
  }
  std::set<std::string> unknown;
  std::set<std::string> shown;
  for (const Account& account : sink.accounts) {
    (account.state == AccountState::kUnknown ? unknown : shown).insert(account.native_id);
  }
  for (const NamedAccount& account : accounts) {
    const bool active = account.status == "active";
    EXPECT_EQ(seen.contains(account.did), active) << account.did;
    EXPECT_EQ(shown.contains(account.did), active) << account.did;
    EXPECT_EQ(unknown.contains(account.did), !active) << account.did;
  }
}

TEST_F(BlueskyServers, KeepWholeRepositories) {
  options.full_history = true;
  AccountQueue queue{DeepenOptions{}, clock};
  for (const NamedAccount& account : accounts) {
    queue.want(account.did);
  }
  BlueskyHistory source{options, 1, queue, tools()};

  const auto result = run(source);

  ASSERT_TRUE(result) << result.error().message;
  expect_all([this](const TrueRecord& record) { return is_active(record.did); }, true);
  EXPECT_THAT(sink.rejects, IsEmpty());
}

TEST_F(BlueskyServers, StopAtTheNumberOfPostsThatIsWanted) {
  AccountQueue queue{DeepenOptions{}, clock};
  queue.want("meteo.test");
  BlueskyHistory source{options, 7, queue, tools()};

  ASSERT_TRUE(run(source));

  EXPECT_THAT(sink.posts, SizeIs(7));
  ASSERT_THAT(sink.seen, SizeIs(1));
  EXPECT_EQ(sink.seen[0].begin, *sink.posts.back().created);
}

TEST_F(BlueskyServers, TellWhichPostsAreGone) {
  const auto place = make_bluesky_recheck(options, tools());
  RecheckRequest request{.posts = {}, .accounts = {}, .controls = {}, .believes_absences = true};
  std::set<std::string> expected;
  for (const auto& [uri, record] : truth) {
    if (record.collection == "app.bsky.feed.post") {
      request.posts.push_back({uri, record.did});
      if (record.is_deleted || !is_active(record.did)) {
        expected.insert(uri);
      }
    }
  }

  const RecheckOutcome outcome = ask_again(*place, request, stopper.get_token());

  EXPECT_THAT(outcome.failures, IsEmpty());
  EXPECT_EQ((std::set<std::string>{outcome.posts.absent.begin(), outcome.posts.absent.end()}),
            expected);
  EXPECT_FALSE(expected.empty());
}

TEST_F(BlueskyServers, AnswerASearchToWhoeverHasLoggedIn) {
  options.identifier = accounts[0].handle;
  SearchSource source{
      options,
      {{.text = "flagged-one.example", .since = {}, .until = {}, .most_posts = 150}},
      accounts[0].password,
      tools()};

  const auto result = run(source);

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_FALSE(sink.posts.empty());
  for (const Post& post : sink.posts) {
    EXPECT_TRUE(truth.contains(post.native_id)) << post.native_id;
  }
}

TEST_F(BlueskyServers, RefuseAWrongPassword) {
  options.identifier = accounts[0].handle;
  SearchSource source{
      options, {{.text = "x", .since = {}, .until = {}}}, "not the password", tools()};

  const auto result = run(source);

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, LiveErrorKind::kOperator);
}

/// What the real Jetstream sent, played again.
class JetstreamReplay : public BlueskyNetwork {
 protected:
  void SetUp() override {
    const std::string address = environment("VIGIE_TEST_JETSTREAM");
    if (address.empty()) {
      GTEST_SKIP() << "VIGIE_TEST_JETSTREAM names no running replay";
    }
    options.jetstream_hosts = {address};
  }
};

TEST_F(JetstreamReplay, IsReadTheSameWithAndWithoutCompression) {
  ASSERT_TRUE(run(*std::make_unique<JetstreamSource>(options, tools()), "0"));
  const std::size_t plain = sink.posts.size();
  EXPECT_EQ(plain, 32U);
  EXPECT_EQ(meter.read().events, 152U);
  options.compress = true;
  options.zstd_dictionary = (std::filesystem::path{VIGIE_SOURCE_DIR} / ".." / "shared" / "servers" /
                             "specs" / "atproto-corpus" / "legacy_subscribe.zdict")
                                .string();

  ASSERT_TRUE(run(*std::make_unique<JetstreamSource>(options, tools()), "0"));

  ASSERT_EQ(sink.posts.size(), 2 * plain);
  for (std::size_t i = 0; i < plain; ++i) {
    EXPECT_EQ(sink.posts[i].native_id, sink.posts[plain + i].native_id);
    EXPECT_EQ(sink.posts[i].text, sink.posts[plain + i].text);
  }
  EXPECT_THAT(sink.rejects, IsEmpty());
}

}  // namespace
}  // namespace vigie::collector
