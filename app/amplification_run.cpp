#include "app/amplification_run.h"

#include <string_view>
#include <utility>

#include "analysis/alerts.h"
#include "analysis/amplification.h"
#include "analysis/narratives.h"
#include "analysis/window_shares.h"
#include "storage/activity_reader.h"
#include "storage/amplification_reader.h"

namespace vigie::app {
namespace {

using analysis::AccountFlag;

std::vector<std::uint8_t> flags_of(const AmplificationInput& input) {
  std::vector<std::uint8_t> flags(input.scores.size(), 0);
  for (std::size_t i = 0; i < flags.size(); ++i) {
    const AccountScore& score = input.scores[i];
    if (score.account_class != AccountClass::kOrdinary) {
      flags[i] = AccountFlag::kDeclared;
    } else if (score.rank > 0 && *score.likelihood >= input.report_line) {
      flags[i] = AccountFlag::kAboveLine;
    }
    if (i < input.grouped.size() && input.grouped[i] != 0) {
      flags[i] = static_cast<std::uint8_t>(flags[i] | AccountFlag::kGrouped);
    }
  }
  return flags;
}

void count_objects(const analysis::WindowShares& shares, AmplificationCounts& counts) {
  analysis::for_each_object(shares, [&](const analysis::ShareRange& range) {
    if (range.object < shares.first_source) {
      ++counts.objects;
      counts.shares += range.end - range.begin;
    }
  });
}

}  // namespace

AmplificationFindings measure_window(const AmplificationInput& input, storage::Database& database) {
  const storage::ReadSnapshot snapshot{database};
  storage::AmplificationReader reader{database};
  analysis::WindowSharesBuilder builder{input.activity, input.listed_sources, input.sources};
  analysis::NarrativeFinder narratives{{}, builder.on_topic()};
  reader.read_objects([&](ObjectId object, ObjectKind kind, std::string_view key) {
    builder.add_object(object, kind, key);
  });
  std::uint32_t index = analysis::WindowShares::kNoPost;
  const auto add_post = [&](const SharingPostRow& row) {
    index = builder.add_post(row);
    return index != analysis::WindowShares::kNoPost && row.kind != PostKind::kRepost &&
           builder.topics_of_last() != 0;
  };
  const auto add_text = [&](std::string_view text, std::string_view language) {
    narratives.add(index, builder.account_of_last(), text, language, builder.key_of_last());
  };
  const auto add_share = [&](ObjectId object) {
    if (index != analysis::WindowShares::kNoPost) {
      builder.add_share(object);
    }
  };
  reader.read_posts(input.activity.span, {add_post, add_text, add_share});

  std::vector<std::uint32_t> place;
  const analysis::WindowShares shares = builder.finish(&place);
  const std::vector<std::uint8_t> flags = flags_of(input);
  const analysis::AmplificationRequest request{
      .shares = shares,
      .accounts = input.activity.accounts,
      .flags = flags,
      .topics = input.topics,
      .key_of = [&reader](ObjectId object) { return reader.key_of(object); }};
  AmplificationFindings findings;
  count_objects(shares, findings.counts);
  findings.objects = analysis::measure_amplification(request, {});
  findings.amplifiers = analysis::find_amplifiers(request, {});
  findings.narratives = narratives.finish(request, place, input.threads);
  findings.counts.narrative_texts = narratives.texts();
  findings.counts.sampled_out_texts = narratives.sampled_out();
  analysis::Alerts alerts = analysis::find_alerts(request, {});
  findings.alerts = std::move(alerts.alerts);
  findings.counts.tested_hours = alerts.tested_hours;
  findings.counts.tested_new = alerts.tested_new;
  findings.counts.untested_new = alerts.untested_new;
  return findings;
}

}  // namespace vigie::app
