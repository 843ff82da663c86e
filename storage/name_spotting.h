// Where names of accounts may stand in a text or an address: letters, marks, places. Knows of no
// account; withheld_names.h asks about what is spotted here.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::storage {

inline constexpr std::size_t kLongestWithheld = 320;  ///< Bytes: a local name and a host.
inline constexpr int kNesting = 3;                    ///< Of addresses within addresses.

[[nodiscard]] bool is_of_plain_name(char c);

/// Whatever is not ASCII ends it too: an ellipsis, a full stop of another script, a wide space.
[[nodiscard]] bool ends_chunk(char c);

[[nodiscard]] std::string_view leading_name(std::string_view text);

/// `inst.example/users/name` and the like: what follows names an account.
[[nodiscard]] bool announces_account(std::string_view segment);

/// Hosts that belong to one platform, which names accounts in its own places.
[[nodiscard]] std::string_view platform_of_host(std::string_view host);

/// Whose name a segment is for the place where it stands; empty: it is none, or any server's.
[[nodiscard]] std::string_view platform_at(std::string_view host,
                                           std::string_view before,
                                           bool is_marked);

[[nodiscard]] std::string_view without_marks(std::string_view word);

/// Two dots or more, a colon or an `@` inside: no ordinary word, and no registrable domain, which
/// is a site before it is somebody's handle.
[[nodiscard]] bool is_distinct(std::string_view word);

/// A name with a dot or a server in it is told from those of other platforms by itself.
[[nodiscard]] std::string_view scope_of(std::string_view platform, std::string_view name);

/// Where names that start with `body` may end, the longest first: all of it, then at marks.
[[nodiscard]] std::vector<std::size_t> ends_of_name(std::string_view body);

/// `x.com/name`: a host before the first slash.
[[nodiscard]] bool begins_with_host(std::string_view chunk);

/// Where `https` of the first `https://` begins.
[[nodiscard]] std::size_t begin_of_scheme(std::string_view chunk);

[[nodiscard]] std::size_t begin_of_host(std::string_view address);

[[nodiscard]] bool is_scheme(std::string_view segment);

/// An address within an address within an address is encoded as often.
[[nodiscard]] std::string percent_decoded(std::string_view text);

[[nodiscard]] std::string host_case(std::string_view text);

/// `RT @`, `QT: @`, `mt@`: offset of the `@` of one that begins at `begin`.
[[nodiscard]] std::optional<std::size_t> name_by_hand(std::string_view text, std::size_t begin);

}  // namespace vigie::storage
