// `vigie label next`: one account after the other, without anything that tells of the score.
#include <algorithm>
#include <iostream>
#include <set>

#include <fmt/format.h>

#include "app/failure.h"
#include "app/label_actions.h"
#include "app/label_page.h"
#include "app/review_choice.h"
#include "app/workspace.h"
#include "storage/review_reader.h"
#include "storage/review_store.h"
#include "storage/sqlite/transaction.h"

namespace vigie::app {
namespace {

constexpr std::uint32_t kPostsAtOnce = 15;

/// Accounts that `coder` has not labelled, in the order of reading.
std::vector<storage::ReviewItem> unread(storage::ReviewStore& store,
                                        const storage::ReviewQueue& queue,
                                        const std::string& coder) {
  std::vector<storage::ReviewItem> items = store.items(queue.id);
  std::erase_if(
      items, [&](const storage::ReviewItem& item) { return verdict_of(item, coder) != nullptr; });
  return items;
}

class LabelSession {
 public:
  LabelSession(storage::Database& database,
               storage::ReviewQueue queue,
               std::string coder,
               std::istream& keys,
               Console& console)
      : database_(database),
        store_(database),
        queue_(std::move(queue)),
        coder_(std::move(coder)),
        keys_(keys),
        console_(console) {}

  void run() {
    const std::vector<storage::ReviewItem> items = unread(store_, queue_, coder_);
    std::size_t labelled = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
      console_.say(fmt::format("\nDraw {}: {} to read.", queue_.name, items.size() - i));
      show(items[i]);
      const Answer answer = ask(items[i]);
      labelled += answer == Answer::kLabelled ? 1U : 0U;
      if (answer == Answer::kQuit) {
        break;
      }
    }
    const std::size_t left = unread(store_, queue_, coder_).size();
    console_.say(
        left == 0 ? fmt::format("{} labelled, none left. Next: `vigie label agreement`.", labelled)
                  : fmt::format("{} labelled, {} left. Go on with `vigie label next --coder {}`.",
                                labelled,
                                left,
                                coder_));
  }

 private:
  enum class Answer : std::uint8_t { kLabelled, kSkipped, kQuit };

  void show(const storage::ReviewItem& item) {
    console_.say(
        label_page_head(storage::read_reviewed_profile(database_, item.account),
                        storage::read_reviewed_activity(database_, item.account, queue_.window)));
    shown_ = 0;
    show_more(item);
    console_.say(label_page_keys());
  }

  void show_more(const storage::ReviewItem& item) {
    const auto posts =
        storage::read_reviewed_posts(database_, item.account, queue_.window, shown_, kPostsAtOnce);
    shown_ += static_cast<std::uint32_t>(posts.size());
    console_.say(posts.empty() ? "No more posts." : label_page_posts(posts));
  }

  Answer ask(const storage::ReviewItem& item) {
    std::string key;
    while (std::getline(keys_, key)) {
      if (key.size() == 1 && key[0] >= '1' && key[0] <= '5') {
        label(item, static_cast<VerdictLabel>(key[0] - '1'));
        return Answer::kLabelled;
      }
      if (key == "s") {
        return Answer::kSkipped;
      }
      if (key == "q") {
        return Answer::kQuit;
      }
      if (key == "m") {
        show_more(item);
      } else if (key == "n") {
        write_note(item);
      }
      console_.say(label_page_keys());
    }
    return Answer::kQuit;
  }

  void label(const storage::ReviewItem& item, VerdictLabel label) {
    storage::Transaction transaction{database_};
    store_.set_verdict(item.account,
                       {.coder = coder_,
                        .label = label,
                        .blind = true,
                        .adjudicates = false,
                        .decided = wall_clock()},
                       queue_.id,
                       queue_.run);
    transaction.commit();
  }

  void write_note(const storage::ReviewItem& item) {
    console_.say("Note, one line; nothing: none.");
    std::string text;
    if (std::getline(keys_, text) && !text.empty()) {
      storage::Transaction transaction{database_};
      store_.add_note(item.account, coder_, text, wall_clock());
      transaction.commit();
    }
  }

  storage::Database& database_;
  storage::ReviewStore store_;
  storage::ReviewQueue queue_;
  std::string coder_;
  std::istream& keys_;
  Console& console_;
  std::uint32_t shown_ = 0;
};

void print_next(storage::Database& database,
                const storage::ReviewQueue& queue,
                const std::string& coder,
                Console& console) {
  storage::ReviewStore store{database};
  const std::vector<storage::ReviewItem> items = unread(store, queue, coder);
  if (items.empty()) {
    console.json(R"({"left": 0})");
    return;
  }
  const AccountId account = items.front().account;
  console.json(label_page_json(
      storage::read_reviewed_profile(database, account),
      storage::read_reviewed_activity(database, account, queue.window),
      storage::read_reviewed_posts(database, account, queue.window, 0, kPostsAtOnce),
      items.size()));
}

}  // namespace

void run_label_session(const LabelCommand& command,
                       storage::Database& database,
                       std::istream& keys,
                       Console& console) {
  storage::ReviewStore store{database};
  storage::ReviewQueue queue = choose_queue(store, command.queue);
  const std::string& coder = command.coders.front();
  check_reader(queue, coder);
  if (console.json_mode()) {
    print_next(database, queue, coder, console);
    return;
  }
  LabelSession{database, std::move(queue), coder, keys, console}.run();
}

void label_next(const LabelCommand& command, Console& console) {
  storage::Database database = open_for_writing(command.common, false);
  run_label_session(command, database, std::cin, console);
}

}  // namespace vigie::app
