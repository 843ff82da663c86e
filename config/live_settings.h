// The sections of `vigie.toml` that speak of live collecting: `[collect]`, `[bluesky]`,
// `[[mastodon]]`, `[feeds]`, `[nostr]`, `[deepen]`, `[[watch]]`.
#pragma once

#include <string>
#include <string_view>

#include "collector/live/options.h"
#include "config/toml_value.h"

namespace vigie::config {

/// A web address without user, query or spaces; loses a slash at its end.
void read_web_address(TomlReader& reader, std::string_view key, std::string& target);

void read_collect(TomlReader& reader, collector::LiveOptions& options);
void read_bluesky(TomlReader& reader, collector::LiveOptions& options);
void read_feeds(TomlReader& reader, collector::LiveOptions& options);
void read_nostr(TomlReader& reader, collector::LiveOptions& options);
void read_deepen(TomlReader& reader, collector::LiveOptions& options);

/// The arrays of tables at the root.
void read_mastodon(TomlReader& root, collector::LiveOptions& options);
void read_watches(TomlReader& root, collector::LiveOptions& options);

}  // namespace vigie::config
