// Lines out of pieces of a stream, wherever the pieces were cut.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::collector {

/// Ends of lines are LF and CRLF. Holds no more than one unfinished line and what was added last.
class LineSplitter {
 public:
  explicit LineSplitter(std::uint64_t max_line_bytes) : max_line_bytes_(max_line_bytes) {}

  void add(std::string_view piece);

  /// The next whole line without its end, valid until add(); nothing: more is needed, or
  /// is_too_long().
  [[nodiscard]] std::optional<std::string_view> next();

  /// A line, whole or not, is longer than allowed; no more come.
  [[nodiscard]] bool is_too_long() const { return is_too_long_; }

  /// What came after the last end of a line.
  [[nodiscard]] std::string_view rest() const;

 private:
  std::uint64_t max_line_bytes_;
  std::string bytes_;
  std::size_t begin_ = 0;    ///< Of the first line not given out.
  std::size_t scanned_ = 0;  ///< Up to here there is no end of it.
  bool is_too_long_ = false;
};

}  // namespace vigie::collector
