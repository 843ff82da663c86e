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

/// Decoded as often as an address within an address within an address is encoded, at most 8 times.
[[nodiscard]] std::string percent_decoded(std::string_view text);

/// Dots of other scripts that hosts may be written with (UTS 46: U+3002, U+FF0E, U+FF61) as `.`.
[[nodiscard]] std::string with_ascii_dots(std::string_view text);

/// Bytes of `text` that `dotted` bytes of it `with_ascii_dots` are.
[[nodiscard]] std::size_t length_as_written(std::string_view text, std::size_t dotted);

/// Length of the chunk at the start of `text` (ends_chunk); such a dot between two characters of a
/// name does not end it.
[[nodiscard]] std::size_t length_with_other_dots(std::string_view text);

[[nodiscard]] std::string host_case(std::string_view text);

/// A place of an address where a name may stand.
struct AddressPlace {
  std::string_view text;
  std::string_view host;  ///< Of the address that it belongs to, in lower case; `text` if it is it.
  std::string_view before;  ///< The place before it.
  std::string_view whole;   ///< The address that it belongs to, up to here.
  bool is_host = false;
  std::size_t cut = 0;  ///< Where the address as written may be cut so that it goes.
};

/// Walks through an address, addresses within it included, percent-encoded or not: decoded first,
/// so that all of them lie side by side. One pass, and what it gives lives as long as it.
class AddressReader {
 public:
  explicit AddressReader(std::string_view address);

  [[nodiscard]] std::optional<AddressPlace> next();

 private:
  [[nodiscard]] AddressPlace host_from(std::size_t begin, std::size_t begin_of_address);
  [[nodiscard]] std::size_t cut_at(std::size_t decoded) const;

  std::string_view written_;
  std::string decoded_;
  std::vector<std::size_t> origins_;  ///< Of its bytes, in the address as written.
  std::string host_;
  std::size_t address_ = 0;  ///< Where the present one begins.
  std::size_t from_ = 0;     ///< The place that was given last.
  std::size_t end_ = std::string::npos;
  std::size_t before_ = 0;  ///< The one before; as long as `before_size_`.
  std::size_t before_size_ = 0;
  bool is_host_ = false;
};

/// `RT @`, `QT: @`, `mt@`: offset of the `@` of one that begins at `begin`.
[[nodiscard]] std::optional<std::size_t> name_by_hand(std::string_view text, std::size_t begin);

}  // namespace vigie::storage
