// Whether a stream that fell silent has told all that there was, or stands still: a second
// connection that gives the newest event again and then nothing is proof, one that does not get
// that far is not.
#pragma once

#include <cstdint>
#include <optional>

namespace vigie::collector {

enum class QuietVerdict : std::uint8_t {
  kAskAgain,  ///< Not known yet: connect once more.
  kReadAll,
  kStalled,  ///< What was read before did not come again: the stream stands still.
};

/// How a connection looked when it had been silent for long enough.
struct QuietConnection {
  std::optional<std::int64_t> newest_us;    ///< Of all events so far; nothing: there were none.
  std::optional<std::int64_t> repeated_us;  ///< Of those of this connection.
  bool replays = true;  ///< Asked for from before `newest_us` on, and the server still has that.
};

class QuietCheck {
 public:
  [[nodiscard]] QuietVerdict judge(const QuietConnection& quiet) {
    const bool is_again = was_quiet_ && quiet.newest_us == newest_us_;
    was_quiet_ = true;
    newest_us_ = quiet.newest_us;
    if (!is_again) {
      return QuietVerdict::kAskAgain;
    }
    const bool has_come_again =
        !quiet.newest_us || !quiet.replays || (quiet.repeated_us >= quiet.newest_us);
    return has_come_again ? QuietVerdict::kReadAll : QuietVerdict::kStalled;
  }

 private:
  bool was_quiet_ = false;
  std::optional<std::int64_t> newest_us_;
};

}  // namespace vigie::collector
