// Invented archives in every format that is known by itself, for tests that do the same with each.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::tests {

/// Names as `--format` takes them, those whose records hold posts.
[[nodiscard]] std::vector<std::string> sampled_formats();

/// A whole archive of `format` with `posts` posts numbered from `first`, each with an id of its
/// own, by 97 accounts, a minute apart.
[[nodiscard]] std::string sample_of(std::string_view format,
                                    std::uint64_t first,
                                    std::uint64_t posts);

}  // namespace vigie::tests
