// Files described by a mapping: JSON lines, one JSON document, tables.
#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/collector/archive_support.h"

namespace vigie::collector {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using tests::Import;
using tests::import_text;
using tests::mapping_of;

/// Account and time, and some more.
Mapping basics_and(std::map<std::string, std::string> fields, std::string format = "jsonl") {
  fields.insert({"account", "who"});
  fields.insert({"time", "when"});
  return mapping_of(fields, std::move(format));
}

std::string record(const std::string& more = {}) {
  return R"({"who": "ana", "when": "2024-06-01T12:00:00Z")" + (more.empty() ? "" : ", " + more) +
         "}\n";
}

Post post_of_record(const std::string& more, const Mapping& mapping) {
  return tests::only_post(import_text(record(more), mapping));
}

std::string only_reason(const std::string& line, const Mapping& mapping) {
  const Import done = import_text(record() + line + "\n", mapping);
  return done.all.rejects.size() == 1 ? done.all.rejects.front().reason : "none";
}

TEST(MappedJson, ReadsEveryFieldOfAPost) {
  std::map<std::string, std::string> fields;
  for (const char* field : {"id",
                            "observed",
                            "text",
                            "language",
                            "kind",
                            "urls",
                            "tags",
                            "mentions",
                            "parent",
                            "root",
                            "subject",
                            "subject_account",
                            "subject_account_handle",
                            "subject_time",
                            "client",
                            "sensitive",
                            "likes",
                            "reposts",
                            "replies",
                            "quotes",
                            "views",
                            "media_hash"}) {
    fields[field] = field;
  }
  const Post post = post_of_record(
      R"("id": 18000000000000000001, "observed": "2024-06-01T12:00:01Z", "text": "t",)"
      R"("language": "fr", "kind": "quote", "urls": ["https://gazette.example/1", null],)"
      R"("tags": ["#vote", "x"], "mentions": ["@bo"], "parent": "p", "root": "r",)"
      R"("subject": "s", "subject_account": "sa", "subject_account_handle": "sh",)"
      R"("subject_time": "2024-06-01T11:00:00Z", "client": "Web", "sensitive": true,)"
      R"("likes": 1, "reposts": 2, "replies": -3, "quotes": "4", "views": 5.0,)"
      R"("media_hash": "ff")",
      basics_and(fields));

  EXPECT_EQ(post.native_id, "18000000000000000001");
  EXPECT_EQ(post.account_native_id, "ana");
  EXPECT_EQ(to_iso8601(*post.created), "2024-06-01T12:00:00.000Z");
  EXPECT_EQ(to_iso8601(*post.observed), "2024-06-01T12:00:01.000Z");
  EXPECT_EQ(post.text, "t");
  EXPECT_EQ(post.declared_language, "fr");
  EXPECT_EQ(post.kind, PostKind::kQuote);
  EXPECT_THAT(post.urls, ElementsAre("https://gazette.example/1"));
  EXPECT_THAT(post.tags, ElementsAre("vote", "x"));
  EXPECT_THAT(post.mentions, ElementsAre("bo"));
  EXPECT_EQ(post.parent_id, "p");
  EXPECT_EQ(post.root_id, "r");
  EXPECT_EQ(post.subject_id, "s");
  EXPECT_EQ(post.subject_account_native_id, "sa");
  EXPECT_EQ(post.subject_account_handle, "sh");
  EXPECT_EQ(to_iso8601(*post.subject_created), "2024-06-01T11:00:00.000Z");
  EXPECT_EQ(post.client_app, "Web");
  EXPECT_EQ(post.sensitive, true);
  EXPECT_EQ(post.metrics.likes, 1);
  EXPECT_EQ(post.metrics.reposts, 2);
  EXPECT_FALSE(post.metrics.replies) << "a negative count is no count";
  EXPECT_EQ(post.metrics.quotes, 4);
  EXPECT_EQ(post.metrics.views, 5);
  EXPECT_EQ(post.media_hash, "ff");
}

TEST(MappedJson, FollowsDottedPathsIntoObjectsAndArraysOfObjects) {
  const Mapping mapping = basics_and(
      {{"handle", "author.names.handle"}, {"tags", "entities.tags.text"}, {"text", "caf\xC3\xA9"}});

  const Import done = import_text(
      record(R"("author": {"id": 3, "names": {"handle": "ana.example"}}, "caf\u00e9": "t",)"
             R"("entities": {"tags": [{"text": "a"}, {"x": 1}, {"text": "b"}]})"),
      mapping);

  ASSERT_EQ(done.all.posts.size(), 1U);
  EXPECT_THAT(done.all.posts.front().tags, ElementsAre("a", "b"));
  EXPECT_EQ(done.all.posts.front().text, "t") << "a key written with escapes is the same key";
  ASSERT_EQ(done.all.accounts.size(), 1U);
  EXPECT_EQ(done.all.accounts.front().handle, "ana.example");
}

TEST(MappedJson, TakesTheFirstAlternativeThatIsThereAndNotEmpty) {
  Mapping mapping = basics_and({{"text", "full|short"}, {"account", "id|who"}});
  mapping.null_values = {"NA"};

  EXPECT_EQ(post_of_record(R"("full": "f", "short": "s")", mapping).text, "f");
  EXPECT_EQ(post_of_record(R"("short": "s")", mapping).text, "s");
  EXPECT_EQ(post_of_record(R"("full": "", "short": "s")", mapping).text, "s");
  EXPECT_EQ(post_of_record(R"("full": null, "short": "s")", mapping).text, "s");
  EXPECT_EQ(post_of_record(R"("full": "NA", "short": "s")", mapping).text, "s");
  EXPECT_EQ(post_of_record(R"("id": 12)", mapping).account_native_id, "12");
}

TEST(MappedJson, TranslatesPrefixesAndFallsBackToConstants) {
  Mapping mapping = basics_and({{"urls", "host"}, {"client", "app"}});
  mapping.post["urls"].prefix = "https://";
  mapping.post["language"].constant = "fr";
  mapping.post["client"].values = {{"1", "Web"}};
  mapping.post["client"].constant = "unknown";

  const Post post =
      post_of_record(R"("host": ["gazette.example", "other.example"], "app": 1)", mapping);

  EXPECT_THAT(post.urls, ElementsAre("https://gazette.example", "https://other.example"));
  EXPECT_EQ(post.declared_language, "fr");
  EXPECT_EQ(post.client_app, "Web");
  EXPECT_EQ(post_of_record("", mapping).client_app, "unknown");
  EXPECT_THAT(post_of_record("", mapping).urls, IsEmpty());
}

TEST(MappedJson, TellsTheKindOfAPost) {
  const Mapping by_kind = basics_and({{"kind", "k"}, {"subject", "s"}, {"text", "t"}});
  const Mapping by_flags =
      basics_and({{"is_repost", "rt"}, {"is_reply", "re"}, {"parent", "p"}, {"subject", "s"}});
  const Mapping by_subject = basics_and({{"subject", "s"}, {"text", "t"}});

  EXPECT_EQ(post_of_record(R"("k": "retweeted")", by_kind).kind, PostKind::kRepost);
  EXPECT_EQ(post_of_record(R"("k": "reply")", by_kind).kind, PostKind::kReply);
  EXPECT_EQ(post_of_record("", by_kind).kind, PostKind::kPost);
  EXPECT_EQ(only_reason(R"({"who": "a", "when": "2024-06-01", "k": "poke"})", by_kind),
            "kind: unknown value");
  EXPECT_EQ(post_of_record(R"("rt": "True")", by_flags).kind, PostKind::kRepost);
  EXPECT_EQ(post_of_record(R"("rt": "False", "re": 1)", by_flags).kind, PostKind::kReply);
  EXPECT_EQ(post_of_record(R"("rt": 0, "p": "5")", by_flags).kind, PostKind::kReply);
  EXPECT_EQ(post_of_record(R"("rt": false, "s": "5")", by_flags).kind, PostKind::kQuote);
  EXPECT_EQ(post_of_record(R"("rt": false)", by_flags).kind, PostKind::kPost);
  EXPECT_EQ(post_of_record(R"("s": "5")", by_subject).kind, PostKind::kRepost);
  EXPECT_EQ(post_of_record(R"("s": "")", by_subject).kind, PostKind::kPost);
}

TEST(MappedJson, EmptiesARepostsTextOnlyWhenItsSubjectIsKnown) {
  const Mapping mapping = basics_and({{"kind", "k"}, {"subject", "s"}, {"text", "t"}});

  EXPECT_EQ(post_of_record(R"("k": "repost", "s": "5", "t": "their words")", mapping).text, "");
  EXPECT_EQ(post_of_record(R"("k": "repost", "t": "RT @bo: their words")", mapping).text,
            "RT @bo: their words");
}

TEST(MappedJson, RefusesRecordsWithoutAccountOrTime) {
  const Mapping mapping = basics_and({{"observed", "seen"}});

  EXPECT_EQ(only_reason(R"({"when": "2024-06-01"})", mapping), "account: missing");
  EXPECT_EQ(only_reason(R"({"who": "a"})", mapping), "time: missing");
  EXPECT_EQ(only_reason(R"({"who": "a", "when": "soon"})", mapping), "time: unreadable");
  EXPECT_EQ(only_reason(R"({"who": "a", "when": "1999-12-31"})", mapping), "time: out of range");
  EXPECT_EQ(only_reason(R"({"who": "a", "when": "2100-01-01"})", mapping), "time: out of range");
  EXPECT_EQ(only_reason(R"({"who": "a", "when": "1970-01-01", "seen": "2024-06-01"})", mapping),
            "none")
      << "a time of collection is enough";
  EXPECT_EQ(only_reason(R"({"who": "a", )", mapping), "json: malformed");
  EXPECT_EQ(only_reason(R"({"who": "a", "when": "2024-06-01"} 7)", mapping), "json: malformed");
  EXPECT_EQ(only_reason(R"([{"who": "a"}])", mapping), "json: not an object");
  EXPECT_EQ(only_reason(R"({"x": )" + std::string(64, '[') + std::string(64, ']') + "}", mapping),
            "json: too deep");
}

TEST(MappedJson, ReadsPostsAndProfilesOfOneDocumentInAnyOrder) {
  Mapping mapping = basics_and({{"text", "t"}}, "json");
  mapping.posts_path = "d.posts";
  mapping.accounts_path = "users";
  mapping.account["id"].path = "id";
  mapping.account["handle"].path = "h";
  mapping.account["location"].path = "where";
  const std::string posts = R"("d": {"posts": [)" + record() + "," + record() + "]}";
  const std::string users = R"("users": [{"id": "ana", "h": "ana.example", "where": "x"}, {}])";

  for (const std::string& document :
       {"{" + posts + ",\n" + users + "}", "{" + users + ",\n" + posts + "}"}) {
    const Import done = import_text(document, mapping);

    ASSERT_TRUE(done.result) << done.result.error().message;
    EXPECT_EQ(done.all.records_read, 4U);
    EXPECT_EQ(done.all.posts.size(), 2U);
    ASSERT_EQ(done.all.accounts.size(), 1U);
    EXPECT_EQ(done.all.accounts.front().handle, "ana.example");
    EXPECT_EQ(done.reject_counts(), (std::map<std::string, int>{{"account: missing", 1}}));
  }
}

TEST(MappedJson, SaysWhichKeysThereAreWhenItsArrayIsNotThere) {
  Mapping mapping = basics_and({}, "json");
  mapping.posts_path = "posts";

  const Import done = import_text(R"({"tweets": [], "about": 1})", mapping);

  ASSERT_FALSE(done.result);
  EXPECT_EQ(done.result.error().kind, SourceErrorKind::kBadMapping);
  EXPECT_THAT(done.result.error().message, HasSubstr("tweets, about"));
}

TEST(MappedJson, SaysSoWhenNoRecordHasTheAccount) {
  const Import done = import_text(R"({"author": "ana", "when": "2024-06-01"})", basics_and({}));

  ASSERT_FALSE(done.result);
  EXPECT_EQ(done.result.error().kind, SourceErrorKind::kBadMapping);
  EXPECT_THAT(done.result.error().message, HasSubstr("\"who\""));
  EXPECT_THAT(done.result.error().message, HasSubstr("author"));
  EXPECT_THAT(done.batches, IsEmpty());
}

TEST(MappedJson, HandsAProfileOverWhenItChangesAndNotWithEveryPost) {
  const Mapping mapping = basics_and({{"handle", "h"}, {"followers", "f"}});
  const auto at = [](const char* day, int followers) {
    return std::string{R"({"who": "ana", "h": "ana.example", "when": ")"} + day + R"(", "f": )" +
           std::to_string(followers) + "}\n";
  };

  const Import in_order =
      import_text(at("2024-06-01", 1) + at("2024-06-02", 1) + at("2024-06-03", 2), mapping);
  const Import reversed =
      import_text(at("2024-06-03", 2) + at("2024-06-02", 1) + at("2024-06-01", 1), mapping);

  ASSERT_EQ(in_order.all.accounts.size(), 2U);
  EXPECT_EQ(in_order.all.accounts.back().followers, 2);
  ASSERT_EQ(reversed.all.accounts.size(), 1U) << "older profiles are not news";
  EXPECT_EQ(reversed.all.accounts.back().followers, 2);
}

TEST(MappedCsv, ReadsRowsByColumnName) {
  Mapping mapping = basics_and({{"text", "text"}, {"urls", "links"}, {"likes", "n"}}, "csv");
  mapping.null_values = {"NA"};

  const Import done = import_text(
      "n,who,when,text,links,ignored\r\n"
      "3,ana,2024-06-01,\"a, \"\"b\"\"\nc\",\"['https://gazette.example/1']\",x\r\n"
      "NA,bo,2024-06-02,,https://a.example https://b.example,\r\n",
      mapping);

  ASSERT_TRUE(done.result) << done.result.error().message;
  ASSERT_EQ(done.all.posts.size(), 2U);
  EXPECT_EQ(done.all.posts[0].text, "a, \"b\"\nc");
  EXPECT_EQ(done.all.posts[0].metrics.likes, 3);
  EXPECT_THAT(done.all.posts[0].urls, ElementsAre("https://gazette.example/1"));
  EXPECT_FALSE(done.all.posts[1].metrics.likes);
  EXPECT_THAT(done.all.posts[1].urls, ElementsAre("https://a.example", "https://b.example"));
  EXPECT_EQ(done.all.end_line, 4U);
}

TEST(MappedCsv, UsesTheMappingsDelimiterAndSkipsAByteOrderMark) {
  Mapping mapping = basics_and({}, "csv");
  mapping.delimiter = ';';

  const Import done = import_text("\xEF\xBB\xBFwho;when\nana;2024-06-01\n", mapping);

  ASSERT_TRUE(done.result) << done.result.error().message;
  EXPECT_EQ(done.all.posts.size(), 1U);
}

TEST(MappedCsv, KeepsTheBytesOfRefusedRows) {
  const Import done = import_text("who,when\nana\nbo,2024-06-01\n", basics_and({}, "csv"));

  EXPECT_EQ(done.all.posts.size(), 1U);
  ASSERT_EQ(done.all.rejects.size(), 1U);
  EXPECT_EQ(done.all.rejects.front().reason, "csv: wrong number of columns");
  EXPECT_EQ(done.all.rejects.front().line, 2U);
  EXPECT_EQ(done.all.rejects.front().byte_offset, 9U);
  EXPECT_EQ(done.all.rejects.front().bytes, "ana");
}

TEST(MappedCsv, RepairsInvalidUtf8) {
  const Import done =
      import_text("who,when,t\nana,2024-06-01,a\xFFz\n", basics_and({{"text", "t"}}, "csv"));

  ASSERT_EQ(done.all.posts.size(), 1U);
  EXPECT_EQ(done.all.posts.front().text, "a\xEF\xBF\xBDz");
  EXPECT_TRUE(done.all.posts.front().text_repaired);
}

TEST(MappedCsv, KeepsAColumnOfLabelsOnceForEachAccount) {
  const Import done =
      import_text("who,when,l\nana,2024-06-01,troll\nana,2024-06-02,troll\nbo,2024-06-02,\n",
                  basics_and({{"label", "l"}}, "csv"));

  ASSERT_EQ(done.all.labels.size(), 1U);
  EXPECT_EQ(done.all.labels.front().account_native_id, "ana");
  EXPECT_EQ(done.all.labels.front().value, "troll");
  EXPECT_EQ(done.all.labels.front().origin, "test");
}

struct BadMapping {
  const char* what;
  Mapping mapping;
  const char* says;
};

TEST(BadMappings, AreRefusedBeforeAnythingIsRead) {
  std::vector<BadMapping> cases;
  cases.push_back(
      {"column", basics_and({{"text", "body|words"}}, "csv"), "its columns are: who, when"});
  cases.push_back({"field", basics_and({{"colour", "who"}}, "csv"), "use one of: account, "});
  cases.push_back({"account field", basics_and({}), "account.id is missing"});
  cases.back().mapping.account["handle"].path = "h";
  cases.push_back({"no account", mapping_of({{"time", "when"}}), "post.account is missing"});
  cases.push_back({"no time", mapping_of({{"account", "who"}}), "post.time is missing"});
  cases.push_back({"time format", basics_and({}), "unknown time format \"%Q\""});
  cases.back().mapping.post["time"].format = "%Q";
  cases.push_back({"no path", basics_and({}), "neither a path nor a constant"});
  cases.back().mapping.post["text"] = FieldMapping{};
  cases.push_back({"format", basics_and({}, "xml"), "\"xml\" is not csv, json or jsonl"});
  cases.push_back({"platform", basics_and({}), "platform is missing"});
  cases.back().mapping.platform.clear();

  for (const BadMapping& bad : cases) {
    const Import done = import_text("who,when\nana,2024-06-01\n", bad.mapping);

    ASSERT_FALSE(done.result) << bad.what;
    EXPECT_EQ(done.result.error().kind, SourceErrorKind::kBadMapping) << bad.what;
    EXPECT_THAT(done.result.error().message, HasSubstr(bad.says)) << bad.what;
  }
}

}  // namespace
}  // namespace vigie::collector
