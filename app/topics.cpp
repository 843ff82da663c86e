#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "analysis/topic_suggestion.h"
#include "app/analysis_run.h"
#include "app/commands.h"
#include "app/failure.h"
#include "app/workspace.h"
#include "config/topic_check.h"
#include "dashboards/html_escape.h"
#include "storage/activity_reader.h"

namespace vigie::app {
namespace {

using analysis::TopicDefinition;
using analysis::TopicKeywords;
using nlohmann::ordered_json;

constexpr std::string_view kPersonDecides =
    "These are counts, not advice: what goes with a topic may be its critics, its jokes or "
    "chance. A person reads the posts and decides; what fits goes into config_dir/topics/ID.toml.";

void print_json(const ordered_json& document, Console& console) {
  console.json(document.dump(2, ' ', false, ordered_json::error_handler_t::replace));
}

/// Position in `topics`, which is the topic's bit.
std::size_t find_topic(const std::vector<TopicDefinition>& topics, const std::string& id) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < topics.size(); ++i) {
    if (topics[i].id == id) {
      return i;
    }
    ids.push_back(topics[i].id);
  }
  throw UsageFailure(
      fmt::format("there is no topic {}. Topics there are: {}.", id, fmt::join(ids, ", ")));
}

std::vector<std::string> languages_of(const TopicDefinition& topic) {
  std::vector<std::string> languages;
  for (const TopicKeywords& keywords : topic.keywords) {
    languages.push_back(keywords.language);
  }
  return languages;
}

std::size_t count_keywords(const TopicDefinition& topic) {
  std::size_t count = 0;
  for (const TopicKeywords& keywords : topic.keywords) {
    count += keywords.keywords.size() + keywords.exact.size();
  }
  return count;
}

void list(const std::vector<TopicDefinition>& topics, Console& console) {
  if (console.json_mode()) {
    auto document = ordered_json::array();
    for (const TopicDefinition& topic : topics) {
      document.push_back({{"topic", topic.id},
                          {"titles", topic.titles},
                          {"version", topic.version},
                          {"languages", languages_of(topic)},
                          {"keywords", count_keywords(topic)},
                          {"hashtags", topic.hashtags.size()},
                          {"domains", topic.domains.size()},
                          {"sides", topic.sides.size()}});
    }
    print_json(document, console);
    return;
  }
  Table table{{"topic", "title", "version", "languages", "keywords", "hashtags", "domains"}};
  for (const TopicDefinition& topic : topics) {
    table.add({topic.id,
               topic.title,
               topic.version,
               fmt::format("{}", fmt::join(languages_of(topic), " ")),
               with_thousands(count_keywords(topic)),
               with_thousands(topic.hashtags.size()),
               with_thousands(topic.domains.size())});
  }
  console.say(table.render());
  console.say("One topic whole: `vigie topics show TOPIC`.");
}

ordered_json as_json(const TopicDefinition& topic) {
  ordered_json document{{"topic", topic.id},
                        {"titles", topic.titles},
                        {"version", topic.version},
                        {"hashtags", topic.hashtags},
                        {"domains", topic.domains}};
  for (const TopicKeywords& keywords : topic.keywords) {
    document["keywords"][keywords.language] = {{"words", keywords.keywords},
                                               {"exact", keywords.exact}};
  }
  auto& sides = document["sides"] = ordered_json::array();
  for (const analysis::TopicSide& side : topic.sides) {
    sides.push_back({{"name", side.name},
                     {"description", side.description},
                     {"hashtags", side.hashtags},
                     {"domains", side.domains}});
  }
  return document;
}

void show(const TopicDefinition& topic, Console& console) {
  if (console.json_mode()) {
    print_json(as_json(topic), console);
    return;
  }
  console.say(fmt::format("{} ({}), version {}", topic.title, topic.id, topic.version));
  const auto line = [&](std::string_view what, const std::vector<std::string>& words) {
    console.say(fmt::format("\n{} ({})\n  {}", what, words.size(), fmt::join(words, ", ")));
  };
  for (const TopicKeywords& keywords : topic.keywords) {
    line(fmt::format("Words, {}", keywords.language), keywords.keywords);
    line(fmt::format("As written, {}", keywords.language), keywords.exact);
  }
  line("Hashtags", topic.hashtags);
  line("Domains", topic.domains);
  for (const analysis::TopicSide& side : topic.sides) {
    line(fmt::format("Side {}: {}", side.name, side.description), side.hashtags);
  }
}

void check(const std::vector<TopicDefinition>& topics, const std::string& id, Console& console) {
  std::vector<config::TopicFinding> findings = config::check_topics(topics, wall_clock());
  if (!id.empty()) {
    static_cast<void>(find_topic(topics, id));
    std::erase_if(findings, [&id](const auto& finding) { return finding.topic != id; });
  }
  if (console.json_mode()) {
    auto document = ordered_json::array();
    for (const auto& finding : findings) {
      document.push_back({{"topic", finding.topic}, {"message", finding.message}});
    }
    print_json(document, console);
  }
  for (const auto& finding : findings) {
    console.say(finding.topic + ": " + finding.message);
  }
  if (!findings.empty()) {
    throw RunFailure(fmt::format("{} things need a look.", with_thousands(findings.size())));
  }
  console.say(fmt::format("{} topics checked: nothing to mend.",
                          id.empty() ? topics.size() : std::size_t{1}));
}

std::vector<analysis::Suggestion> read_suggestions(analysis::TopicSuggester& suggester,
                                                   TimeWindow window,
                                                   storage::Database& database,
                                                   Console& console) {
  storage::ActivityReader reader{database};
  const storage::ReadSnapshot snapshot{database};
  reader.read_domains([&](const DomainRow& row) { suggester.add_domain(row); });
  reader.read_objects([&](const ObjectRow& row) { suggester.add_object(row); });
  console.progress("reading  posts");
  reader.read_posts(window, [&](const PostRow& row) { suggester.add_post(row); });
  reader.read_shares(window, [&](const ShareRow& row) { suggester.add_share(row); });
  suggester.finish_shares();
  console.progress("reading  words of the topic");
  reader.read_posts(window, [&](const PostRow& row) { suggester.add_topic_words(row); });
  console.progress("reading  words of all posts");
  reader.read_posts(window, [&](const PostRow& row) { suggester.add_background(row); });
  console.end_progress();
  return suggester.suggest();
}

void print_suggestions(const std::vector<analysis::Suggestion>& suggestions, Console& console) {
  Table table{{"kind", "term", "language", "posts on topic", "all posts", "G2", "bits"}};
  for (const analysis::Suggestion& suggestion : suggestions) {
    table.add({std::string{suggestion_kind_name(suggestion.kind)},
               dashboards::visible_text(suggestion.term),
               suggestion.language,
               with_thousands(suggestion.posts_on),
               with_thousands(suggestion.posts),
               fmt::format("{:.1f}", suggestion.log_likelihood),
               fmt::format("{:.1f}", suggestion.mutual_information)});
  }
  console.say(table.render());
}

void suggest(const TopicsCommand& command,
             const config::Settings& settings,
             const std::vector<TopicDefinition>& topics,
             Console& console) {
  const std::size_t bit = find_topic(topics, command.topic);
  storage::Database database = open_for_reading(command.common);
  const TimeWindow window =
      choose_windows(command.from, command.to, false, settings, database).span();
  analysis::TopicMatcher matcher{topics};
  analysis::SuggestionOptions options;
  options.limit = command.limit;
  analysis::TopicSuggester suggester{matcher, analysis::TopicMask{1} << bit, options};
  const auto suggestions = read_suggestions(suggester, window, database, console);
  if (console.json_mode()) {
    auto rows = ordered_json::array();
    for (const analysis::Suggestion& suggestion : suggestions) {
      rows.push_back({{"kind", suggestion_kind_name(suggestion.kind)},
                      {"term", suggestion.term},
                      {"language", suggestion.language},
                      {"posts_on_topic", suggestion.posts_on},
                      {"posts", suggestion.posts},
                      {"log_likelihood_ratio", suggestion.log_likelihood},
                      {"mutual_information_bits", suggestion.mutual_information}});
    }
    print_json({{"topic", command.topic},
                {"window", {to_iso8601(window.begin), to_iso8601(window.end)}},
                {"posts_on_topic", suggester.posts_on_topic()},
                {"min_accounts", analysis::kMinSuggestionAccounts},
                {"words_left_out", suggester.words_left_out()},
                {"note", kPersonDecides},
                {"suggestions", rows}},
               console);
    return;
  }
  console.say(
      fmt::format("{}: {} posts on it, {} to {}. Terms below stand in them more often than "
                  "chance, from {} accounts or more, and the topic does not list them.",
                  command.topic,
                  with_thousands(suggester.posts_on_topic()),
                  to_iso8601(window.begin),
                  to_iso8601(window.end),
                  analysis::kMinSuggestionAccounts));
  if (suggestions.empty()) {
    console.say("Nothing stands out.");
  } else {
    print_suggestions(suggestions, console);
  }
  if (suggester.words_left_out()) {
    console.say("Too many different words: some were left out. Take a shorter window.");
  }
  console.say(kPersonDecides);
}

}  // namespace

void run(const TopicsCommand& command, Console& console) {
  config::Settings settings = load_settings(command.common);
  settings.topics.clear();  // every topic, watched or not
  const std::vector<TopicDefinition> topics = load_topics(settings);
  switch (command.action) {
    case TopicsAction::kList:
      return list(topics, console);
    case TopicsAction::kShow:
      return show(topics[find_topic(topics, command.topic)], console);
    case TopicsAction::kCheck:
      return check(topics, command.topic, console);
    case TopicsAction::kSuggest:
      return suggest(command, settings, topics, console);
  }
}

}  // namespace vigie::app
