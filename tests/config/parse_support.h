// What the tests of files that are parsed share.
#pragma once

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace vigie::tests {

/// The error of `content`, which must not parse; else the test fails, and the error is empty.
template <typename Parsed>
[[nodiscard]] typename Parsed::error_type error_of(const Parsed& parsed, std::string_view content) {
  EXPECT_FALSE(parsed) << content;
  return parsed ? typename Parsed::error_type{} : parsed.error();
}

/// `content` with `to` at the place of the first `from`, which must be in it.
[[nodiscard]] inline std::string replaced(std::string content,
                                          const std::string& from,
                                          const std::string& to) {
  content.replace(content.find(from), from.size(), to);
  return content;
}

}  // namespace vigie::tests
