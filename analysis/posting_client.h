// Whether a post's client, as the platform names it, is a program that posts by itself.
//
// By words of its name: services that forward feeds or fire rules, and names that say "bot".
// Buffers and dashboards, with which people schedule what they wrote, are not among them. Some
// platforms name clients (Twitter's archives, Mastodon), most do not; anybody can name a client at
// will.
#pragma once

#include <string_view>

namespace vigie::analysis {

/// True for e.g. `IFTTT`, `dlvr.it`, `my_weather_bot`; ASCII case does not matter.
[[nodiscard]] bool is_automatic_client(std::string_view client);

}  // namespace vigie::analysis
