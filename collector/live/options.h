// Settings of live collecting, with their defaults.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "collector/live/account_queue.h"
#include "collector/net/http_client.h"

namespace vigie::collector {

struct BlueskyOptions {
  bool enabled = false;
  /// Tried in turn. Base addresses, `wss://host`; the path depends on `jetstream_version`.
  std::vector<std::string> jetstream_hosts{"wss://jetstream1.us-east.bsky.network",
                                           "wss://jetstream2.us-east.bsky.network",
                                           "wss://jetstream1.us-west.bsky.network",
                                           "wss://jetstream2.us-west.bsky.network"};
  std::int64_t jetstream_version = 1;  ///< 1, or 2: `wss://jetstream.us-east.bsky.network`.
  /// Ask for compressed messages. The first wire then needs `zstd_dictionary`, the second fetches
  /// what it needs.
  bool compress = false;
  /// File of the dictionary that the server compresses with, for the first wire: published with the
  /// Jetstream server; not part of Vigie. Empty: messages of that wire come as they are.
  std::string zstd_dictionary;
  bool likes = false;  ///< Also ask for likes and follows: counted, not kept.
  std::string appview = "https://public.api.bsky.app";
  std::string plc_directory = "https://plc.directory";
  std::string service = "https://bsky.social";  ///< Where an account of the operator logs in.
  double requests_per_second = 10.0;            ///< Of the AppView.
  std::string identifier;  ///< Handle of the operator's account; empty: no login. The app password
                           ///< is read from VIGIE_BLUESKY_APP_PASSWORD.
  std::chrono::seconds search_interval{900};  ///< Between two rounds of searches, with a login.
  bool full_history = false;  ///< Histories from the account's own server instead of the AppView.
};

struct MastodonInstance {
  std::string url;                    ///< `https://social.example`.
  bool terms_acknowledged = false;    ///< The operator has read its rules.
  std::string token_variable;         ///< Environment variable that holds a user token.
  std::string transport = "poll";     ///< `poll`, `websocket` or `sse`.
  bool local_timeline = true;         ///< public:local
  std::vector<std::string> tags;      ///< Without `#`.
  std::vector<std::string> accounts;  ///< `name` or `name@host`, as the instance knows them.
  std::chrono::seconds poll_interval{60};
};

struct MastodonOptions {
  std::vector<MastodonInstance> instances;
};

struct FeedOptions {
  std::vector<std::string> urls;            ///< RSS 2.0, RDF, Atom.
  std::chrono::seconds poll_interval{900};  ///< At least; a feed may ask for longer.
};

struct NostrOptions {
  std::vector<std::string> relays;             ///< `wss://relay.example`
  std::chrono::seconds first_lookback{3'600};  ///< Of what a relay stores, at the first start.
};

/// X API v2 (gated). The bearer token is read from VIGIE_X_BEARER_TOKEN.
struct XOptions {
  bool enabled = false;
  bool terms_acknowledged = false;  ///< The operator holds X's permission; see collector/x.
  std::string base = "https://api.x.com";
  std::vector<std::string> queries;  ///< Of recent search, as X writes them.
  std::vector<std::string> rules;    ///< Of the filtered stream.
  std::string fields_parameter =
      "tweet.fields";  ///< Or `post.fields`: the vocabulary X answers in.
  std::string stream_fields_parameter = "tweet.fields";  ///< The same for the stream.
  double monthly_budget_dollars = 0.0;                   ///< Of both sources together; must be set.
  double post_read_dollars = 0.005;
  double user_read_dollars = 0.010;
  std::chrono::seconds poll_interval{900};  ///< Between two searches.
};

/// Reddit's API (gated). The client is read from VIGIE_REDDIT_CLIENT_ID and
/// VIGIE_REDDIT_CLIENT_SECRET.
struct RedditOptions {
  bool enabled = false;
  bool terms_acknowledged = false;  ///< Reddit has approved the use; see collector/reddit.
  std::string base = "https://oauth.reddit.com";
  std::string login = "https://www.reddit.com";  ///< Where the client gets its token.
  std::string user_agent;  ///< `<platform>:<app>:<version> (by /u/<name>)`; must be set.
  std::vector<std::string> subreddits;  ///< Without `r/`.
  std::chrono::seconds poll_interval{120};
};

/// YouTube Data API (gated). The key is read from VIGIE_YOUTUBE_API_KEY.
struct YoutubeOptions {
  bool enabled = false;
  bool terms_acknowledged =
      false;  ///< The operator has agreed to its terms; see collector/youtube.
  std::string base = "https://youtube.googleapis.com";
  std::vector<std::string> channels;      ///< `UC...` or `@handle`.
  std::vector<std::string> videos;        ///< Ids, whoever's they are.
  std::uint32_t videos_per_channel = 20;  ///< The newest, at most.
  std::uint32_t daily_units = 10'000;     ///< What the project may use a day.
  std::uint32_t reserved_units = 500;     ///< Of these, left for others.
  std::chrono::seconds poll_interval{3'600};
};

/// What is kept of a stream. A post passes when one of its watches asks for it.
struct WatchOptions {
  std::string name = {};
  std::vector<std::string> topics = {};    ///< Ids of topic files.
  std::vector<std::string> keywords = {};  ///< Words and phrases, whatever their case.
  std::vector<std::string> hashtags = {};  ///< Without `#`.
  std::vector<std::string> domains = {};   ///< And all below them.
  bool listed_sources = false;             ///< Posts that link to or repost what the lists name.
  std::vector<std::string> accounts = {};  ///< `platform:handle` or `platform:id`: kept whole.
  bool everything = false;                 ///< All that the sources yield.
};

struct LiveOptions {
  NetOptions net;  ///< `user_agent` is filled by the program from its version and the contact.
  BlueskyOptions bluesky;
  MastodonOptions mastodon;
  FeedOptions feeds;
  NostrOptions nostr;
  XOptions x;
  RedditOptions reddit;
  YoutubeOptions youtube;
  bool deepens = true;  ///< Fetch the history of accounts that touch a watch.
  DeepenOptions deepen;
  /// Empty: one watch of all topics and of all listed sources.
  std::vector<WatchOptions> watches;
  std::string metrics_file;    ///< Rewritten every 10 s in the Prometheus text format; empty: none.
  std::string metrics_listen;  ///< `127.0.0.1:9464`: the same at `/metrics`; empty: nowhere.
  bool metrics_remote = false;  ///< `metrics_listen` may be an address that other machines reach.
};

}  // namespace vigie::collector
