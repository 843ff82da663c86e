#include "app/labelled_accounts.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "analysis/account_class.h"
#include "analysis/analyze.h"
#include "analysis/scored_window.h"
#include "app/analysis_run.h"
#include "app/coordination_run.h"
#include "app/failure.h"
#include "app/workspace.h"
#include "storage/label_reader.h"

namespace vigie::app {
namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Origins that count, by name. @throws as read_labelled.
std::vector<std::string> choose_origins(const std::vector<storage::LabelCount>& counts,
                                        const std::vector<std::string>& wanted,
                                        const std::vector<std::string>& leave_out) {
  std::set<std::string> known;
  for (const storage::LabelCount& count : counts) {
    known.insert(count.origin);
  }
  for (const auto* names : {&wanted, &leave_out}) {
    for (const std::string& name : *names) {
      if (!known.contains(name)) {
        throw UsageFailure(fmt::format("there are no labels of the origin {}. Origins here: {}.",
                                       name,
                                       fmt::join(known, ", ")));
      }
    }
  }
  std::vector<std::string> chosen;
  for (const std::string& name : known) {
    if ((wanted.empty() || contains(wanted, name)) && !contains(leave_out, name)) {
      chosen.push_back(name);
    }
  }
  if (chosen.empty()) {
    throw UsageFailure("no origin of labels remains: --leave-out names all that --labels takes.");
  }
  return chosen;
}

void check_values(const std::vector<storage::LabelCount>& counts,
                  const std::vector<std::string>& origins,
                  const LabelArguments& arguments) {
  std::set<std::string> values;
  bool any = false;
  for (const storage::LabelCount& count : counts) {
    if (contains(origins, count.origin)) {
      const LabelValues wanted = values_for(arguments, count.origin);
      values.insert(count.value);
      any = any || contains(wanted.positive, count.value) || contains(wanted.negative, count.value);
    }
  }
  if (!any) {
    throw UsageFailure(fmt::format(
        "no label says {} or {}. Values here: {}; choose with --positive and --negative.",
        fmt::join(arguments.positive, ", "),
        fmt::join(arguments.negative, ", "),
        fmt::join(values, ", ")));
  }
}

void keep_first_posts(std::uint32_t first_posts, analysis::Activity& activity) {
  if (first_posts == 0) {
    return;
  }
  for (analysis::ActivityAccount& account : activity.accounts) {
    account.last_post = std::min(account.last_post, account.first_post + first_posts);
  }
}

bool weighs_coordination(const analysis::ScoreModel& model) {
  return std::any_of(model.weights.begin(), model.weights.end(), [](const auto& weight) {
    return weight.signal == Signal::kCoordination;
  });
}

}  // namespace

const analysis::LabelledAccount* LabelledAccountReader::Measured::find(AccountId account) const {
  const auto found = std::lower_bound(
      accounts.begin(), accounts.end(), account, [](const auto& row, AccountId wanted) {
        return row.first.value < wanted.value;
      });
  return found != accounts.end() && found->first.value == account.value ? &found->second : nullptr;
}

LabelledAccountReader::LabelledAccountReader(const LabelArguments& arguments,
                                             const config::Settings& settings,
                                             const analysis::ScoreModel& model,
                                             storage::Database& database,
                                             Console& console)
    : arguments_(arguments),
      settings_(settings),
      model_(model),
      database_(database),
      console_(console) {}

LabelledAccountReader::Measured LabelledAccountReader::measure_windows(
    const std::vector<TimeWindow>& windows) {
  const std::vector<SourceList> lists = load_lists(settings_);
  const auto topic_definitions = load_topics(settings_);
  const auto lexicons = load_lexicons(settings_);
  const analysis::SourceIndex sources{lists};
  analysis::TopicMatcher topics{topic_definitions};
  const analysis::WordingReader wording{lexicons, analysis::names_of_sources(lists)};
  const TimeWindow span{windows.front().begin, windows.back().end};
  analysis::ActivityBuilder builder{span, sources, topics, &wording};
  const bool looks = settings_.analysis.coordination.enabled && !arguments_.no_coordination &&
                     weighs_coordination(model_);
  std::optional<analysis::ShareBuilder> shares;
  if (looks) {
    shares.emplace();
  }
  analysis::Activity activity =
      read_activity(builder,
                    {topic_definitions, &wording, settings_.analysis.threads},
                    span,
                    database_,
                    console_,
                    looks ? &*shares : nullptr);
  FoundCoordination coordination;
  if (looks) {
    coordination = look_for_coordination(*shares, activity, settings_.analysis, false);
  }
  keep_first_posts(arguments_.first_posts, activity);
  const std::vector<analysis::AccountWindow> scored =
      analysis::score_windows({.activity = activity,
                               .windows = windows,
                               .sources = sources,
                               .listed_sources = builder.listed_sources(),
                               .topics = topic_definitions,
                               .model = model_,
                               .options = settings_.analysis,
                               .coordination = coordination.signals,
                               .coordination_tested = coordination.tested},
                              analysis::Scorecard{model_});
  std::map<std::int64_t, std::string> languages;
  storage::read_main_languages(database_, span, [&](AccountId account, std::string_view language) {
    languages.emplace(account.value, language);
  });
  const analysis::DeclaredAccounts declared{settings_.analysis};
  Measured measured{windows, {}};
  for (const analysis::AccountWindow& one : scored) {
    const analysis::ActivityAccount& account = activity.accounts[one.account];
    measured.accounts.emplace_back(
        account.account,
        analysis::LabelledAccount{
            .key = {account.platform, account.native_id},
            .values = one.values,
            .grade = one.grade,
            .account_class = analysis::classify_account(account, sources, declared),
            .posts = one.posts.size(),
            .language = languages[account.account.value]});
  }
  std::sort(measured.accounts.begin(), measured.accounts.end(), [](const auto& a, const auto& b) {
    return a.first.value < b.first.value;
  });
  return measured;
}

const LabelledAccountReader::Measured& LabelledAccountReader::measure(
    const std::optional<UtcTime>& newest) {
  std::string to = arguments_.to;
  if (to.empty() && newest) {
    to = to_iso8601(std::chrono::floor<std::chrono::days>(*newest) + std::chrono::days{1});
  }
  const WindowChoice choice =
      choose_windows(arguments_.from, to, arguments_.all, settings_, database_);
  const auto known =
      std::find_if(measured_.begin(), measured_.end(), [&](const Measured& measured) {
        return measured.windows == choice.windows;
      });
  if (known != measured_.end()) {
    return *known;
  }
  measured_.push_back(measure_windows(choice.windows));
  return measured_.back();
}

void LabelledAccountReader::read_origin(LabelOrigin& origin,
                                        std::uint32_t number,
                                        LabelledAccounts& labelled) {
  struct Said {
    bool positive = false;
    bool negative = false;
  };

  const LabelValues wanted = values_for(arguments_, origin.name);
  std::map<std::int64_t, Said> said;
  const auto take = [&](AccountId account, std::string_view value) {
    Said& one = said[account.value];
    one.positive = one.positive || contains(wanted.positive, value);
    one.negative = one.negative || contains(wanted.negative, value);
  };
  const auto draw = std::find_if(
      team_.begin(), team_.end(), [&](const TeamLabels& one) { return one.origin == origin.name; });
  std::optional<UtcTime> newest;
  if (draw != team_.end()) {
    newest = draw->window.end - std::chrono::milliseconds{1};
    for (const auto& [account, label] : draw->labels) {
      take(account, label_name(label));
    }
  } else {
    newest = storage::newest_labelled_post(database_, origin.name);
    storage::read_labels(database_, origin.name, take);
  }
  const Measured& measured = measure(newest);
  origin.window = {measured.windows.front().begin, measured.windows.back().end};
  for (const auto& [account, labels] : said) {
    if (labels.positive == labels.negative) {
      ++(labels.positive ? origin.contradictory : origin.other_values);
      continue;
    }
    ++origin.labelled;
    const analysis::LabelledAccount* values = measured.find({account});
    if (values == nullptr) {
      ++origin.without_posts;
      continue;
    }
    labelled.accounts.push_back(*values);
    labelled.accounts.back().source = number;
    labelled.accounts.back().positive = labels.positive;
  }
}

LabelledAccounts LabelledAccountReader::read_labelled(const std::vector<std::string>& leave_out) {
  std::vector<storage::LabelCount> counts = storage::count_labels(database_);
  const auto asks_for_team = [](const std::string& name) { return is_team_origin(name); };
  const bool team =
      std::any_of(arguments_.origins.begin(), arguments_.origins.end(), asks_for_team);
  if (team) {
    team_ = read_team_labels(database_);
    const std::vector<storage::LabelCount> own = count_team_labels(team_);
    counts.insert(counts.end(), own.begin(), own.end());
  }
  const std::vector<std::string> wanted = with_draws(arguments_.origins, team_);
  if (counts.empty()) {
    throw RunFailure(
        "the database holds no labels. Import some beside the posts: `vigie import FILE... "
        "--labels LABELS`, or take the team's own: --labels database.");
  }
  LabelledAccounts labelled;
  const std::vector<std::string> names = choose_origins(counts, wanted, leave_out);
  check_values(counts, names, arguments_);
  for (const std::string& name : names) {
    LabelOrigin origin;
    origin.name = name;
    read_origin(origin, static_cast<std::uint32_t>(labelled.origins.size()), labelled);
    labelled.origins.push_back(std::move(origin));
  }
  std::sort(labelled.accounts.begin(), labelled.accounts.end(), [](const auto& a, const auto& b) {
    return std::tie(a.key, a.source) < std::tie(b.key, b.source);
  });
  return labelled;
}

ControlAccounts LabelledAccountReader::read_control(const std::string& source) {
  const std::vector<AccountId> authors = storage::authors_of(database_, source);
  if (authors.empty()) {
    throw UsageFailure(
        fmt::format("--control {}: no posts of such a file are stored. Imported: {}.",
                    source,
                    fmt::join(storage::imported_sources(database_), ", ")));
  }
  const Measured& measured = measure(storage::newest_imported_post(database_, source));
  ControlAccounts control{source, {}};
  for (const AccountId author : authors) {
    if (const analysis::LabelledAccount* account = measured.find(author)) {
      control.accounts.push_back(*account);
    }
  }
  std::sort(control.accounts.begin(), control.accounts.end(), [](const auto& a, const auto& b) {
    return a.key < b.key;
  });
  return control;
}

}  // namespace vigie::app
