// Rows of FiveThirtyEight's collection of Internet Research Agency posts.
//
// Account ids went through a spreadsheet: `external_author_id` may be in scientific notation, which
// names no account. `alt_external_id` is whole; without either, the name of the account is its key.
// What a repost repeats is not told, so its text is kept as the only trace of it.
#include <algorithm>
#include <array>
#include <utility>

#include "collector/archive/cell_values.h"
#include "collector/archive/label_filter.h"
#include "collector/archive/profile_filter.h"
#include "collector/archive/refusal.h"
#include "collector/archive/table_columns.h"
#include "collector/archive/table_formats.h"

namespace vigie::collector {
namespace {

/// Regions, types of accounts and times of harvest are not read.
enum Column : std::size_t {
  kAccount,
  kWholeAccount,
  kAuthor,
  kText,
  kLanguage,
  kTime,
  kFollowing,
  kFollowers,
  kPosts,
  kPostType,
  kIsRepost,
  kPost,
  kCategory,
  kFirstUrl,
  kColumnCount = kFirstUrl + 3
};

constexpr std::array<std::string_view, kColumnCount> kNames{"external_author_id",
                                                            "alt_external_id",
                                                            "author",
                                                            "content",
                                                            "language",
                                                            "publish_date",
                                                            "following",
                                                            "followers",
                                                            "updates",
                                                            "post_type",
                                                            "retweet",
                                                            "tweet_id",
                                                            "account_category",
                                                            "tco1_step1",
                                                            "tco2_step1",
                                                            "tco3_step1"};

struct Language {
  std::string_view name;
  std::string_view code;
};

constexpr std::array kLanguages{Language{"Albanian", "sq"},
                                Language{"Arabic", "ar"},
                                Language{"Bulgarian", "bg"},
                                Language{"Catalan", "ca"},
                                Language{"Croatian", "hr"},
                                Language{"Czech", "cs"},
                                Language{"Danish", "da"},
                                Language{"Dutch", "nl"},
                                Language{"English", "en"},
                                Language{"Estonian", "et"},
                                Language{"Farsi (Persian)", "fa"},
                                Language{"Finnish", "fi"},
                                Language{"French", "fr"},
                                Language{"German", "de"},
                                Language{"Greek", "el"},
                                Language{"Gujarati", "gu"},
                                Language{"Hebrew", "he"},
                                Language{"Hindi", "hi"},
                                Language{"Hungarian", "hu"},
                                Language{"Icelandic", "is"},
                                Language{"Indonesian", "id"},
                                Language{"Italian", "it"},
                                Language{"Japanese", "ja"},
                                Language{"Korean", "ko"},
                                Language{"Kurdish", "ku"},
                                Language{"LANGUAGE UNDEFINED", "und"},
                                Language{"Latvian", "lv"},
                                Language{"Lithuanian", "lt"},
                                Language{"Macedonian", "mk"},
                                Language{"Malay", "ms"},
                                Language{"Norwegian", "no"},
                                Language{"Polish", "pl"},
                                Language{"Portuguese", "pt"},
                                Language{"Pushto", "ps"},
                                Language{"Romanian", "ro"},
                                Language{"Russian", "ru"},
                                Language{"Serbian", "sr"},
                                Language{"Simplified Chinese", "zh"},
                                Language{"Slovak", "sk"},
                                Language{"Slovenian", "sl"},
                                Language{"Somali", "so"},
                                Language{"Spanish", "es"},
                                Language{"Swedish", "sv"},
                                Language{"Tagalog (Filipino)", "tl"},
                                Language{"Thai", "th"},
                                Language{"Traditional Chinese", "zh"},
                                Language{"Turkish", "tr"},
                                Language{"Ukrainian", "uk"},
                                Language{"Urdu", "ur"},
                                Language{"Uzbek", "uz"},
                                Language{"Vietnamese", "vi"}};

/// The code of a language by its English name; a name that is not known stays as it is.
std::string_view code_of(std::string_view name) {
  const auto* const known =
      std::find_if(kLanguages.begin(), kLanguages.end(), [name](const Language& language) {
        return language.name == name;
      });
  return known == kLanguages.end() ? name : known->code;
}

/// All digits: a spreadsheet has not rounded it.
bool is_whole_id(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

class FiveThirtyEightParser : public RecordParser {
 public:
  FiveThirtyEightParser(const std::vector<std::string>& header, std::string origin)
      : row_(kNames, header),
        time_(*TimeFormat::compile("%m/%d/%Y %H:%M")),
        origin_(std::move(origin)) {}

  tl::expected<void, ParseError> parse(const RawRecord& record, RecordBatch& batch) override {
    row_.read(record);
    const std::string_view account = account_id();
    if (account.empty()) {
      return refuse("account: missing");
    }
    const auto time =
        checked_time(row_[kTime], [this](std::string_view text) { return time_.parse(text); });
    if (!time) {
      return tl::unexpected{time.error()};
    }
    const auto kind = kind_of_row();
    if (!kind) {
      return tl::unexpected{kind.error()};
    }
    Post& post = batch.posts.emplace_back();
    post.account_native_id = account;
    post.created = *time;
    post.kind = *kind;
    fill(post);
    post.text_repaired = replace_nul(post.text) || !record.valid_utf8;
    add_profile(account, *time, batch);
    labels_.add(account, row_[kCategory], origin_, batch);
    return {};
  }

 private:
  [[nodiscard]] std::string_view account_id() const {
    for (const Column column : {kWholeAccount, kAccount}) {
      if (is_whole_id(row_[column])) {
        return row_[column];
      }
    }
    return row_[kAuthor];
  }

  /// `retweet` decides where `post_type` is empty.
  [[nodiscard]] tl::expected<PostKind, ParseError> kind_of_row() const {
    const std::string_view type = row_[kPostType];
    if (type == "RETWEET") {
      return PostKind::kRepost;
    }
    if (type == "QUOTE_TWEET") {
      return PostKind::kQuote;
    }
    if (!type.empty()) {
      return refuse("kind: unknown value", excerpt(type));
    }
    return parse_truth(row_[kIsRepost]).value_or(false) ? PostKind::kRepost : PostKind::kPost;
  }

  void fill(Post& post) const {
    if (is_whole_id(row_[kPost])) {
      post.native_id = row_[kPost];
    }
    post.text = decode_references(row_[kText]);
    post.declared_language = code_of(row_[kLanguage]);
    for (std::size_t url = kFirstUrl; url < kColumnCount; ++url) {
      if (!row_[url].empty()) {
        post.urls.emplace_back(row_[url]);
      }
    }
  }

  void add_profile(std::string_view account, UtcTime time, RecordBatch& batch) {
    profile_.native_id = account;
    profile_.handle = row_[kAuthor];
    profile_.followers = parse_count(row_[kFollowers]);
    profile_.following = parse_count(row_[kFollowing]);
    profile_.posts_count = parse_count(row_[kPosts]);
    profile_.seen = time;
    if (profiles_.admit(profile_)) {
      batch.accounts.push_back(profile_);
    }
  }

  TableColumns row_;
  TimeFormat time_;
  std::string origin_;
  Account profile_;  ///< Reused, so that its strings keep their memory.
  ProfileFilter profiles_;
  LabelFilter labels_;
};

}  // namespace

std::unique_ptr<RecordParser> make_fivethirtyeight_parser(const std::vector<std::string>& header,
                                                          std::string origin) {
  return std::make_unique<FiveThirtyEightParser>(header, std::move(origin));
}

}  // namespace vigie::collector
