// The whole way of a file: opening, recognising, batching, resuming, stopping, labels.
#include "collector/archive/archive.h"

#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/archive/profile_filter.h"
#include "tests/collector/archive_support.h"

namespace vigie::collector {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using tests::gzip;
using tests::Import;
using tests::import;
using tests::import_text;
using tests::mapping_of;
using tests::request_for;
using tests::TempFile;
using tests::zstd;

Mapping flat() {
  return mapping_of({{"id", "id"}, {"account", "who"}, {"time", "when"}});
}

std::string line(int id) {
  return R"({"id": ")" + std::to_string(id) + R"(", "who": "a)" + std::to_string(id % 3) +
         R"(", "when": "2024-06-01T12:00:00Z"})" + "\n";
}

std::string lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += line(i);
  }
  return text;
}

std::set<std::string> ids_of(const Import& done) {
  std::set<std::string> ids;
  for (const Post& post : done.all.posts) {
    ids.insert(post.native_id);
  }
  return ids;
}

TEST(Archive, ReadsTheSameFromPlainGzipAndZstd) {
  const std::string text = lines(1000);

  for (const std::string& content : {text, gzip(text), zstd(text)}) {
    const Import done = import_text(content, flat());

    ASSERT_TRUE(done.result) << done.result.error().message;
    EXPECT_EQ(done.all.posts.size(), 1000U);
    EXPECT_EQ(done.all.end_offset, text.size());
    EXPECT_EQ(done.all.end_line, 1000U);
  }
}

TEST(Archive, CutsBatchesAndCountsEveryRecordOnce) {
  ImportOptions options;
  options.batch_records = 10;

  const Import done = import_text(lines(25) + "{\n" + lines(1), flat(), options);

  ASSERT_EQ(done.batches.size(), 3U);
  std::uint64_t end = 0;
  for (const RecordBatch& batch : done.batches) {
    EXPECT_EQ(batch.platform, "x");
    EXPECT_EQ(batch.records_read,
              batch.posts.size() + batch.rejects.size() + batch.records_ignored);
    EXPECT_GT(batch.end_offset, end);
    end = batch.end_offset;
  }
  EXPECT_EQ(done.all.records_read, 27U);
}

TEST(Archive, ResumesBehindTheRecordsItIsToldToSkip) {
  const std::string text = lines(50);
  ImportOptions options;
  options.batch_records = 20;
  for (const std::string& content : {text, gzip(text)}) {
    const TempFile file{content};
    ArchiveRequest request = request_for(file.path(), flat());
    const Import whole = import(request, options);
    request.resume_offset = whole.batches.front().end_offset;
    request.resume_line = whole.batches.front().end_line;

    const Import rest = import(request, options);

    EXPECT_EQ(rest.all.records_read, 30U);
    EXPECT_FALSE(ids_of(rest).contains("19"));
    EXPECT_TRUE(ids_of(rest).contains("20"));
    EXPECT_EQ(rest.all.end_offset, text.size());
    EXPECT_EQ(rest.all.end_line, 50U);
  }
}

TEST(Archive, DeliversTheCompleteRecordsOfATruncatedFileAndSaysSo) {
  const std::string packed = gzip(lines(20000));

  const Import done = import_text(packed.substr(0, packed.size() / 2), flat());

  ASSERT_FALSE(done.result);
  EXPECT_EQ(done.result.error().kind, SourceErrorKind::kTruncated);
  EXPECT_GT(done.all.posts.size(), 5000U);
  EXPECT_THAT(done.all.rejects, IsEmpty()) << "the record that was cut is not a broken one";
}

TEST(Archive, StopsWhenAskedAndCanGoOn) {
  const TempFile file{lines(5000)};
  ImportOptions options;
  options.batch_records = 1000;
  ArchiveRequest request = request_for(file.path(), flat());
  auto source = open_archive(request, options);
  ASSERT_TRUE(source);
  tests::KeepingSink sink;
  std::stop_source stop;
  sink.stop_after(2, stop);

  const auto result = (*source)->run(sink, stop.get_token());

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, SourceErrorKind::kStopped);
  EXPECT_LT(sink.all.posts.size(), 5000U);
  EXPECT_EQ((*source)->position().byte_offset, sink.all.end_offset);
  request.resume_offset = sink.all.end_offset;
  EXPECT_EQ(sink.all.posts.size() + import(request, options).all.posts.size(), 5000U);
}

TEST(Archive, TellsFormatsByContent) {
  const std::string status =
      R"({"id": 1, "created_at": "Tue Dec 08 18:54:01 +0000 2009", "user": {"id": 7}})";
  const std::string event =
      R"({"did": "did:plc:ana", "time_us": 1717243200123456, "kind": "identity"})";

  EXPECT_EQ(import_text(status + "\n").all.platform, "x");
  EXPECT_EQ(import_text(" [" + status + "]").all.platform, "x");
  EXPECT_EQ(import_text("broken\n" + event + "\n").all.platform, "bluesky");
  for (const std::string& other : {std::string{}, std::string{"a,b\n1,2\n"}, lines(3)}) {
    const Import done = import_text(other);
    ASSERT_FALSE(done.result);
    EXPECT_EQ(done.result.error().kind, SourceErrorKind::kUnknownFormat);
    EXPECT_THAT(done.result.error().message, HasSubstr("--mapping"));
  }
}

TEST(Archive, SaysSoWhenThereIsNoFile) {
  const Import done = import(request_for("/nowhere/at/all", flat()));

  ASSERT_FALSE(done.result);
  EXPECT_EQ(done.result.error().kind, SourceErrorKind::kNotFound);
}

TEST(Archive, ReadsAnEmptyFileOfAKnownMappingAsNothing) {
  const Import done = import_text("", flat());

  EXPECT_TRUE(done.result);
  EXPECT_THAT(done.batches, IsEmpty());
}

std::multiset<std::string> shown(const std::vector<AccountLabel>& labels) {
  std::multiset<std::string> all;
  for (const AccountLabel& label : labels) {
    all.insert(label.account_native_id + "=" + label.value + " (" + label.origin + ")");
  }
  return all;
}

TEST(Labels, OfBareIdsGetTheMappingsWordAndOthersItsDefault) {
  const TempFile file{lines(9)};
  const TempFile ids{"a1\r\n\n  a9  \n"};
  ArchiveRequest request = request_for(file.path(), flat());
  request.mapping->label = "bot";
  request.mapping->label_default = "human";
  request.labels_file = ids.path();

  EXPECT_EQ(shown(import(request).all.labels),
            (std::multiset<std::string>{
                "a0=human (test)", "a1=bot (test)", "a2=human (test)", "a9=bot (test)"}));
}

TEST(Labels, OfATableAreTakenAsTheyStand) {
  const TempFile file{lines(3)};
  const TempFile table{gzip("account,label\na1,RightTroll\n\"a,2\",Fearmonger\n")};
  ArchiveRequest request = request_for(file.path(), flat());
  request.labels_file = table.path();

  EXPECT_EQ(shown(import(request).all.labels),
            (std::multiset<std::string>{"a,2=Fearmonger (test)", "a1=RightTroll (test)"}));
}

TEST(Labels, WithoutAWordAreCalledLabelled) {
  const TempFile file{lines(1)};
  const TempFile ids{"a0"};
  ArchiveRequest request = request_for(file.path(), flat());
  request.labels_file = ids.path();

  EXPECT_EQ(shown(import(request).all.labels), (std::multiset<std::string>{"a0=labelled (test)"}));
}

TEST(Labels, OfAMissingOrBrokenFileStopTheImport) {
  const TempFile file{lines(1)};
  const TempFile broken{"account,label\na1\n"};
  ArchiveRequest request = request_for(file.path(), flat());
  request.labels_file = "/nowhere/at/all";
  EXPECT_EQ(import(request).result.error().kind, SourceErrorKind::kNotFound);

  request.labels_file = broken.path();
  EXPECT_THAT(import(request).result.error().message, HasSubstr("line 2"));
}

TEST(Fingerprint, TellsContentsApartByTheirEdgesAndSize) {
  const std::string block(3 << 20, 'x');
  std::string other_end = block;
  other_end.back() = 'y';
  const auto print = [](const std::string& content) {
    const TempFile file{content};
    return fingerprint(file.path()).value();
  };

  EXPECT_EQ(print(block).size, block.size());
  EXPECT_EQ(print(block).hash.size(), 16U);
  EXPECT_EQ(print(block).hash, print(block).hash);
  EXPECT_NE(print(block).hash, print(other_end).hash);
  EXPECT_NE(print("").hash, print("x").hash);
  EXPECT_FALSE(fingerprint("/nowhere/at/all"));
}

TEST(ProfileFilter, LeavesTheNewestProfileLastInWhateverOrderTheyCome) {
  std::vector<Account> seen;
  for (int i = 0; i < 40; ++i) {
    Account account;
    account.native_id = "a";
    account.followers = i * 7 % 5;
    account.seen = from_ms((i * 13 % 20) * 3'600'000LL);  // each instant twice
    seen.push_back(account);
  }
  const auto last_admitted = [](const std::vector<Account>& accounts) {
    ProfileFilter filter;
    Account last;
    for (const Account& account : accounts) {
      if (filter.admit(account)) {
        last = account;
      }
    }
    return *last.followers;
  };
  const auto in_order = last_admitted(seen);

  std::reverse(seen.begin(), seen.end());

  EXPECT_EQ(last_admitted(seen), in_order);
}

TEST(ProfileFilter, RemembersManyAccounts) {
  ProfileFilter filter;
  Account account;
  int admitted = 0;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 20'000; ++i) {
      account.native_id = std::to_string(i);
      admitted += filter.admit(account) ? 1 : 0;
    }
  }

  EXPECT_EQ(admitted, 20'000);
}

}  // namespace
}  // namespace vigie::collector
