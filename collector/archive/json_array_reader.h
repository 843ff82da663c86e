// Records that are the elements of arrays inside one large JSON document, streamed.
//
// The document is never held: only the element at hand is. Several arrays of one document are read
// in one pass, in whatever order they stand in the file. A path may lead through arrays of objects
// (`chats.list[].messages`): the arrays at its end are then read one after another, and each record
// carries what the object around its array said of itself before the array. Elements are delimited
// here by brackets and strings alone (RFC 8259); whether an element is valid JSON is the parser's
// matter.
//
// An element that is too long or too deep is refused and skipped. When the document itself is
// broken between elements there is no place to go on from: reading ends with kDamaged, or with
// kTruncated when the file stops before its arrays are closed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "collector/archive/input_window.h"
#include "collector/archive/record_reader.h"

namespace vigie::collector {

class JsonArrayReader : public RecordReader {
 public:
  /// `paths`: dotted keys, e.g. `data.posts`; an empty path is the document itself; `key[]` goes
  /// through each element of an array. `window` must outlive the reader. `RawRecord::array` is an
  /// index into `paths`, `RawRecord::context` has one entry for each of `context_keys`.
  JsonArrayReader(InputWindow& window,
                  const std::vector<std::string>& paths,
                  const RecordLimits& limits,
                  std::vector<std::string> context_keys = {});

  [[nodiscard]] tl::expected<bool, SourceError> next(RawRecord& record) override;

  /// After the end: whether the array of `paths[index]` was met.
  [[nodiscard]] bool found(std::size_t index) const { return targets_[index].found; }

  /// The document's own keys as met so far, at most 40: for error messages.
  [[nodiscard]] const std::vector<std::string>& root_keys() const { return root_keys_; }

 private:
  struct Target {
    std::vector<std::string> keys;  ///< `[]` stands for each element of an array.
    bool repeats = false;           ///< Leads through an array: may be met more than once.
    bool found = false;
  };

  using Step = tl::expected<void, SourceError>;

  [[nodiscard]] Step enter_value();
  [[nodiscard]] Step read_member();
  [[nodiscard]] Step read_item();
  [[nodiscard]] Step read_context(std::size_t index);
  [[nodiscard]] std::optional<std::size_t> context_here() const;
  void open(char bracket);
  void close();
  [[nodiscard]] Step read_colon();
  void leave();
  [[nodiscard]] Step skip_value();
  [[nodiscard]] tl::expected<bool, SourceError> read_element(RawRecord& record);
  [[nodiscard]] tl::expected<bool, SourceError> next_element(RawRecord& record);
  [[nodiscard]] tl::expected<bool, SourceError> cut_element(RawRecord& record);
  [[nodiscard]] tl::expected<std::string, SourceError> read_key();
  [[nodiscard]] tl::expected<std::string, SourceError> read_token();
  [[nodiscard]] tl::expected<char, SourceError> peek();
  [[nodiscard]] tl::expected<char, SourceError> peek_behind_comma();
  [[nodiscard]] std::optional<std::size_t> target_here() const;
  [[nodiscard]] bool leads_to_target(char bracket) const;
  [[nodiscard]] SourceError broken(std::string_view what) const;
  [[nodiscard]] SourceError cut_short() const;
  void consume(std::size_t count);

  InputWindow& window_;
  RecordLimits limits_;
  std::vector<Target> targets_;
  std::vector<std::string> path_;      ///< Keys from the document to where reading stands.
  std::optional<std::size_t> inside_;  ///< The array whose elements are being read.
  std::vector<std::string> root_keys_;
  std::uint64_t line_ = 0;  ///< Line ends consumed.
  std::string open_;        ///< The brackets entered on the way and not closed yet.
  std::vector<std::string> context_keys_;
  std::vector<std::string> context_;  ///< Of the innermost object; empty where it said nothing.
  bool entered_ = false;
  std::string kept_;
};

}  // namespace vigie::collector
