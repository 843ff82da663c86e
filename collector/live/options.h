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
  bool compress = true;
  bool likes = false;  ///< Also ask for likes and follows: counted, not kept.
  std::string appview = "https://public.api.bsky.app";
  std::string plc_directory = "https://plc.directory";
  std::string service = "https://bsky.social";  ///< Where an account of the operator logs in.
  double requests_per_second = 10.0;            ///< Of the AppView.
  std::string identifier;  ///< Handle of the operator's account; empty: no login. The app password
                           ///< is read from VIGIE_BLUESKY_APP_PASSWORD.
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
  std::vector<std::string> relays;  ///< `wss://relay.example`
};

/// What is kept of a stream. A post passes when one of its watches asks for it.
struct WatchOptions {
  std::string name;
  std::vector<std::string> topics;    ///< Ids of topic files.
  std::vector<std::string> keywords;  ///< Words and phrases, whatever their case.
  std::vector<std::string> hashtags;  ///< Without `#`.
  std::vector<std::string> domains;   ///< And all below them.
  bool listed_sources = false;        ///< Posts that link to or repost what the lists name.
  std::vector<std::string> accounts;  ///< `platform:handle` or `platform:id`: kept whole.
  bool everything = false;            ///< All that the sources yield.
};

struct LiveOptions {
  NetOptions net;  ///< `user_agent` is filled by the program from its version and the contact.
  BlueskyOptions bluesky;
  MastodonOptions mastodon;
  FeedOptions feeds;
  NostrOptions nostr;
  bool deepens = true;  ///< Fetch the history of accounts that touch a watch.
  DeepenOptions deepen;
  /// Empty: one watch of all topics and of all listed sources.
  std::vector<WatchOptions> watches;
  std::string metrics_file;  ///< Rewritten every 10 s in the Prometheus text format; empty: none.
};

}  // namespace vigie::collector
