#include "storage/withheld_names.h"

#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using testing::MatchesRegex;
using testing::Not;
using tests::at;
using tests::Profile;
using tests::text_of;

/// One account on Bluesky and one on Mastodon asked not to be shown; `ana` of X did not.
class WithheldNamesTest : public tests::StoreTest {
 protected:
  Database database{create()};

  void SetUp() override {
    add("bluesky", "1", {.native_id = "did:plc:hana", .handle = "hana.host.example", .opt_out = 1});
    add("mastodon",
        "https://inst.example/users/hana/statuses/2",
        {.native_id = "https://inst.example/users/hana",
         .handle = "hana@inst.example",
         .opt_out = OptOut::kNotDiscoverable});
    add("x", "3", {.native_id = "900", .handle = "ana"});
  }

  void add(const std::string& platform, const std::string& post, const Profile& profile) {
    PreparedBatch batch = tests::batch_of({tests::post(post, profile.native_id, at(1h), "words")});
    batch.records.platform = platform;
    batch.records.accounts = {profile};
    tests::import(database, {batch}, tests::archive(post));
  }

  AccountId account(const std::string& native_id) {
    return {
        database.scalar("SELECT account_id FROM account WHERE native_id = '" + native_id + "'")};
  }

  std::string bluesky() { return *WithheldNames{database, {}}.pseudonym(account("did:plc:hana")); }

  std::string mastodon() {
    return *WithheldNames{database, {}}.pseudonym(account("https://inst.example/users/hana"));
  }
};

TEST_F(WithheldNamesTest, GiveAPseudonymToWhoOptedOutAndToNobodyElse) {
  WithheldNames names{database, {}};
  EXPECT_THAT(bluesky(), MatchesRegex("account-[0-9a-f]+"));
  EXPECT_EQ(bluesky().size(), 18U);
  EXPECT_NE(bluesky(), mastodon());
  EXPECT_FALSE(names.pseudonym(account("900")));
  EXPECT_FALSE(names.pseudonym({}));
  std::string id = "did:plc:hana";
  std::string handle = "hana.host.example";
  EXPECT_TRUE(names.hide("bluesky", id, handle));
  EXPECT_EQ(id, bluesky());
  EXPECT_EQ(handle, bluesky());
}

TEST_F(WithheldNamesTest, DependOnTheKeyOfTheFileAndNotOnItsRows) {
  const std::string before = bluesky();
  EXPECT_EQ(text_of(database, "SELECT length(key) FROM pseudonym_key"), "64");
  database.execute("PRAGMA foreign_keys = OFF; UPDATE account SET account_id = account_id + 1000;");
  EXPECT_EQ(bluesky(), before);
  database.execute("UPDATE pseudonym_key SET key = 'another'");
  EXPECT_NE(bluesky(), before);
}

TEST_F(WithheldNamesTest, HoldForEveryOptOutBit) {
  for (const std::uint32_t bit : {1U, 2U, 4U, 8U}) {
    database.execute("UPDATE account SET opt_out = " + std::to_string(bit) +
                     " WHERE native_id = '900'");
    EXPECT_TRUE((WithheldNames{database, {}}.pseudonym(account("900")))) << bit;
  }
}

TEST_F(WithheldNamesTest, ReplaceNamesInWhatOthersWrote) {
  WithheldNames names{database, {}};
  const std::string b = bluesky();
  const std::string m = mastodon();
  EXPECT_EQ(names.in_text("bluesky", "Hi @hana.host.example, and @Hana.Host.Example!"),
            "Hi @" + b + ", and @" + b + "!");
  EXPECT_EQ(names.in_text("x", "see hana.host.example."), "see " + b + ".");
  EXPECT_EQ(names.in_text("mastodon", "with @hana@inst.example: yes"), "with @" + m + ": yes");
  EXPECT_EQ(names.in_text("x", "id did:plc:hana"), "id " + b);
  EXPECT_EQ(names.in_text("mastodon", "so says @hana"), "so says @withheld")
      << "nobody knows which server's";
}

TEST_F(WithheldNamesTest, CutAddressesWhereTheNameStood) {
  WithheldNames names{database, {}};
  const std::string b = bluesky();
  const std::string m = mastodon();
  EXPECT_EQ(names.in_text({}, "https://bsky.app/profile/hana.host.example/post/3k?x=1 it"),
            "https://bsky.app/profile/" + b + " it");
  EXPECT_EQ(names.in_text({}, "at://did:plc:hana/app.bsky.feed.post/3k"), "at://" + b);
  EXPECT_EQ(names.in_text({}, "https://hana.host.example/about"), "https://" + b);
  EXPECT_EQ(names.in_text({}, "https://inst.example/@hana/7"), "https://inst.example/" + m);
  EXPECT_EQ(names.in_text({}, "https://inst.example/users/hana/statuses/7"),
            "https://inst.example/users/" + m);
  EXPECT_EQ(names.in_text({}, "https://far.example/%40hana@inst.example"),
            "https://far.example/" + m);
}

TEST_F(WithheldNamesTest, AreFoundInWhateverTheyStickTo) {
  add("x", "4", {.native_id = "901", .handle = "dora_x", .opt_out = 1});
  add("bluesky", "5", {.native_id = "did:plc:bob", .handle = "bobsite.example", .opt_out = 1});
  add("telegram", "6", {.native_id = "77", .handle = "eva_t", .opt_out = 1});
  add("reddit", "7", {.native_id = "t2_f", .handle = "Fay-r", .opt_out = 1});
  add("youtube", "8", {.native_id = "UCg", .handle = "gus.y", .opt_out = 1});
  WithheldNames names{database, {}};
  const std::string e = *names.pseudonym(account("77"));
  const std::string f = *names.pseudonym(account("t2_f"));
  const std::string g = *names.pseudonym(account("UCg"));
  const std::string b = bluesky();
  const std::string m = mastodon();
  const std::string d = *names.pseudonym(account("901"));
  const std::string s = *names.pseudonym(account("did:plc:bob"));

  struct Case {
    std::string platform;
    std::string text;
    std::string shown;
  };

  const std::string app = "https://bsky.app/profile/";
  const std::vector<Case> cases{
      {"x", ".@dora_x", ".@" + d},
      {"x", "cc:@dora_x", "cc:@" + d},
      {"x", "via:@dora_x", "via:@" + d},
      {"x", "-@dora_x", "-@" + d},
      {"x", "@dora_x.Great point", "@" + d + ".Great point"},
      {"x", "@dora_x:hello", "@" + d + ":hello"},
      {"x", "@dora_x-fans", "@" + d + "-fans"},
      {"x", "@dora_x...ok", "@" + d + "...ok"},
      {"x", "@ana@dora_x@@dora_x", "@ana@" + d + "@@" + d},
      {"x", "@dora_x-a-b-c-d-e-f-g-h-i-j", "@" + d + "-a-b-c-d-e-f-g-h-i-j"},
      {"x", "@dora_x:https://news.example/", "@" + d + ":https://news.example/"},
      {"bluesky", ".@hana.host.example", ".@" + b},
      {"bluesky", "from:hana.host.example", "from:" + b},
      {"bluesky", "hana.host.example:hello", b + ":hello"},
      {"bluesky", "acct:hana@inst.example", "acct:" + m},
      {"mastodon", "@hana.Well", "@withheld.Well"},
      {"bluesky", "@dora_x of X", "@" + d + " of X"},
      {"bluesky", app + "hana.host.example\xe2\x80\xa6", app + b + "\xe2\x80\xa6"},
      {"bluesky", app + "hana.host.example\xe3\x80\x82x", app + b + "\xe3\x80\x82x"},
      {"bluesky", app + "hana.host.example\xc2\xa0x", app + b + "\xc2\xa0x"},
      {"bluesky", app + "hana.host.example* x", app + b + " x"},
      {"bluesky", app + "did%3Aplc%3Ahana/post/a1", app + b},
      {"bluesky",
       "https://far.example/?url=https%3A%2F%2Fbsky.app%2Fprofile%2Fhana.host.example",
       "https://far.example/?url=" + b},
      {"x",
       "https://far.example/?url=https%253A%252F%252Fx.com%252Fdora_x",
       "https://far.example/?url=" + d},
      {"x",
       "https://far.example/?url=https%3A%2F%2Fx.com%2Fdora_x",
       "https://far.example/?url=" + d},
      {"x",
       "https://old.example/web/2020/https://x.com/dora_x/status/1",
       "https://old.example/web/2020/https://x.com/" + d},
      {"x",
       "https://old.example/https://inst.example/@hana/7",
       "https://old.example/https://inst.example/" + m},
      {"x", "https://X.com/dora_x?s=20", "https://X.com/" + d},
      {"bluesky", "x.com/dora_x/status/1", "x.com/" + d},
      {"x", app + "bobsite.example", app + s},
      {"x", "bsky.app/profile/bobsite.example", "bsky.app/profile/" + s},
      {"x", "to https%3A%2F%2Fx.com%2Fdora_x it", "to withheld it"},
      {"x", "%40dora_x", "withheld"},
      {"x", "https://t.me/s/eva_t", "https://t.me/s/" + e},
      {"x", "t.me/eva_t/12", "t.me/" + e},
      {"x", "https://old.reddit.com/user/Fay-r/", "https://old.reddit.com/user/" + f},
      {"x", "https://www.youtube.com/@gus.y/videos", "https://www.youtube.com/" + g},
      {"x", "rt @dora_x: secret", "rt @" + d},
      {"x", "So: \"RT @hana.host.example: secret\"", "So: \"RT @" + b},
      {"x", "No! MT @dora_x:secret", "No! MT @" + d},
      {"x", "QT: @dora_x secret", "QT: @" + d},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(names.in_text(c.platform, c.text), c.shown) << c.text;
    EXPECT_EQ(names.repeats_withheld(c.platform, c.text),
              c.text.find("secret") != std::string::npos)
        << c.text;
  }
  for (const std::string text : {"@ana.bsky.example",
                                 "@dora_x.bsky.example",
                                 "start @ana: secret",
                                 "@hana@other.example",
                                 "me@dora_x.example",
                                 "and/or 1/2 a.b/c",
                                 "https://news.example/%",
                                 "https://news.example/%4",
                                 "a://b://c/",
                                 "https://https://",
                                 "x.com/",
                                 "RT @",
                                 "RT",
                                 "rt @ana: x",
                                 "::@:-."}) {
    EXPECT_EQ(names.in_text("bluesky", text), text);
  }
  for (const std::string text : {"@hana@other.example", "@bob@hana.example"}) {
    EXPECT_EQ(names.in_text("mastodon", text), text);
  }
}

TEST_F(WithheldNamesTest, AreFoundByTheirIdOnX) {
  add("x", "4", {.native_id = "901", .handle = "dora_x", .opt_out = 1});
  WithheldNames names{database, {}};
  const std::string d = *names.pseudonym(account("901"));
  EXPECT_EQ(names.in_text("x", "https://x.com/i/user/901"), "https://x.com/i/user/" + d);
  EXPECT_EQ(names.in_text("x", "https://x.com/intent/user?user_id=901&a=b"),
            "https://x.com/intent/user?user_id=" + d);
  EXPECT_EQ(names.in_text({}, "twitter.com/intent/follow?screen_name=Dora_X"),
            "twitter.com/intent/follow?screen_name=" + d);
  EXPECT_EQ(names.in_text({}, "https://far.example/?u=https%3A%2F%2Fx.com%2Fi%2Fuser%2F901"),
            "https://far.example/?u=" + d);
  for (const std::string other : {"https://x.com/i/user/900",
                                  "https://x.com/i/status/901",
                                  "https://page.example/i/user/901",
                                  "https://x.com/i/user/",
                                  "https://x.com/i/user"}) {
    EXPECT_EQ(names.in_text("x", other), other);
  }
}

constexpr const char* kNostrKey =
    "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20";
constexpr const char* kNostrPost =
    "65666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f8081828384";
constexpr const char* kNpub = "npub1qypqxpq9qcrsszg2pvxq6rs0zqg3yyc5z5tpwxqergd3c8g7rusqdknev3";
constexpr const char* kNote = "note1v4nxw6rfdf4kcmtwdac8zunnw36hvamc09a8klra0elcpqvzswzqfv5233";
constexpr const char* kNprofile =
    "nprofile1qyfhwumn8ghj7un9d3shjtn90psk6urvv5qzqqgzqvzq2ps8pqys5zcvp58q7yq3zgf3g9g"
    "kzuvpjxsmrsw3u8eqmsjl4m";
constexpr const char* kNevent =
    "nevent1qqsx2en8dp5k56mvd4hx7ur3wfehgatkwau8j7nm037huluqsxpg8pqzyqqsyqcyq5rqwzqfp"
    "g9scrgwpugpzysnzs23v9ccrydpk8qarc0jqclshg2";
constexpr const char* kNeventWithoutAuthor =
    "nevent1qqsx2en8dp5k56mvd4hx7ur3wfehgatkwau8j7nm037huluqsxpg8pqfeptzd";
constexpr const char* kNaddr =
    "naddr1qqpkzcnrqgsqzqsrqszsvpcgpy9qkrqdpc83qygjzv2p29shrqv35xcur50p7gqrqsqqqafsdc"
    "7mvq";

TEST_F(WithheldNamesTest, AreFoundInTheFormsOfNostr) {
  add("nostr", kNostrPost, {.native_id = kNostrKey, .handle = "hush", .opt_out = 1});
  WithheldNames names{database, {}};
  const std::string n = *names.pseudonym(account(kNostrKey));
  for (const std::string form :
       {kNpub, kNote, kNprofile, kNevent, kNeventWithoutAuthor, kNaddr, kNostrKey, kNostrPost}) {
    EXPECT_EQ(names.in_text("nostr", "see nostr:" + form + ", so"), "see nostr:" + n + ", so");
    EXPECT_EQ(names.in_text("x", form + " it"), n + " it");
    EXPECT_EQ(names.in_text({}, "https://njump.me/" + form), "https://njump.me/" + n);
    EXPECT_EQ(names.in_text({}, "https://page.example/p/" + form + "?a=b"),
              "https://page.example/p/" + n);
    std::string upper = form;
    for (char& c : upper) {
      c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    EXPECT_EQ(names.in_text("nostr", "nostr:" + upper), "nostr:" + n);
    std::string wrong = form;
    wrong[20] = wrong[20] == '4' ? '5' : '4';
    EXPECT_EQ(names.in_text("nostr", wrong), wrong) << "a wrong check sum, or another key";
    EXPECT_EQ(names.in_text("nostr", form.substr(0, form.size() - 1)),
              form.substr(0, form.size() - 1));
  }
  for (const std::string other : {"npub1",
                                  "npub",
                                  "nostr:npub1qqqqqq",
                                  "note1b",
                                  "nevent11111111",
                                  "n1",
                                  "naddr1qqqqqqqqqqqqqqqq"}) {
    EXPECT_EQ(names.in_text("nostr", other), other);
  }
}

TEST_F(WithheldNamesTest, AreFoundWithDotsOfOtherScripts) {
  WithheldNames names{database, {}};
  const std::string b = bluesky();
  for (const std::string dot : {"\xe3\x80\x82", "\xef\xbc\x8e", "\xef\xbd\xa1"}) {
    const std::string name = "hana" + dot + "host" + dot + "example";
    EXPECT_EQ(names.in_text("bluesky", "so @" + name + " said"), "so @" + b + " said");
    EXPECT_EQ(names.in_text("x", name + "!"), b + "!");
    EXPECT_EQ(names.in_text("x", "hana.host" + dot + "example"), b);
    EXPECT_EQ(names.in_text("x", "https://" + name + "/about"), "https://" + b);
    EXPECT_EQ(names.in_text("x", "https://bsky.app/profile/" + name + "/post/1"),
              "https://bsky.app/profile/" + b);
    EXPECT_EQ(names.in_text("x", "RT @" + name + ": secret"), "RT @" + b);
    EXPECT_TRUE(names.repeats_withheld("x", "RT @" + name + ": secret"));
    for (const std::string& other : std::vector<std::string>{"one" + dot + "two" + dot + "three",
                                                             dot,
                                                             "a" + dot,
                                                             dot + "a",
                                                             "a" + dot + dot + "b",
                                                             "a" + dot + " b",
                                                             "\xe3\x80",
                                                             "a\xef\xbc"}) {
      EXPECT_EQ(names.in_text("x", other), other);
    }
    std::string many;
    for (int i = 0; i < 3000; ++i) {
      many += "a" + dot;
    }
    EXPECT_EQ(names.in_text("x", many), many);
  }
  EXPECT_EQ(names.in_text("x", "https://far.example/?u=hana%E3%80%82host.example"),
            "https://far.example/?u=" + b);
}

TEST_F(WithheldNamesTest, AreFoundInAddressesWithinAddresses) {
  WithheldNames names{database, {}};
  const std::string inner = "https%3A%2F%2Finst.example%2Fusers%2Fhana%2F1";
  EXPECT_EQ(names.in_text({}, "https://far.example/a?b=" + inner),
            "https://far.example/a?b=" + mastodon());
  std::string wrapped = "https://inst.example/@hana";
  for (int i = 0; i < 7; ++i) {
    std::string coded;
    for (const char c : wrapped) {
      const std::size_t mark = std::string{"%/:?="}.find(c);
      coded += mark == std::string::npos
                   ? std::string(1, c)
                   : std::vector<std::string>{"%25", "%2F", "%3A", "%3F", "%3D"}.at(mark);
    }
    wrapped = "https://far.example/?u=" + coded;
    EXPECT_EQ(names.in_text({}, wrapped), "https://far.example/?u=" + mastodon()) << i;
  }
}

TEST_F(WithheldNamesTest, LeaveHostileTextsWithoutWithheldNamesAsTheyAre) {
  for (const std::string part : {"@a",
                                 "RT@",
                                 "a:",
                                 "a.",
                                 "://",
                                 "/@a",
                                 "%2F",
                                 "%25",
                                 "@",
                                 "x.com/",
                                 "users/",
                                 "https://",
                                 "\xff",
                                 "npub1",
                                 "https%3A%2F%2F",
                                 "@a.b-"}) {
    std::string text{part == "/@a" ? "https://" + std::string(2000, 'h') : ""};
    for (int i = 0; i < 3000; ++i) {
      text += part;
    }
    WithheldNames names{database, {}};
    EXPECT_EQ(names.in_text({}, text), text) << part;
    EXPECT_FALSE(names.repeats_withheld({}, text)) << part;
  }
}

TEST_F(WithheldNamesTest, LeaveWhatNamesNobodyAsItIs) {
  WithheldNames names{database, {}};
  for (const std::string text : {"hana",
                                 "@ana says",
                                 "@hanak@inst.example",
                                 "https://news.example/hana/story.html",
                                 "https://other.example/@hana",
                                 "https://example/a//b?c=d&e=f#g",
                                 "://",
                                 "@",
                                 "@.",
                                 "",
                                 "a@b.example \xff\xfe @"}) {
    EXPECT_EQ(names.in_text("x", text), text);
  }
  EXPECT_EQ(names.in_text("x", "@hana"), "@hana") << "that name is Mastodon's";
}

TEST_F(WithheldNamesTest, HideThePostsOfTheAccount) {
  WithheldNames names{database, {}};
  EXPECT_THAT(names.post_id("bluesky", "1"), MatchesRegex(bluesky() + "/post-[0-9a-f]+"));
  EXPECT_EQ(names.post_id("x", "3"), "3");
  EXPECT_EQ(names.post_id("x", "1"), "1") << "of another platform";
  EXPECT_THAT(names.object_key("bluesky 1"), MatchesRegex("bluesky " + bluesky() + "/post-.+"));
  EXPECT_EQ(names.object_key("war peace"), "war peace") << "two hashtags";
  EXPECT_TRUE(names.repeats_withheld("bluesky", "RT @hana.host.example: words"));
  EXPECT_FALSE(names.repeats_withheld("x", "RT @ana: words"));
}

TEST_F(WithheldNamesTest, CostNothingWhereNobodyOptedOut) {
  database.execute("UPDATE account SET opt_out = 0");
  WithheldNames names{database, {}};
  EXPECT_FALSE(names.is_needed());
  EXPECT_EQ(names.in_text("bluesky", "@hana.host.example"), "@hana.host.example");
}

TEST_F(WithheldNamesTest, FindNamesByTheIndexOnHandles) {
  for (const std::string where :
       {"handle = 'a' COLLATE NOCASE",
        "handle >= 'a@' COLLATE NOCASE AND handle < 'a[' COLLATE NOCASE"}) {
    const std::string plan =
        tests::plan_of(database,
                       "SELECT a.account_id FROM account a INDEXED BY account_handle "
                       "JOIN platform p ON p.platform_id = a.platform_id WHERE " +
                           where);
    EXPECT_THAT(plan, testing::HasSubstr("SEARCH a USING INDEX account_handle"));
    EXPECT_THAT(plan, Not(testing::HasSubstr("SCAN")));
  }
}

/// Beside who asked: `cem` with 999 followers, `dor` with 1,000, `eli` of whom nobody knows.
class NamesOfSmallAccountsTest : public WithheldNamesTest {
 protected:
  void SetUp() override {
    WithheldNamesTest::SetUp();
    add("x", "10", {.native_id = "910", .handle = "cem_x", .followers = 999});
    add("x", "11", {.native_id = "911", .handle = "dor_x", .followers = 1000});
    add("bluesky", "12", {.native_id = "did:plc:eli", .handle = "eli.host.example"});
  }

  WithheldNames names(const std::vector<std::string>& declared = {}) {
    return WithheldNames{database, resolve_naming(database, {1000, declared}, std::nullopt)};
  }

  std::optional<WithheldReason> reason(const std::string& native_id,
                                       const std::vector<std::string>& declared = {}) {
    const auto why = names(declared).why(account(native_id));
    return why ? std::optional{why->reason} : std::nullopt;
  }
};

TEST_F(NamesOfSmallAccountsTest, HaveAPseudonymBelowTheNumberAndWhereItIsUnknown) {
  EXPECT_EQ(reason("910"), WithheldReason::kFewFollowers);
  EXPECT_EQ(reason("911"), std::nullopt);
  EXPECT_EQ(reason("did:plc:eli"), WithheldReason::kFollowersUnknown);
  EXPECT_EQ(reason("did:plc:hana"), WithheldReason::kAsked);
  EXPECT_EQ(names().why(account("910"))->min_followers, 1000U);
  EXPECT_FALSE((WithheldNames{database, {}}.why(account("910")))) << "0 is off";
  database.execute("UPDATE account SET followers = 2000000");
  EXPECT_EQ(reason("910"), std::nullopt);
  EXPECT_EQ(reason("did:plc:hana"), WithheldReason::kAsked) << "whatever its size";
}

TEST_F(NamesOfSmallAccountsTest, KeepThePseudonymThatTheyWouldHaveForAsking) {
  const auto small = names().pseudonym(account("910"));
  database.execute("UPDATE account SET opt_out = 1 WHERE native_id = '910'");
  EXPECT_EQ((WithheldNames{database, {}}.pseudonym(account("910"))), small);
}

TEST_F(NamesOfSmallAccountsTest, AreShownOfWhomTheTeamDeclares) {
  EXPECT_EQ(reason("910", {"x:cem_x"}), std::nullopt);
  EXPECT_EQ(reason("910", {"X:@CEM_X"}), std::nullopt);
  EXPECT_EQ(reason("910", {"x:910"}), std::nullopt);
  EXPECT_EQ(reason("910", {"bluesky:cem_x", "x:", "x:@", "cem_x", "", "x:cem", ":"}),
            WithheldReason::kFewFollowers);
  EXPECT_EQ(reason("did:plc:hana", {"bluesky:hana.host.example"}), WithheldReason::kAsked);
}

TEST_F(NamesOfSmallAccountsTest, AreShownOfFeeds) {
  add("rss", "13", {.native_id = "https://feed.example/rss", .handle = "feed.example"});
  EXPECT_EQ(reason("https://feed.example/rss"), std::nullopt);
}

TEST_F(NamesOfSmallAccountsTest, AreReplacedInWhatOthersWrote) {
  WithheldNames hidden = names();
  const std::string c = *hidden.pseudonym(account("910"));
  const std::string e = *hidden.pseudonym(account("did:plc:eli"));

  EXPECT_EQ(hidden.in_text("x", "@cem_x and @dor_x, @Cem_X!"),
            "@" + c + " and @dor_x, @" + c + "!");
  EXPECT_EQ(hidden.in_text("x", "https://x.com/cem_x/status/10 x.com/dor_x/status/11"),
            "https://x.com/" + c + " x.com/dor_x/status/11");
  EXPECT_EQ(hidden.in_text("x", "see eli.host.example"), "see " + e);
  EXPECT_EQ(hidden.in_text("bluesky", "RT @eli.host.example: words"), "RT @" + e);
  EXPECT_TRUE(hidden.repeats_withheld("x", "RT @cem_x: words"));
  EXPECT_FALSE(hidden.repeats_withheld("x", "RT @dor_x: words"));
  EXPECT_THAT(hidden.post_id("x", "10"), MatchesRegex(c + "/post-[0-9a-f]+"));
  EXPECT_EQ(hidden.post_id("x", "11"), "11");
}

TEST_F(NamesOfSmallAccountsTest, LeaveTheNameThatALargeAccountBearsToo) {
  add("reddit", "14", {.native_id = "t2_d", .handle = "dor_x", .followers = 3});
  add("mastodon",
      "15",
      {.native_id = "https://a.example/users/fay", .handle = "fay@a.example", .followers = 3});
  EXPECT_EQ(names().in_text("bluesky", "@dor_x"), "@dor_x") << "it is the large one's";
  EXPECT_EQ(names().in_text("mastodon", "@fay"), "@withheld");
  add("mastodon",
      "16",
      {.native_id = "https://b.example/users/fay", .handle = "fay@b.example", .followers = 5000});
  EXPECT_EQ(names().in_text("mastodon", "@fay @fay@a.example").substr(0, 5), "@fay ");
  EXPECT_THAT(names().in_text("mastodon", "@fay@a.example"), testing::HasSubstr("account-"));
  add("reddit", "17", {.native_id = "t2_e", .handle = "dor_x", .opt_out = 1});
  EXPECT_THAT(names().in_text("bluesky", "@dor_x"), testing::HasSubstr("account-"))
      << "one who asked comes before all";
}

TEST_F(NamesOfSmallAccountsTest, OfAnAccountKnownByItsHandleAloneAreThoseOfItsNamesake) {
  add("x", "18", {.native_id = "@dor_x", .handle = "dor_x"});
  add("x", "19", {.native_id = "@cem_x", .handle = "cem_x"});
  add("x", "20", {.native_id = "@gil_x", .handle = "gil_x"});
  WithheldNames hidden = names();
  EXPECT_FALSE(hidden.pseudonym(account("@dor_x"))) << "who has enough followers";
  EXPECT_EQ(hidden.pseudonym(account("@cem_x")), hidden.pseudonym(account("910")));
  EXPECT_EQ(hidden.why(account("@gil_x"))->reason, WithheldReason::kFollowersUnknown);
  EXPECT_EQ(hidden.in_text("x", "@gil_x"), "@" + *hidden.pseudonym(account("@gil_x")));
}

TEST_F(NamesOfSmallAccountsTest, SurviveHostileOnes) {
  // Known by their handles only, each under the other's handle; marks, quotes, wildcards; the form
  // of a pseudonym; very long.
  add("x", "21", {.native_id = "@ring_a", .handle = "ring_b"});
  add("x", "22", {.native_id = "@ring_b", .handle = "ring_a"});
  add("x", "23", {.native_id = "@", .handle = "@"});
  add("x", "24", {.native_id = "923", .handle = "' OR 1=1 --"});
  add("x", "25", {.native_id = "924", .handle = "%"});
  add("x", "26", {.native_id = "925", .handle = "account-0123456789"});
  add("x", "27", {.native_id = "926", .handle = std::string(5000, 'a')});
  add("x", "28", {.native_id = "927", .handle = "\xff\xfe.\xe2\x80\xae.x", .followers = -5});
  WithheldNames hidden = names();
  for (const std::string id : {"@ring_a", "@ring_b", "@", "923", "924", "925", "926", "927"}) {
    EXPECT_TRUE(hidden.pseudonym(account(id))) << id;
  }
  EXPECT_EQ(hidden.in_text("x", "@dor_x % ' OR 1=1 --"), "@dor_x % ' OR 1=1 --");
  EXPECT_THAT(hidden.in_text("x", "@ring_a @ring_b"), Not(testing::HasSubstr("ring")));
  EXPECT_EQ(hidden.in_text("x", "@account-0123456789"), "@" + *hidden.pseudonym(account("925")));
}

TEST_F(NamesOfSmallAccountsTest, DependOnNoOrderOfArrival) {
  add("reddit", "30", {.native_id = "t2_b", .handle = "same", .followers = 1});
  add("telegram", "31", {.native_id = "1", .handle = "same", .followers = 1});
  const std::string before = names().in_text("x", "@same");
  database.execute(
      "PRAGMA foreign_keys = OFF; UPDATE account SET account_id = 100000 - account_id; "
      "UPDATE platform SET platform_id = platform_id + 50; "
      "UPDATE account SET platform_id = platform_id + 50");
  EXPECT_EQ(names().in_text("x", "@same"), before);
}

}  // namespace
}  // namespace vigie::storage
