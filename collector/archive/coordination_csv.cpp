// Rows of the Coordination Network Toolkit: message_id, user_id, username, repost_id, reply_id,
// message, timestamp, urls. Read at tens of millions of rows: no step allocates that need not.
#include <array>
#include <utility>

#include "collector/archive/list_cell.h"
#include "collector/archive/profile_filter.h"
#include "collector/archive/refusal.h"
#include "collector/archive/table_columns.h"
#include "collector/archive/table_formats.h"

namespace vigie::collector {
namespace {

enum Column : std::size_t {
  kMessage,
  kAccount,
  kHandle,
  kRepost,
  kReply,
  kText,
  kTime,
  kUrls,
  kColumnCount
};

constexpr std::array<std::string_view, kColumnCount> kNames{
    "message_id", "user_id", "username", "repost_id", "reply_id", "message", "timestamp", "urls"};

/// One link is the rule, a list the exception: only that one is split.
void append_url_cell(std::string_view cell, std::vector<std::string>& urls) {
  if (cell.empty()) {
    return;
  }
  if (cell.front() != '[' && cell.find_first_of(" \t\r\n") == std::string_view::npos) {
    urls.emplace_back(cell);
  } else {
    urls = split_list_cell(cell, {});
  }
}

class CoordinationCsvParser : public RecordParser {
 public:
  explicit CoordinationCsvParser(const std::vector<std::string>& header)
      : row_(kNames, header), seconds_(*TimeFormat::compile("unix_s")) {}

  tl::expected<void, ParseError> parse(const RawRecord& record, RecordBatch& batch) override {
    row_.read(record);
    if (row_[kMessage].empty()) {
      return refuse("id: missing");
    }
    if (row_[kAccount].empty()) {
      return refuse("account: missing");
    }
    const auto time =
        checked_time(row_[kTime], [this](std::string_view text) { return seconds_.parse(text); });
    if (!time) {
      return tl::unexpected{time.error()};
    }
    fill(*time, !record.valid_utf8, batch.posts.emplace_back());
    add_profile(*time, batch);
    return {};
  }

 private:
  void fill(UtcTime time, bool repaired, Post& post) const {
    post.native_id = row_[kMessage];
    post.account_native_id = row_[kAccount];
    post.created = time;
    post.parent_id = row_[kReply];
    post.subject_id = row_[kRepost];
    if (!post.subject_id.empty()) {
      post.kind = PostKind::kRepost;  // the text is its subject's
    } else {
      post.kind = post.parent_id.empty() ? PostKind::kPost : PostKind::kReply;
      post.text = row_[kText];
    }
    append_url_cell(row_[kUrls], post.urls);
    post.text_repaired = replace_nul(post.text) || repaired;
  }

  void add_profile(UtcTime time, RecordBatch& batch) {
    if (row_[kHandle].empty()) {
      return;
    }
    profile_.native_id = row_[kAccount];
    profile_.handle = row_[kHandle];
    profile_.seen = time;
    if (profiles_.admit(profile_)) {
      batch.accounts.push_back(profile_);
    }
  }

  TableColumns row_;
  TimeFormat seconds_;
  Account profile_;  ///< Reused, so that its strings keep their memory.
  ProfileFilter profiles_;
};

}  // namespace

std::unique_ptr<RecordParser> make_coordination_csv_parser(const std::vector<std::string>& header) {
  return std::make_unique<CoordinationCsvParser>(header);
}

}  // namespace vigie::collector
