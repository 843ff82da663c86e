// Post line: one simulated post as one line of flat JSON (keys: simulation.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "collector/simulation/composer.h"

namespace vigie::collector::simulation {

/// The post that another one answers, reposts or quotes.
struct PostReference {
  std::uint32_t index = 0;  ///< Its event; the id follows from it.
  const Actor* author = nullptr;
  std::int64_t time_ms = 0;
};

struct PostLine {
  std::uint32_t index = 0;
  const Actor* author = nullptr;
  std::int64_t time_ms = 0;
  std::int64_t posts_count = 0;
  PostKind kind = PostKind::kPost;
  const ComposedText* content = nullptr;
  PostReference other;  ///< Author null: none.
};

/// Appends `line` to `out`, newline included.
void append_json(const PostLine& line, std::string& out);

/// Appends `text` as a JSON string, quotes included. UTF-8 passes as it is.
void append_json_string(std::string_view text, std::string& out);

}  // namespace vigie::collector::simulation
