#include "collector/nostr/event_parser.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/nostr/schnorr.h"
#include "tests/collector/nostr/signed_events.h"

namespace vigie::collector::nostr {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using tests::Author;
using tests::note;
using tests::to_json;

constexpr std::int64_t kNow = 1'772'452'800;  // 2026-03-02T12:00:00Z
const UtcTime kReceipt = from_ms(kNow * 1'000);

struct Reading {
  EventParser parser;
  RecordBatch batch;

  std::string read(const std::string& json) {
    const auto parsed = parser.parse(json, kReceipt, batch);
    return parsed ? "" : std::string{parsed.error().reason};
  }

  std::string read(const Event& event) { return read(to_json(event)); }
};

Event event_of_kind(std::int64_t kind, std::string content, std::vector<Tag> tags) {
  Event event = note(kNow, std::move(content), std::move(tags));
  event.kind = kind;
  return event;
}

Post only_post(const Event& event) {
  Reading reading;
  EXPECT_EQ(reading.read(event), "");
  EXPECT_EQ(reading.batch.posts.size(), 1U);
  return reading.batch.posts.empty() ? Post{} : reading.batch.posts.front();
}

const std::string kId1(64, '1');
const std::string kId2(64, '2');
const std::string kId3(64, '3');

template <std::size_t kBytes>
std::array<std::uint8_t, kBytes> bytes(const std::string& hex) {
  return *bytes_of_hex<kBytes>(hex);
}

// Test vectors 0 and 1 of BIP-340.
TEST(SignatureCheck, AgreesWithTheVectorsOfTheStandard) {
  SignatureCheck check;
  const auto key = bytes<32>("f9308a019258c31049344f85f89d5229b531c845836f99b08601f113bce036f9");
  auto signature = bytes<64>(
      "e907831f80848d1069a5371b402410364bdf1c5f8307b0084c55f1ce2dca8215"
      "25f66a4a85ea8b71e482a74f382d2ce5ebeee8fdb2172f477df4900d310536c0");
  EXPECT_TRUE(check.holds(key, Bytes32{}, signature));
  EXPECT_TRUE(
      check.holds(bytes<32>("dff1d77f2a671c5f36183726db2341be58feae1da2deced843240f7b502ba659"),
                  bytes<32>("243f6a8885a308d313198a2e03707344a4093822299f31d0082efa98ec4e6c89"),
                  bytes<64>("6896bd60eeae296db48a229ff71dfe071bde413e6d43f917dc8dcf8c78de3341"
                            "8906d11ac976abccb20b091292bff4ea897efcb639ea871cfa95f6de339e4b0a")));

  signature[63] ^= 1U;
  EXPECT_FALSE(check.holds(key, Bytes32{}, signature));
  signature[63] ^= 1U;
  EXPECT_FALSE(check.holds(key, Bytes32{1}, signature));
}

TEST(SignatureCheck, RefusesNumbersOutsideTheCurve) {
  SignatureCheck check;
  Bytes32 too_large{};
  too_large.fill(0xFF);
  Bytes64 signature{};
  EXPECT_FALSE(check.holds(too_large, Bytes32{}, signature));
  EXPECT_FALSE(check.holds(Bytes32{}, Bytes32{}, signature)) << "x = 0 is no point";
  signature.fill(0xFF);
  EXPECT_FALSE(
      check.holds(bytes<32>("f9308a019258c31049344f85f89d5229b531c845836f99b08601f113bce036f9"),
                  Bytes32{},
                  signature));
}

TEST(NostrEvent, BecomesAPost) {
  const Author ana{"ana"};
  const Post post = only_post(
      ana.sign(note(kNow - 60,
                    "Read \"this\": https://gazette.example/1.\nand (http://b.example/2)",
                    {{"t", "vote"}, {"p", kId1}, {"r", "https://gazette.example/1"}, {"x"}, {}})));

  EXPECT_THAT(post.native_id, testing::SizeIs(64));
  EXPECT_EQ(post.account_native_id, ana.key());
  EXPECT_EQ(post.kind, PostKind::kPost);
  EXPECT_EQ(to_iso8601(*post.created), "2026-03-02T11:59:00.000Z");
  EXPECT_EQ(post.observed, kReceipt);
  EXPECT_THAT(post.urls, ElementsAre("https://gazette.example/1", "http://b.example/2"));
  EXPECT_THAT(post.tags, ElementsAre("vote"));
  EXPECT_THAT(post.mentions, ElementsAre(kId1));
}

TEST(NostrEvent, FindsItsPlaceInAThreadByMarkersOrByOrder) {
  const Author ana{"ana"};
  const Post marked = only_post(ana.sign(note(
      kNow, "a", {{"e", kId1, "", "root"}, {"e", kId2, "", "reply"}, {"e", kId3, "", "mention"}})));
  EXPECT_EQ(marked.kind, PostKind::kReply);
  EXPECT_EQ(marked.root_id, kId1);
  EXPECT_EQ(marked.parent_id, kId2);

  const Post to_root = only_post(ana.sign(note(kNow, "a", {{"e", kId1, "", "root"}})));
  EXPECT_EQ(to_root.parent_id, kId1);

  const Post by_order = only_post(ana.sign(note(kNow, "a", {{"e", kId1}, {"e", kId2}})));
  EXPECT_EQ(by_order.root_id, kId1);
  EXPECT_EQ(by_order.parent_id, kId2);

  const Post mention = only_post(ana.sign(note(kNow, "a", {{"e", kId3, "", "mention"}})));
  EXPECT_EQ(mention.kind, PostKind::kPost);
}

TEST(NostrEvent, QuotesByTheTagQ) {
  const Post post = only_post(Author{"ana"}.sign(note(kNow, "a", {{"q", kId1, "", kId2}})));

  EXPECT_EQ(post.kind, PostKind::kQuote);
  EXPECT_EQ(post.subject_id, kId1);
  EXPECT_EQ(post.subject_account_native_id, kId2);
}

TEST(NostrEvent, RepostsWithWhatTheSubjectItselfProves) {
  const Author ana{"ana"};
  const Author bo{"bo"};
  const Event subject = ana.sign(note(kNow - 600, "see https://g.example/1", {{"t", "vote"}}));
  for (const std::int64_t kind : {6, 16}) {
    const Post post = only_post(
        bo.sign(event_of_kind(kind, to_json(subject), {{"e", subject.id}, {"p", subject.pubkey}})));
    EXPECT_EQ(post.kind, PostKind::kRepost);
    EXPECT_EQ(post.text, "");
    EXPECT_EQ(post.subject_id, subject.id);
    EXPECT_EQ(post.subject_account_native_id, ana.key());
    EXPECT_EQ(to_iso8601(*post.subject_created), "2026-03-02T11:50:00.000Z");
    EXPECT_THAT(post.urls, ElementsAre("https://g.example/1"));
    EXPECT_THAT(post.tags, ElementsAre("vote"));
  }

  Event forged = subject;
  forged.content = "see https://other.example/";
  const Post doubtful = only_post(
      bo.sign(event_of_kind(6, to_json(forged), {{"e", subject.id}, {"p", subject.pubkey}})));
  EXPECT_THAT(doubtful.urls, IsEmpty());
  EXPECT_FALSE(doubtful.subject_created);
}

TEST(NostrEvent, OfKind0IsAProfile) {
  Reading reading;
  const Author ana{"ana"};
  EXPECT_EQ(
      reading.read(ana.sign(event_of_kind(
          0,
          R"({"name":"ana","display_name":"Ana","about":"Hi","website":"https://a.example","bot":true})",
          {}))),
      "");

  ASSERT_EQ(reading.batch.accounts.size(), 1U);
  const Account& account = reading.batch.accounts.front();
  EXPECT_EQ(account.native_id, ana.key());
  EXPECT_EQ(account.handle, "ana");
  EXPECT_EQ(account.bio, "Hi\nhttps://a.example");
  EXPECT_EQ(account.declared_bot, DeclaredBot::kYes);
}

TEST(NostrEvent, IsRefusedWhenItsIdOrSignatureIsNotItsOwn) {
  const Author ana{"ana"};
  const Event event = ana.sign(note(kNow, "a"));
  Reading reading;
  Event other = event;
  other.content = "b";
  EXPECT_EQ(reading.read(other), "id: not that of the event");
  other = event;
  other.signature = ana.sign(note(kNow, "b")).signature;
  EXPECT_EQ(reading.read(other), "signature: wrong");
  other.signature.clear();
  EXPECT_EQ(reading.read(other), "signature: wrong");
  EXPECT_THAT(reading.batch.posts, IsEmpty());
  EXPECT_EQ(reading.read(event), "") << "what was refused before it counts for nothing";
}

TEST(NostrEvent, IsRefusedWhenItClaimsAFarFuture) {
  const Author ana{"ana"};
  Reading reading;
  EXPECT_EQ(reading.read(ana.sign(note(kNow + 15 * 60, "a"))), "");
  EXPECT_EQ(reading.read(ana.sign(note(kNow + 15 * 60 + 1, "a"))), "time: in the future");
  EXPECT_EQ(reading.read(ana.sign(note(5'000'000'000, "a"))), "time: out of range");
  EXPECT_EQ(reading.read(ana.sign(note(-1, "a"))), "time: out of range");
}

TEST(NostrEvent, IsTakenOnceFromHoweverManyRelays) {
  const Event event = Author{"ana"}.sign(note(kNow, "a"));
  Reading reading;
  EXPECT_EQ(reading.read(event), "");
  EXPECT_EQ(reading.read(event), "");

  EXPECT_EQ(reading.batch.posts.size(), 1U);
  EXPECT_EQ(reading.batch.ignored_reasons.at("post: had already"), 1U);
}

TEST(NostrDeletion, CountsForPostsOfItsOwnAuthorAlone) {
  const Author ana{"ana"};
  const Author bo{"bo"};
  const Event event = ana.sign(note(kNow, "a"));
  Reading reading;
  EXPECT_EQ(reading.read(event), "");
  EXPECT_EQ(reading.read(bo.sign(event_of_kind(5, "", {{"e", event.id}}))), "");
  EXPECT_THAT(reading.batch.deletions, IsEmpty());

  EXPECT_EQ(reading.read(ana.sign(event_of_kind(5, "", {{"e", event.id}, {"a", "x"}}))), "");
  ASSERT_EQ(reading.batch.deletions.size(), 1U);
  EXPECT_EQ(reading.batch.deletions.front().native_id, event.id);
  EXPECT_EQ(reading.batch.deletions.front().account_native_id, ana.key());
}

TEST(NostrDeletion, OfAnEventFromBeforeThisStartIsForTheStoreToJudge) {
  const Author ana{"ana"};
  const Event event = ana.sign(note(kNow, "a"));
  Reading reading;

  EXPECT_EQ(reading.read(ana.sign(event_of_kind(5, "", {{"e", event.id}}))), "");

  ASSERT_EQ(reading.batch.deletions.size(), 1U);
  EXPECT_EQ(reading.batch.deletions.front().native_id, event.id);
  EXPECT_EQ(reading.batch.deletions.front().account_native_id, ana.key());
  EXPECT_THAT(reading.batch.ignored_reasons, IsEmpty());
}

TEST(NostrDeletion, ThatComesBeforeItsPostKeepsItOut) {
  const Author ana{"ana"};
  const Author bo{"bo"};
  const Event doomed = ana.sign(note(kNow, "a"));
  const Event other = ana.sign(note(kNow, "b"));
  Reading reading;
  EXPECT_EQ(reading.read(ana.sign(event_of_kind(5, "", {{"e", doomed.id}}))), "");
  EXPECT_EQ(reading.read(bo.sign(event_of_kind(5, "", {{"e", other.id}}))), "");
  EXPECT_EQ(reading.read(doomed), "");
  EXPECT_EQ(reading.read(other), "");

  ASSERT_EQ(reading.batch.posts.size(), 1U);
  EXPECT_EQ(reading.batch.posts.front().native_id, other.id);
}

TEST(NostrEvent, OfAnotherShapeIsRefusedWithAReason) {
  Reading reading;
  EXPECT_EQ(reading.read(std::string{"[]"}), "json: not an object");
  EXPECT_EQ(reading.read(std::string{"{"}), "json: malformed");
  EXPECT_EQ(reading.read(std::string{"{}"}), "id: missing");
  EXPECT_EQ(reading.read(std::string(300 * 1024, ' ')), "record: too long");
  EXPECT_EQ(reading.read(R"({"id":")" + kId1 + R"("})"), "account: missing");
  EXPECT_EQ(reading.read(R"({"id":")" + kId1 + R"(","pubkey":")" + kId2 + R"("})"),
            "time: missing");
  EXPECT_EQ(reading.read(R"({"id":")" + kId1 + R"(","pubkey":")" + kId2 +
                         R"(","created_at":1e99,"kind":1})"),
            "time: missing");
  EXPECT_EQ(reading.read(R"({"id":")" + kId1 + R"(","pubkey":")" + kId2 +
                         R"(","created_at":1,"kind":1,"tags":[["a",[]]]})"),
            "tags: too many");
  EXPECT_EQ(reading.read(R"({"a":)" + std::string(40, '[') + std::string(40, ']') + "}"),
            "json: too deep");
  EXPECT_EQ(reading.read(Author{"ana"}.sign(event_of_kind(6, "", {}))), "subject: missing");
  EXPECT_TRUE(reading.batch.empty());
}

}  // namespace
}  // namespace vigie::collector::nostr
