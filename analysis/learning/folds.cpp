#include "analysis/learning/folds.h"

#include <map>
#include <set>

#include "analysis/coordination/mixing.h"

namespace vigie::analysis {
namespace {

constexpr std::uint64_t kAccountFolds = 5;

/// FNV-1a over the natural key: the same fold wherever the account stands.
std::uint64_t hash_of(const AccountKey& key) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const std::string* part : {&key.platform, &key.native_id}) {
    for (const char byte : *part) {
      hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
    }
    hash = mix(hash);
  }
  return hash;
}

Fold fold_of_accounts(std::span<const LabelledAccount> accounts, std::uint64_t number) {
  Fold fold;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const bool left_out = hash_of(accounts[i].key) % kAccountFolds == number;
    (left_out ? fold.test : fold.train).push_back(i);
  }
  return fold;
}

bool is_usable(std::span<const LabelledAccount> accounts, const Fold& fold) {
  return !fold.test.empty() && has_both_classes(accounts, fold.train);
}

}  // namespace

bool has_both_classes(std::span<const LabelledAccount> accounts,
                      std::span<const std::size_t> rows) {
  bool positive = false;
  bool negative = false;
  for (const std::size_t row : rows) {
    (accounts[row].positive ? positive : negative) = true;
  }
  return positive && negative;
}

Fold leave_out(std::span<const LabelledAccount> accounts, std::uint32_t source) {
  std::set<AccountKey> left_out;
  for (const LabelledAccount& account : accounts) {
    if (account.source == source) {
      left_out.insert(account.key);
    }
  }
  Fold fold;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    if (accounts[i].source == source) {
      fold.test.push_back(i);
    } else if (!left_out.contains(accounts[i].key)) {
      fold.train.push_back(i);
    }
  }
  return fold;
}

Folds make_folds(std::span<const LabelledAccount> accounts) {
  std::set<std::uint32_t> sources;
  for (const LabelledAccount& account : accounts) {
    sources.insert(account.source);
  }
  Folds out;
  out.by_source = true;
  for (const std::uint32_t source : sources) {
    Fold fold = leave_out(accounts, source);
    if (is_usable(accounts, fold)) {
      out.folds.push_back(std::move(fold));
    }
  }
  std::vector<std::size_t> tested;
  for (const Fold& fold : out.folds) {
    tested.insert(tested.end(), fold.test.begin(), fold.test.end());
  }
  if (out.folds.size() >= 2 && has_both_classes(accounts, tested)) {
    return out;
  }
  out = {};
  for (std::uint64_t number = 0; number < kAccountFolds; ++number) {
    Fold fold = fold_of_accounts(accounts, number);
    if (is_usable(accounts, fold)) {
      out.folds.push_back(std::move(fold));
    }
  }
  return out;
}

std::vector<double> prior_logits(std::span<const LabelledAccount> accounts) {
  struct LabelCounts {
    double positives = 0.0;
    double all = 0.0;

    [[nodiscard]] double share() const { return positives / all; }
  };

  std::map<std::uint32_t, LabelCounts> by_source;
  LabelCounts all;
  for (const LabelledAccount& account : accounts) {
    const double one = account.positive ? 1.0 : 0.0;
    LabelCounts& source = by_source[account.source];
    source.positives += one;
    source.all += 1.0;
    all.positives += one;
    all.all += 1.0;
  }
  std::vector<double> logits;
  logits.reserve(accounts.size());
  for (const LabelledAccount& account : accounts) {
    const LabelCounts& source = by_source[account.source];
    const bool mixed = source.positives > 0.0 && source.positives < source.all;
    logits.push_back(log_odds(mixed ? source.share() : all.share()));
  }
  return logits;
}

}  // namespace vigie::analysis
