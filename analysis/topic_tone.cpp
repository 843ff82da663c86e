#include "analysis/topic_tone.h"

#include "analysis/wording.h"

namespace vigie::analysis {

TopicToneSums::TopicToneSums(std::size_t topics, std::size_t days)
    : days_(days), totals_(topics), by_day_(topics * days) {}

void TopicToneSums::Sum::add(std::uint32_t account, std::int16_t tone_hundredths) {
  hundredths += tone_hundredths;
  ++posts;
  accounts += account != last_account ? 1U : 0U;
  last_account = account;
}

Tone TopicToneSums::Sum::mean() const {
  constexpr double kHundredths = 100.0;
  Tone tone{.posts = posts, .mean = std::nullopt};
  if (posts >= kMinTonePosts && accounts >= kMinToneAccounts) {
    tone.mean = static_cast<double>(hundredths) / (kHundredths * static_cast<double>(posts));
  }
  return tone;
}

void TopicToneSums::add(std::size_t topic,
                        std::size_t day,
                        std::uint32_t account,
                        std::int16_t tone_hundredths) {
  if (tone_hundredths == Wording::kNoTone) {
    return;
  }
  totals_[topic].add(account, tone_hundredths);
  by_day_[topic * days_ + day].add(account, tone_hundredths);
}

void TopicToneSums::write(std::span<TopicUse> topics) const {
  for (std::size_t t = 0; t < topics.size(); ++t) {
    topics[t].tone = totals_[t].mean();
    topics[t].tone_per_day.clear();
    for (std::size_t day = 0; day < days_; ++day) {
      topics[t].tone_per_day.push_back(by_day_[t * days_ + day].mean());
    }
  }
}

}  // namespace vigie::analysis
