// The sections of `vigie.toml` that speak of live collecting: `[collect]`, `[bluesky]`,
// `[[mastodon]]`, `[feeds]`, `[nostr]`, `[deepen]`, `[[watch]]`.
#pragma once

#include "collector/live/options.h"
#include "config/toml_value.h"

namespace vigie::config {

void read_collect(TomlReader& reader, collector::LiveOptions& options);
void read_bluesky(TomlReader& reader, collector::LiveOptions& options);
void read_feeds(TomlReader& reader, collector::LiveOptions& options);
void read_nostr(TomlReader& reader, collector::LiveOptions& options);
void read_deepen(TomlReader& reader, collector::LiveOptions& options);

/// The arrays of tables at the root.
void read_mastodon(TomlReader& root, collector::LiveOptions& options);
void read_watches(TomlReader& root, collector::LiveOptions& options);

}  // namespace vigie::config
