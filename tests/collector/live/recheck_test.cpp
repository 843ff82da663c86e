#include "collector/live/recheck.h"

#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::collector {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

/// Posts `a1`, `a2`, ... of the account `a`; those in `missing` are not answered with.
class FakePlace : public RecheckPlace {
 public:
  std::string name() const override { return "fake"; }

  std::string platform() const override { return "fake"; }

  Standing standing_of_post(std::string_view key) const override {
    return key.starts_with('!') ? Standing::kNone : Standing::kHome;
  }

  Standing standing_of_account(std::string_view /*key*/) const override { return Standing::kHome; }

  std::size_t posts_at_once() const override { return at_once; }

  std::size_t accounts_at_once() const override { return 4; }

  bool takes_controls() const override { return controls; }

  tl::expected<PostAnswer, LiveError> ask_posts(std::span<const std::string> keys,
                                                const std::stop_token& /*stop*/) override {
    asked.emplace_back(keys.begin(), keys.end());
    if (asked.size() > answers) {
      return tl::unexpected{LiveError{.kind = LiveErrorKind::kPark, .message = "no answer"}};
    }
    PostAnswer answer;
    for (const std::string& key : keys) {
      (missing.contains(key) ? answer.absent : answer.there).push_back(key);
    }
    return answer;
  }

  tl::expected<AccountAnswer, LiveError> ask_accounts(std::span<const std::string> keys,
                                                      const std::stop_token& /*stop*/) override {
    if (accounts_fail) {
      return tl::unexpected{LiveError{.kind = LiveErrorKind::kOperator, .message = "401"}};
    }
    AccountAnswer answer;
    for (const std::string& key : keys) {
      if (missing.contains(key)) {
        answer.absent.push_back(key);
        continue;
      }
      Account& account = answer.told.emplace_back();
      account.native_id = key;
      account.state = away.contains(key) ? AccountState::kTakenDown : AccountState::kActive;
    }
    return answer;
  }

  std::size_t at_once = 4;
  std::size_t answers = 100;
  bool controls = true;
  bool accounts_fail = false;
  std::set<std::string> missing;
  std::set<std::string> away;
  std::vector<std::vector<std::string>> asked;
};

RecheckRequest request_for(const std::vector<std::string>& keys) {
  RecheckRequest request;
  for (const std::string& key : keys) {
    request.posts.push_back({key, key.substr(0, 1)});
  }
  return request;
}

TEST(AskAgain, TellsWhatIsThereAndWhatIsAbsent) {
  FakePlace place;
  place.missing = {"b1"};

  const RecheckOutcome outcome = ask_again(place, request_for({"a1", "b1", "c1"}), {});

  EXPECT_THAT(outcome.posts.there, ElementsAre("a1", "c1"));
  EXPECT_THAT(outcome.posts.absent, ElementsAre("b1"));
  EXPECT_THAT(outcome.failures, IsEmpty());
}

TEST(AskAgain, TakesAnAnswerThatLacksMostForAFailure) {
  FakePlace place;
  place.missing = {"a1", "b1", "c1"};
  RecheckRequest request = request_for({"a1", "b1", "c1", "d1"});

  const RecheckOutcome doubted = ask_again(place, request, {});

  EXPECT_THAT(doubted.posts.absent, IsEmpty());
  EXPECT_THAT(doubted.posts.there, ElementsAre("d1"));
  EXPECT_THAT(doubted.posts.unknown, UnorderedElementsAre("a1", "b1", "c1"));
  EXPECT_THAT(doubted.failures, ElementsAre(HasSubstr("3 of 4 posts")));

  request.believes_absences = true;
  EXPECT_THAT(ask_again(place, request, {}).posts.absent, SizeIs(3));
}

TEST(AskAgain, TakesAnEmptyAnswerForAFailureHoweverFewWereAsked) {
  FakePlace place;
  place.missing = {"a1"};

  const RecheckOutcome outcome = ask_again(place, request_for({"a1"}), {});

  EXPECT_THAT(outcome.posts.absent, IsEmpty());
  EXPECT_THAT(outcome.failures, SizeIs(1));
}

TEST(AskAgain, FillsASmallRequestWithPostsThatAreSurelyThere) {
  FakePlace place;
  place.missing = {"a1"};
  RecheckRequest request = request_for({"a1"});
  request.controls = {{"!x", "x"}, {"a1", "a"}, {"y1", "y"}, {"z1", "z"}, {"w1", "w"}};

  const RecheckOutcome outcome = ask_again(place, request, {});

  EXPECT_THAT(place.asked, ElementsAre(ElementsAre("a1", "y1", "z1", "w1")));
  EXPECT_THAT(outcome.posts.absent, ElementsAre("a1"));
  EXPECT_THAT(outcome.posts.there, IsEmpty()) << "controls are no part of the outcome";

  place.controls = false;
  EXPECT_THAT(ask_again(place, request, {}).failures, SizeIs(1));
  EXPECT_THAT(place.asked.back(), ElementsAre("a1"));
}

TEST(AskAgain, KnowsADeletedAccountByOthersThatAreThere) {
  FakePlace place;
  place.missing = {"a"};
  RecheckRequest request;
  request.accounts = {"a"};
  request.controls = {{"b1", "b"}, {"c1", "c"}};

  const RecheckOutcome outcome = ask_again(place, request, {});

  EXPECT_THAT(outcome.absent_accounts, ElementsAre("a"));
  EXPECT_THAT(outcome.accounts, IsEmpty()) << "controls are no part of the outcome";
  EXPECT_THAT(outcome.failures, IsEmpty());
}

TEST(AskAgain, SpreadsTheAccountsOverTheRequests) {
  FakePlace place;
  place.at_once = 3;
  place.missing = {"a1", "a2", "a3"};

  const RecheckOutcome outcome =
      ask_again(place, request_for({"a1", "a2", "a3", "b1", "b2", "b3", "c1", "c2", "c3"}), {});

  EXPECT_THAT(place.asked,
              ElementsAre(ElementsAre("a1", "b1", "c1"),
                          ElementsAre("a2", "b2", "c2"),
                          ElementsAre("a3", "b3", "c3")));
  EXPECT_THAT(outcome.posts.absent, ElementsAre("a1", "a2", "a3"))
      << "an account that deletes everything is no failure";
}

TEST(AskAgain, LeavesPostsOfAccountsThatAreAwayToTheirState) {
  FakePlace place;
  place.away = {"b"};
  RecheckRequest request = request_for({"a1", "b1", "b2"});
  request.accounts = {"a", "b"};

  const RecheckOutcome outcome = ask_again(place, request, {});

  EXPECT_THAT(place.asked, ElementsAre(ElementsAre("a1")));
  EXPECT_EQ(outcome.of_accounts_away, 2U);
  ASSERT_THAT(outcome.accounts, SizeIs(2));
  EXPECT_EQ(outcome.accounts[1].state, AccountState::kTakenDown);
}

TEST(AskAgain, ErasesNothingForAPlaceThatDoesNotAnswer) {
  FakePlace place;
  place.at_once = 2;
  place.answers = 1;

  const RecheckOutcome outcome = ask_again(place, request_for({"a1", "b1", "c1", "d1", "e1"}), {});

  EXPECT_THAT(outcome.posts.there, SizeIs(2));
  EXPECT_THAT(outcome.posts.absent, IsEmpty());
  EXPECT_THAT(outcome.posts.unknown, SizeIs(3));
  EXPECT_THAT(place.asked, SizeIs(2)) << "it is not asked on and on";
  EXPECT_THAT(outcome.failures, ElementsAre("fake: no answer"));
}

TEST(AskAgain, AsksForNoPostsWhereTheAccountsAreRefused) {
  FakePlace place;
  place.accounts_fail = true;
  RecheckRequest request = request_for({"a1"});
  request.accounts = {"a", "b", "c", "d", "e"};

  const RecheckOutcome outcome = ask_again(place, request, {});

  EXPECT_THAT(place.asked, IsEmpty());
  EXPECT_EQ(outcome.accounts_unknown, 5U);
  EXPECT_THAT(outcome.posts.unknown, ElementsAre("a1"));
  EXPECT_THAT(outcome.failures, ElementsAre("fake: 401"));
}

TEST(AskAgain, DoubtsThatMostAccountsOfAnAnswerAreGone) {
  FakePlace place;
  place.missing = {"a", "b", "c"};
  RecheckRequest request;
  request.accounts = {"a", "b", "c", "d"};

  const RecheckOutcome outcome = ask_again(place, request, {});

  EXPECT_THAT(outcome.absent_accounts, IsEmpty());
  EXPECT_EQ(outcome.accounts_unknown, 3U);
  EXPECT_THAT(outcome.failures, ElementsAre(HasSubstr("3 of 4 accounts")));
}

}  // namespace
}  // namespace vigie::collector
