// What tests ask of a rendered page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vigie::tests {

/// Names of tags that are closed in the wrong order, or never; style and script are skipped.
[[nodiscard]] std::vector<std::string> unbalanced_tags(std::string_view page);

/// First group of every match of `pattern`.
[[nodiscard]] std::vector<std::string> all_matches(const std::string& text,
                                                   const std::string& pattern);

}  // namespace vigie::tests
