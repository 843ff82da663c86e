#include "collector/archive/json_array_reader.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace vigie::collector {
namespace {

constexpr std::size_t kMaxKeyBytes = 4096;
constexpr std::size_t kMaxRootKeys = 40;
constexpr std::string_view kEachElement = "[]";

bool is_json_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool ends_scalar(char c) {
  return is_json_space(c) || c == ',' || c == ']' || c == '}';
}

std::vector<std::string> split_path(const std::string& path) {
  std::vector<std::string> keys;
  std::size_t begin = 0;
  while (begin < path.size()) {
    const std::size_t dot = std::min(path.find('.', begin), path.size());
    std::string key = path.substr(begin, dot - begin);
    const bool is_array = key.ends_with(kEachElement);
    if (is_array) {
      key.erase(key.size() - kEachElement.size());
    }
    keys.push_back(std::move(key));
    if (is_array) {
      keys.emplace_back(kEachElement);
    }
    begin = dot + 1;
  }
  return keys;
}

/// Finds the end of one JSON value, fed piece by piece, with brackets and strings only.
class ValueScanner {
 public:
  /// Bytes of `text` that belong to the value. `done()` tells whether it ended among them.
  std::size_t scan(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && !done_) {
      if (in_string_) {
        at = scan_string(text, at);
      } else {
        at = scan_outside(text, at);
      }
    }
    return at;
  }

  [[nodiscard]] bool done() const { return done_; }

  /// True when the value may end where the input does: a bare number or word.
  [[nodiscard]] bool is_scalar() const { return started_ && depth_ == 0 && !in_string_; }

  [[nodiscard]] std::size_t deepest() const { return deepest_; }

 private:
  std::size_t scan_string(std::string_view text, std::size_t at) {
    if (escaped_) {
      escaped_ = false;
      return at + 1;
    }
    while (at < text.size() && text[at] != '"' && text[at] != '\\') {
      ++at;
    }
    if (at == text.size()) {
      return at;
    }
    if (text[at] == '\\') {
      escaped_ = true;
    } else {
      in_string_ = false;
      done_ = depth_ == 0;
    }
    return at + 1;
  }

  std::size_t scan_outside(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (c == '"' && (depth_ > 0 || !started_)) {
      in_string_ = true;
    } else if (c == '{' || c == '[') {
      deepest_ = std::max(deepest_, ++depth_);
    } else if (depth_ > 0 && (c == '}' || c == ']')) {
      done_ = --depth_ == 0;
    } else if (depth_ == 0 && ends_scalar(c)) {
      done_ = true;
      return at;
    }
    started_ = true;
    return at + 1;
  }

  std::size_t depth_ = 0;
  std::size_t deepest_ = 0;
  bool started_ = false;
  bool in_string_ = false;
  bool escaped_ = false;
  bool done_ = false;
};

}  // namespace

JsonArrayReader::JsonArrayReader(InputWindow& window,
                                 const std::vector<std::string>& paths,
                                 const RecordLimits& limits,
                                 std::vector<std::string> context_keys)
    : window_(window),
      limits_(limits),
      context_keys_(std::move(context_keys)),
      context_(context_keys_.size()) {
  for (const std::string& path : paths) {
    Target target{.keys = split_path(path)};
    target.repeats =
        std::find(target.keys.begin(), target.keys.end(), kEachElement) != target.keys.end();
    targets_.push_back(std::move(target));
  }
}

SourceError JsonArrayReader::broken(std::string_view what) const {
  return {
      .kind = SourceErrorKind::kDamaged,
      .message = fmt::format("the JSON document is broken at line {} ({}): what follows was not "
                             "read; repair the file there and import it again",
                             line_ + 1,
                             what)};
}

SourceError JsonArrayReader::cut_short() const {
  return {.kind = SourceErrorKind::kTruncated,
          .message = fmt::format("the JSON document ends at line {} before it is closed; what was "
                                 "complete has been read: fetch the file again",
                                 line_ + 1)};
}

void JsonArrayReader::consume(std::size_t count) {
  line_ += count_line_ends(window_.view().substr(0, count));
  window_.consume(count);
}

/// The next byte that is not white space; '\0' at the end of the file.
tl::expected<char, SourceError> JsonArrayReader::peek() {
  while (true) {
    const std::string_view view = window_.view();
    const auto first = std::find_if_not(view.begin(), view.end(), is_json_space);
    consume(static_cast<std::size_t>(first - view.begin()));
    if (!window_.view().empty()) {
      return window_.view().front();
    }
    const auto more = window_.fill();
    if (!more) {
      return tl::unexpected{more.error()};
    }
    if (!*more) {
      return '\0';
    }
  }
}

std::optional<std::size_t> JsonArrayReader::target_here() const {
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    if (targets_[i].keys == path_) {
      return i;
    }
  }
  return std::nullopt;
}

/// Whether a target lies in the value of `path_`, which begins with `bracket`.
bool JsonArrayReader::leads_to_target(char bracket) const {
  if (bracket != '{' && bracket != '[') {
    return false;
  }
  return std::any_of(targets_.begin(), targets_.end(), [&](const Target& target) {
    return target.keys.size() > path_.size() &&
           std::equal(path_.begin(), path_.end(), target.keys.begin()) &&
           (target.keys[path_.size()] == kEachElement) == (bracket == '[');
  });
}

JsonArrayReader::Step JsonArrayReader::skip_value() {
  ValueScanner scanner;
  while (true) {
    consume(scanner.scan(window_.view()));
    if (scanner.done()) {
      return {};
    }
    const auto more = window_.fill();
    if (!more) {
      return tl::unexpected{more.error()};
    }
    if (!*more) {
      return scanner.is_scalar() ? Step{} : Step{tl::unexpected{cut_short()}};
    }
  }
}

/// Enters an object or array on the way to a target.
void JsonArrayReader::open(char bracket) {
  consume(1);
  open_.push_back(bracket);
  std::fill(context_.begin(), context_.end(), std::string{});
}

/// Leaves it: what is read next belongs to the one around it.
void JsonArrayReader::close() {
  consume(1);
  open_.pop_back();
  std::fill(context_.begin(), context_.end(), std::string{});
  leave();
}

/// Which of the keys asked for the path ends with; a document may nest them anywhere on the way.
std::optional<std::size_t> JsonArrayReader::context_here() const {
  const auto key = path_.empty()
                       ? context_keys_.end()
                       : std::find(context_keys_.begin(), context_keys_.end(), path_.back());
  return key == context_keys_.end()
             ? std::nullopt
             : std::optional{static_cast<std::size_t>(key - context_keys_.begin())};
}

JsonArrayReader::Step JsonArrayReader::read_context(std::size_t index) {
  auto token = read_token();
  if (!token) {
    return tl::unexpected{std::move(token.error())};
  }
  context_[index] = std::move(*token);
  leave();
  return {};
}

/// Stands before the value of `path_`: opens it when it matters, skips it when it does not.
JsonArrayReader::Step JsonArrayReader::enter_value() {
  const auto first = peek();
  if (!first) {
    return tl::unexpected{first.error()};
  }
  if (*first == '\0') {
    return tl::unexpected{cut_short()};
  }
  const std::optional<std::size_t> target = target_here();
  if (*first == '[' && target && (targets_[*target].repeats || !targets_[*target].found)) {
    consume(1);
    targets_[*target].found = true;
    inside_ = target;
    return {};
  }
  if (leads_to_target(*first)) {
    open(*first);
    return {};
  }
  if (const auto index = context_here(); index && *first != '{' && *first != '[') {
    return read_context(*index);
  }
  auto skipped = skip_value();
  leave();
  return skipped;
}

/// One string or bare word as it stands, cut at 4 KiB.
tl::expected<std::string, SourceError> JsonArrayReader::read_token() {
  ValueScanner scanner;
  std::string token;
  while (!scanner.done()) {
    if (window_.view().empty()) {
      const auto more = window_.fill();
      if (!more) {
        return tl::unexpected{more.error()};
      }
      if (!*more) {
        return tl::unexpected{cut_short()};
      }
    }
    const std::string_view view = window_.view();
    const std::size_t count = scanner.scan(view);
    if (token.size() < kMaxKeyBytes) {
      token.append(view.substr(0, std::min(count, kMaxKeyBytes)));
    }
    consume(count);
  }
  return token;
}

tl::expected<std::string, SourceError> JsonArrayReader::read_key() {
  return read_token().map([](const std::string& key) {
    return key.size() < 2 ? std::string{} : key.substr(1, key.size() - 2);
  });
}

/// A value has been read whole: back to the object around it.
void JsonArrayReader::leave() {
  if (!path_.empty()) {
    path_.pop_back();
  }
}

/// Inside an object on the way to a target: reads one member, or the object's end.
JsonArrayReader::Step JsonArrayReader::read_member() {
  const auto first = peek_behind_comma();
  if (!first) {
    return tl::unexpected{first.error()};
  }
  if (*first == '}') {
    close();
    return {};
  }
  if (*first != '"') {
    return tl::unexpected{*first == '\0' ? cut_short() : broken("a key was expected")};
  }
  auto key = read_key();
  if (!key) {
    return tl::unexpected{std::move(key.error())};
  }
  if (path_.empty() && root_keys_.size() < kMaxRootKeys) {
    root_keys_.push_back(*key);
  }
  path_.push_back(std::move(*key));
  return read_colon().and_then([this] { return enter_value(); });
}

/// Inside an array on the way to a target: enters the next element, or reads the array's end.
JsonArrayReader::Step JsonArrayReader::read_item() {
  const auto first = peek_behind_comma();
  if (!first) {
    return tl::unexpected{first.error()};
  }
  if (*first == ']') {
    close();
    return {};
  }
  if (*first == '\0') {
    return tl::unexpected{cut_short()};
  }
  if (*first == '}' || *first == ',' || *first == ':') {
    return tl::unexpected{broken("an element was expected")};
  }
  path_.emplace_back(kEachElement);
  return enter_value();
}

JsonArrayReader::Step JsonArrayReader::read_colon() {
  const auto colon = peek();
  if (!colon) {
    return tl::unexpected{colon.error()};
  }
  if (*colon != ':') {
    return tl::unexpected{*colon == '\0' ? cut_short() : broken("a colon was expected")};
  }
  consume(1);
  return {};
}

/// The element at hand has outgrown the limit: keeps its head and drops the rest as it comes.
tl::expected<bool, SourceError> JsonArrayReader::cut_element(RawRecord& record) {
  kept_ = window_.view().substr(0, std::min(limits_.kept_bytes, limits_.max_record_bytes));
  record.line = line_ + 1;
  record.byte_offset = window_.offset();
  const auto skipped = skip_value();
  if (!skipped) {
    return tl::unexpected{skipped.error()};
  }
  record.bytes = kept_;
  record.refused = "record: too long";
  return true;
}

/// Stands at the first byte of an element.
tl::expected<bool, SourceError> JsonArrayReader::next_element(RawRecord& record) {
  ValueScanner scanner;
  std::size_t bytes = 0;
  while (true) {
    bytes += scanner.scan(window_.view().substr(bytes));
    if (bytes > limits_.max_record_bytes) {
      return cut_element(record);
    }
    if (scanner.done()) {
      break;
    }
    auto more = window_.fill();
    if (!more) {
      return more;
    }
    if (!*more) {
      return tl::unexpected{cut_short()};
    }
  }
  record.bytes = window_.view().substr(0, bytes);
  record.line = line_ + 1;
  record.byte_offset = window_.offset();
  consume(bytes);
  if (scanner.deepest() > limits_.max_depth) {
    record.bytes = record.bytes.substr(0, limits_.kept_bytes);
    record.refused = "json: too deep";
  }
  return true;
}

/// The next byte that is neither white space nor the comma before it.
tl::expected<char, SourceError> JsonArrayReader::peek_behind_comma() {
  auto first = peek();
  if (first && *first == ',') {
    consume(1);
    first = peek();
  }
  return first;
}

/// Inside an array: reads one element, or the array's end, which is no record.
tl::expected<bool, SourceError> JsonArrayReader::read_element(RawRecord& record) {
  const auto first = peek_behind_comma();
  if (!first) {
    return tl::unexpected{first.error()};
  }
  if (*first == ']') {
    consume(1);
    inside_.reset();
    leave();
    return false;
  }
  if (*first == '\0') {
    return tl::unexpected{cut_short()};
  }
  if (*first == '}' || *first == ',' || *first == ':') {
    return tl::unexpected{broken("an element was expected")};
  }
  record = RawRecord{};
  record.array = *inside_;
  record.context = context_;
  auto read = next_element(record);
  record.end_offset = window_.offset();
  record.end_line = line_;
  return read;
}

tl::expected<bool, SourceError> JsonArrayReader::next(RawRecord& record) {
  Step step;
  if (!std::exchange(entered_, true)) {
    step = enter_value();
  }
  while (step && (inside_ || !open_.empty())) {
    if (!inside_) {
      step = open_.back() == '{' ? read_member() : read_item();
      continue;
    }
    auto read = read_element(record);
    if (!read || *read) {
      return read;
    }
  }
  if (!step) {
    return tl::unexpected{step.error()};
  }
  return false;
}

}  // namespace vigie::collector
