#include "collector/archive/json_text.h"

#include <algorithm>

namespace vigie::collector {

bool exceeds_depth(std::string_view json, std::size_t max_depth) {
  const auto opened =
      std::count(json.begin(), json.end(), '{') + std::count(json.begin(), json.end(), '[');
  if (static_cast<std::size_t>(opened) <= max_depth) {
    return false;
  }
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string) {
      i += c == '\\' ? 1U : 0U;
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > max_depth) {
        return true;
      }
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return false;
}

std::string_view raw_key(const char* raw, const char* end) {
  const char* at = raw;
  while (at < end && *at != '"') {
    at += *at == '\\' && at + 1 < end ? 2 : 1;
  }
  return {raw, static_cast<std::size_t>(std::min(at, end) - raw)};
}

}  // namespace vigie::collector
