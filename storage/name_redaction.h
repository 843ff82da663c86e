// Names of erased accounts in what others wrote: `@name` in a text, a name in an address.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace vigie::storage {

/// What stands where a name stood.
inline constexpr std::string_view kRedacted = "erased";

/// Handles are compared without case (ASCII), and only after `@` or `/`: a handle may be a common
/// word. Keys that hold other characters than a handle may are looked for as they are.
class NameRedaction {
 public:
  /// A handle or a native id, with or without `@`.
  void add(std::string_view name);

  [[nodiscard]] bool empty() const { return words_.empty() && others_.empty(); }

  /// `name` is one of them, whole.
  [[nodiscard]] bool is_name(std::string_view name) const;

  [[nodiscard]] bool is_in(std::string_view text) const;

  [[nodiscard]] std::string redact(std::string_view text) const;

 private:
  struct Place {
    std::size_t begin = 0;
    std::size_t length = 0;
  };

  [[nodiscard]] Place find(std::string_view text, std::size_t from) const;

  std::unordered_set<std::string> words_;  ///< Lower case.
  std::vector<std::string> others_;
};

}  // namespace vigie::storage
