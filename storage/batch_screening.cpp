#include "storage/batch_screening.h"

#include <string_view>
#include <unordered_set>
#include <utility>

namespace vigie::storage {
namespace {

/// Some platforms name the author in the key of a post, as a part of its path.
bool names_suppressed(const PlatformRef& platform, std::string_view key, AccountWriter& accounts) {
  while (key.find('/') != std::string_view::npos) {
    const std::string_view part = key.substr(0, key.find('/'));
    if (!part.empty() && accounts.is_suppressed(platform, part)) {
      return true;
    }
    key.remove_prefix(part.size() + 1);
  }
  return false;
}

/// An opt-out or a state counts also for an account that others repost or quote.
bool says_more_than_profile(const Account& account) {
  return account.opt_out != 0 || (account.state && *account.state != AccountState::kActive);
}

Account without_profile(const Account& account) {
  Account bare;
  bare.native_id = account.native_id;
  bare.opt_out = account.opt_out;
  bare.state = account.state;
  bare.seen = account.state ? account.seen : std::nullopt;
  return bare;
}

}  // namespace

std::vector<Account> concerned_accounts(const PlatformRef& platform,
                                        const PreparedBatch& batch,
                                        AccountWriter& accounts) {
  std::unordered_set<std::string_view> authors;
  std::unordered_set<std::string_view> subjects;
  for (const PreparedPost& prepared : batch.posts) {
    authors.insert(prepared.post.account_native_id);
    subjects.insert(prepared.post.subject_account_native_id);
  }
  std::vector<Account> concerned;
  for (const Account& account : batch.records.accounts) {
    if (!batch.records.is_about_everybody || authors.contains(account.native_id) ||
        accounts.is_known(platform, account.native_id)) {
      concerned.push_back(account);
    }
  }
  for (const Account& account : batch.passing_accounts) {
    const std::string_view id = account.native_id;
    if (authors.contains(id) || accounts.has_posts(platform, id)) {
      concerned.push_back(account);
    } else if (says_more_than_profile(account) &&
               (subjects.contains(id) || accounts.is_known(platform, id))) {
      concerned.push_back(without_profile(account));
    }
  }
  return concerned;
}

PreparedPost without_suppressed(const PlatformRef& platform,
                                PreparedPost prepared,
                                bool is_subject_suppressed,
                                AccountWriter& accounts) {
  Post& post = prepared.post;
  std::erase_if(prepared.shares, [&](const SharedObject& object) {
    if (object.kind == ObjectKind::kMention) {
      return accounts.is_suppressed(platform, object.key) ||
             accounts.is_suppressed(platform, "@" + object.key);
    }
    return object.kind == ObjectKind::kPost &&
           ((is_subject_suppressed && object.key == post.subject_id) ||
            names_suppressed(platform, object.key, accounts));
  });
  for (std::string* key : {&post.parent_id, &post.root_id, &post.subject_id}) {
    if (names_suppressed(platform, *key, accounts)) {
      key->clear();
    }
  }
  if (is_subject_suppressed) {
    post.subject_id.clear();
    post.subject_created.reset();
    if (post.kind == PostKind::kRepost) {
      post.text.clear();
      prepared.text_hash = 0;
    }
  }
  return prepared;
}

}  // namespace vigie::storage
