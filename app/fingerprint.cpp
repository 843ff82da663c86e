#include "app/fingerprint.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <xxhash.h>

namespace vigie::app {
namespace {

void append(std::string& text, const analysis::AnalysisOptions& options) {
  text += fmt::format("window={} prior={} line={} seed={} draws={} evidence={} keep={},{} media={}",
                      options.window.count(),
                      options.prior,
                      options.report_line,
                      options.seed,
                      options.bootstrap_draws,
                      options.evidence_posts,
                      options.keep_contributions_above,
                      options.keep_contributions_top,
                      options.media_class);
  text += fmt::format(" declared={};{};{}\n",
                      fmt::join(options.declared_media, ","),
                      fmt::join(options.declared_institutions, ","),
                      fmt::join(options.declared_bots, ","));
  if (const analysis::ProtectOptions& protect = options.protect; !protect.empty()) {
    text += fmt::format("protect={};{};{};{}\n",
                        fmt::join(protect.domains, ","),
                        fmt::join(protect.handles, ","),
                        fmt::join(protect.names, ","),
                        fmt::join(protect.known, ","));
  }
}

void append(std::string& text, const analysis::CoordinationSettings& coordination) {
  const analysis::CoordinationOptions& test = coordination.test;
  text += fmt::format(
      "coordination={} windows={} sharers={},{},{} budget={} fdr={} least={},{},{},{},{} leiden={} "
      "strata={},{} pooled={}\n",
      coordination.enabled,
      fmt::join(test.windows_ms, ","),
      test.max_sharers,
      test.neighbours,
      test.own_rate_sharers,
      test.pair_budget,
      test.false_discovery,
      test.min_objects,
      test.min_days,
      test.min_fast,
      test.min_symmetry,
      test.min_members,
      test.leiden_above,
      test.min_stratum,
      test.min_stratum_share,
      test.pooled_weight);
  for (const analysis::KnownCoordinators& known : coordination.known) {
    text += fmt::format("known={}: {}\n", known.reason, fmt::join(known.accounts, ","));
  }
}

void append(std::string& text, const analysis::ScoreModel& model) {
  text += fmt::format("model={} content={}\n", model.name, model.content_cap);
  for (const auto& weight : model.weights) {
    text += fmt::format("{}: {} -> {}\n",
                        info(weight.signal).name,
                        fmt::join(weight.values, ","),
                        fmt::join(weight.nats, ","));
  }
  for (const analysis::PriorOffset& offset : model.offsets) {
    text += fmt::format("offset={}/{}/{}\n", offset.platform, offset.language, offset.nats);
  }
  for (const auto& cap : model.caps) {
    text += fmt::format("cap={},{}\n", cap.troll_bot, cap.automation);
  }
}

void append(std::string& text, const analysis::TopicDefinition& topic) {
  text += fmt::format("topic={} {}\n", topic.id, topic.version);
  for (const auto& keywords : topic.keywords) {
    text += fmt::format("{}: {} | {}\n",
                        keywords.language,
                        fmt::join(keywords.keywords, ","),
                        fmt::join(keywords.exact, ","));
  }
  text += fmt::format("{} | {}\n", fmt::join(topic.hashtags, ","), fmt::join(topic.domains, ","));
  for (const auto& side : topic.sides) {
    text += fmt::format("side={}: {} | {}\n",
                        side.name,
                        fmt::join(side.hashtags, ","),
                        fmt::join(side.domains, ","));
  }
}

void append(std::string& text, const analysis::LexiconDefinition& lexicon) {
  text += fmt::format(
      "lexicon={} {} {}\n", lexicon.language, lexicon.version, lexicon.negation_reaches_back);
  for (const auto& [word, valence] : lexicon.valences) {
    text += fmt::format("{} {},", word, valence);
  }
  for (const auto& cues : lexicon.cues) {
    text += fmt::format("| {}\n", fmt::join(cues, ","));
  }
}

}  // namespace

std::string config_hash(const analysis::AnalysisOptions& options,
                        const analysis::ScoreModel& model,
                        std::span<const SourceList> lists,
                        std::span<const analysis::TopicDefinition> topics,
                        std::span<const analysis::LexiconDefinition> lexicons) {
  std::string text;
  append(text, options);
  append(text, options.coordination);
  append(text, model);
  for (const SourceList& list : lists) {
    text += fmt::format("list={} {} {}\n", list.name, list.version, list.content_hash);
  }
  for (const analysis::TopicDefinition& topic : topics) {
    append(text, topic);
  }
  for (const analysis::LexiconDefinition& lexicon : lexicons) {
    append(text, lexicon);
  }
  return fmt::format("{:016x}", XXH3_64bits(text.data(), text.size()));
}

}  // namespace vigie::app
