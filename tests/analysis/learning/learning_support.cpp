#include "tests/analysis/learning/learning_support.h"

#include <algorithm>
#include <random>

namespace vigie::analysis::tests {

LabelledAccount labelled(std::string id,
                         std::uint32_t source,
                         bool positive,
                         std::initializer_list<std::pair<Signal, double>> values) {
  LabelledAccount account;
  account.key = {"x", std::move(id)};
  account.source = source;
  account.positive = positive;
  account.grade = Grade::kC;
  account.posts = 30;
  for (const auto& [signal, value] : values) {
    account.values[static_cast<std::size_t>(signal)] = value;
  }
  return account;
}

ScoreModel small_model() {
  ScoreModel model;
  model.name = "small";
  model.weights = {{Signal::kBurstiness, {-0.5, 0.5}, {1.0, -0.5}},
                   {Signal::kQuestionShare, {0.0, 1.0}, {-0.2, 0.6}},
                   {Signal::kCoordination, {0.0, 3.0}, {0.0, 3.0}},
                   {Signal::kListedSourceShare, {0.0, 1.0}, {0.0, 0.9}},
                   {Signal::kAccountAge, {0.0, 1000.0}, {0.4, -0.2}}};
  model.caps = {
      {{2.5, 4.0}, {2.0, 2.0}, {3.5, 3.5}, {0.8, 0.0}, {0.6, 0.0}, {0.6, 0.0}, {0.6, 0.0}}};
  model.content_cap = 2.8;
  return model;
}

std::vector<LabelledAccount> separable_accounts(std::uint32_t sources, std::uint64_t seed) {
  std::mt19937_64 random{seed};
  const auto unit = [&] { return static_cast<double>(random() >> 11U) * 0x1.0p-53; };
  std::vector<LabelledAccount> accounts;
  for (std::uint32_t source = 0; source < sources; ++source) {
    for (int i = 0; i < 40; ++i) {
      const bool positive = i % 2 == 0;
      const double burstiness = (positive ? -0.4 : -0.1) + 0.6 * unit();
      const double questions = (positive ? 0.2 : 0.0) + 0.6 * unit();
      accounts.push_back(labelled(std::to_string(1000 * source + 100) + std::to_string(i),
                                  source,
                                  positive,
                                  {{Signal::kBurstiness, burstiness},
                                   {Signal::kQuestionShare, questions},
                                   {Signal::kListedSourceShare, positive ? 1.0 : 0.0}}));
    }
  }
  std::sort(
      accounts.begin(), accounts.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  return accounts;
}

}  // namespace vigie::analysis::tests
