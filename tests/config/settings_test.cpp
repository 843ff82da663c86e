#include "config/settings.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/toml_value.h"
#include "tests/config/parse_support.h"

namespace vigie::config {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const std::filesystem::path kConfig = std::filesystem::path{VIGIE_SOURCE_DIR} / "config";

std::string read_text(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

SettingsError settings_error(std::string_view text) {
  return tests::error_of(parse_settings(text, "vigie.toml"), text);
}

void collect_leaves(const TomlValue& value,
                    const std::string& path,
                    std::vector<std::string>& out) {
  if (const auto* table = std::get_if<TomlTable>(&value.value)) {
    for (const auto& [key, inner] : *table) {
      collect_leaves(inner, path.empty() ? key : path + "." + key, out);
    }
  } else {
    out.push_back(path);
  }
}

void expect_equal_gated(const collector::LiveOptions& left, const collector::LiveOptions& right) {
  EXPECT_EQ(left.x.enabled, right.x.enabled);
  EXPECT_EQ(left.x.terms_acknowledged, right.x.terms_acknowledged);
  EXPECT_EQ(left.x.base, right.x.base);
  EXPECT_EQ(left.x.queries, right.x.queries);
  EXPECT_EQ(left.x.rules, right.x.rules);
  EXPECT_EQ(left.x.fields_parameter, right.x.fields_parameter);
  EXPECT_EQ(left.x.stream_fields_parameter, right.x.stream_fields_parameter);
  EXPECT_EQ(left.x.monthly_budget_dollars, right.x.monthly_budget_dollars);
  EXPECT_EQ(left.x.post_read_dollars, right.x.post_read_dollars);
  EXPECT_EQ(left.x.user_read_dollars, right.x.user_read_dollars);
  EXPECT_EQ(left.x.poll_interval, right.x.poll_interval);
  EXPECT_EQ(left.reddit.enabled, right.reddit.enabled);
  EXPECT_EQ(left.reddit.terms_acknowledged, right.reddit.terms_acknowledged);
  EXPECT_EQ(left.reddit.base, right.reddit.base);
  EXPECT_EQ(left.reddit.login, right.reddit.login);
  EXPECT_EQ(left.reddit.user_agent, right.reddit.user_agent);
  EXPECT_EQ(left.reddit.subreddits, right.reddit.subreddits);
  EXPECT_EQ(left.reddit.poll_interval, right.reddit.poll_interval);
  EXPECT_EQ(left.youtube.enabled, right.youtube.enabled);
  EXPECT_EQ(left.youtube.terms_acknowledged, right.youtube.terms_acknowledged);
  EXPECT_EQ(left.youtube.base, right.youtube.base);
  EXPECT_EQ(left.youtube.channels, right.youtube.channels);
  EXPECT_EQ(left.youtube.videos, right.youtube.videos);
  EXPECT_EQ(left.youtube.videos_per_channel, right.youtube.videos_per_channel);
  EXPECT_EQ(left.youtube.daily_units, right.youtube.daily_units);
  EXPECT_EQ(left.youtube.reserved_units, right.youtube.reserved_units);
  EXPECT_EQ(left.youtube.poll_interval, right.youtube.poll_interval);
}

void expect_equal_live(const collector::LiveOptions& left, const collector::LiveOptions& right) {
  EXPECT_EQ(left.net.proxy, right.net.proxy);
  EXPECT_EQ(left.net.ca_file, right.net.ca_file);
  EXPECT_EQ(left.metrics_file, right.metrics_file);
  EXPECT_EQ(left.metrics_listen, right.metrics_listen);
  EXPECT_EQ(left.metrics_remote, right.metrics_remote);
  EXPECT_EQ(left.bluesky.enabled, right.bluesky.enabled);
  EXPECT_EQ(left.bluesky.jetstream_hosts, right.bluesky.jetstream_hosts);
  EXPECT_EQ(left.bluesky.jetstream_version, right.bluesky.jetstream_version);
  EXPECT_EQ(left.bluesky.compress, right.bluesky.compress);
  EXPECT_EQ(left.bluesky.zstd_dictionary, right.bluesky.zstd_dictionary);
  EXPECT_EQ(left.bluesky.likes, right.bluesky.likes);
  EXPECT_EQ(left.bluesky.appview, right.bluesky.appview);
  EXPECT_EQ(left.bluesky.plc_directory, right.bluesky.plc_directory);
  EXPECT_EQ(left.bluesky.service, right.bluesky.service);
  EXPECT_EQ(left.bluesky.identifier, right.bluesky.identifier);
  EXPECT_EQ(left.bluesky.requests_per_second, right.bluesky.requests_per_second);
  EXPECT_EQ(left.bluesky.search_interval, right.bluesky.search_interval);
  EXPECT_EQ(left.bluesky.full_history, right.bluesky.full_history);
  EXPECT_EQ(left.deepens, right.deepens);
  EXPECT_EQ(left.deepen.accounts_per_day, right.deepen.accounts_per_day);
  EXPECT_EQ(left.deepen.posts_per_account, right.deepen.posts_per_account);
  EXPECT_EQ(left.deepen.refresh, right.deepen.refresh);
  EXPECT_EQ(left.deepen.min_posts, right.deepen.min_posts);
  EXPECT_EQ(left.feeds.urls, right.feeds.urls);
  EXPECT_EQ(left.feeds.poll_interval, right.feeds.poll_interval);
  EXPECT_EQ(left.nostr.relays, right.nostr.relays);
  EXPECT_EQ(left.mastodon.instances.size(), right.mastodon.instances.size());
  EXPECT_EQ(left.watches.size(), right.watches.size());
  expect_equal_gated(left, right);
}

void expect_equal(const Settings& left, const Settings& right) {
  EXPECT_EQ(left.contact, right.contact);
  EXPECT_EQ(left.data.folder, right.data.folder);
  EXPECT_EQ(left.model, right.model);
  EXPECT_EQ(left.topics, right.topics);
  EXPECT_EQ(left.analysis.window, right.analysis.window);
  EXPECT_EQ(left.analysis.prior, right.analysis.prior);
  EXPECT_EQ(left.analysis.report_line, right.analysis.report_line);
  EXPECT_EQ(left.analysis.seed, right.analysis.seed);
  EXPECT_EQ(left.analysis.bootstrap_draws, right.analysis.bootstrap_draws);
  EXPECT_EQ(left.analysis.threads, right.analysis.threads);
  EXPECT_EQ(left.analysis.evidence_posts, right.analysis.evidence_posts);
  EXPECT_EQ(left.analysis.protect.domains, right.analysis.protect.domains);
  EXPECT_EQ(left.analysis.protect.handles, right.analysis.protect.handles);
  EXPECT_EQ(left.analysis.protect.names, right.analysis.protect.names);
  EXPECT_EQ(left.analysis.protect.known, right.analysis.protect.known);
  EXPECT_EQ(left.analysis.keep_contributions_above, right.analysis.keep_contributions_above);
  EXPECT_EQ(left.analysis.keep_contributions_top, right.analysis.keep_contributions_top);
  EXPECT_EQ(left.analysis.media_class, right.analysis.media_class);
  EXPECT_EQ(left.analysis.declared_media, right.analysis.declared_media);
  EXPECT_EQ(left.analysis.declared_institutions, right.analysis.declared_institutions);
  EXPECT_EQ(left.analysis.declared_bots, right.analysis.declared_bots);
  EXPECT_EQ(left.import.max_record_bytes, right.import.max_record_bytes);
  EXPECT_EQ(left.import.max_depth, right.import.max_depth);
  EXPECT_EQ(left.import.batch_records, right.import.batch_records);
  EXPECT_EQ(left.import.reject_bytes, right.import.reject_bytes);
  EXPECT_EQ(left.import.rejects_with_bytes, right.import.rejects_with_bytes);
  EXPECT_EQ(left.import.store_raw, right.import.store_raw);
  EXPECT_EQ(left.import.window_log_max, right.import.window_log_max);
  EXPECT_EQ(left.import.max_reject_share, right.import.max_reject_share);
  EXPECT_EQ(left.report.language, right.report.language);
  EXPECT_EQ(left.report.max_accounts, right.report.max_accounts);
  EXPECT_EQ(left.report.max_posts_per_account, right.report.max_posts_per_account);
  EXPECT_EQ(left.report.text_limit, right.report.text_limit);
  EXPECT_EQ(left.report.keep_margin, right.report.keep_margin);
  EXPECT_EQ(left.naming.min_followers, right.naming.min_followers);
  expect_equal_live(left.live, right.live);
  EXPECT_EQ(left.retention.text, right.retention.text);
  EXPECT_EQ(left.retention.youtube_text, right.retention.youtube_text);
  EXPECT_EQ(left.retention.features, right.retention.features);
  EXPECT_EQ(left.retention.grace, right.retention.grace);
}

TEST(ParseSettings, KeepsEveryDefaultOfAnEmptyFile) {
  const auto settings = parse_settings("", "vigie.toml");

  ASSERT_TRUE(settings);
  expect_equal(*settings, Settings{});
}

TEST(ParseSettings, PutsEachKeyWhereItBelongs) {
  const auto settings = parse_settings(R"(
contact = "desk@newsroom.example"
config_dir = "mine"
[analysis]
window_days = 7
prior = 0.01
report_line = 0.6
seed = 9
bootstrap_draws = 50
threads = 4
evidence_posts = 3
keep_contributions_above = 0
keep_contributions_top = 12
model = "strict"
topics = ["health"]
[classes]
recognise = false
media = ["x:our_newsroom"]
institutions = ["bluesky:town.example"]
bots = ["x:weather.demo"]
[import]
max_record_bytes = 2048
max_depth = 8
batch_records = 10
reject_bytes = 0
rejects_with_bytes = 7
store_raw = true
window_log_max = 20
max_reject_share = 1
[report]
language = "fr"
max_accounts = 5
max_posts_per_account = 2
text_limit = 80
keep_margin = 0.2
min_followers_to_name = 5000
[retention]
text_days = 14
youtube_text_days = 7
features_days = 200
grace_days = 3
)",
                                       "vigie.toml",
                                       "/srv/watch");

  ASSERT_TRUE(settings) << settings.error().message;
  Settings expected;
  expected.contact = "desk@newsroom.example";
  expected.data.folder = "/srv/watch/mine";
  expected.model = "strict";
  expected.topics = {"health"};
  expected.analysis.window = std::chrono::days{7};
  expected.analysis.prior = 0.01;
  expected.analysis.report_line = 0.6;
  expected.analysis.seed = 9;
  expected.analysis.bootstrap_draws = 50;
  expected.analysis.threads = 4;
  expected.analysis.evidence_posts = 3;
  expected.analysis.keep_contributions_above = 0.0;
  expected.analysis.keep_contributions_top = 12;
  expected.analysis.media_class = false;
  expected.analysis.declared_media = {"x:our_newsroom"};
  expected.analysis.declared_institutions = {"bluesky:town.example"};
  expected.analysis.declared_bots = {"x:weather.demo"};
  expected.import.max_record_bytes = 2048;
  expected.import.max_depth = 8;
  expected.import.batch_records = 10;
  expected.import.reject_bytes = 0;
  expected.import.rejects_with_bytes = 7;
  expected.import.store_raw = true;
  expected.import.window_log_max = 20;
  expected.import.max_reject_share = 1.0;
  expected.report.language = "fr";
  expected.report.max_accounts = 5;
  expected.report.max_posts_per_account = 2;
  expected.report.text_limit = 80;
  expected.report.keep_margin = 0.2;
  expected.naming.min_followers = 5000;
  expected.retention = {.text = std::chrono::days{14},
                        .youtube_text = std::chrono::days{7},
                        .features = std::chrono::days{200},
                        .grace = std::chrono::days{3}};
  expect_equal(*settings, expected);
}

TEST(ParseSettings, NamesAnUnknownKeyItsLineAndTheNearestOne) {
  const SettingsError error = settings_error("[analysis]\nprior = 0.05\nreport_lines = 0.5\n");

  EXPECT_EQ(error.kind, SettingsErrorKind::kUnknownKey);
  EXPECT_EQ(error.key, "analysis.report_lines");
  EXPECT_EQ(error.line, 3U);
  EXPECT_THAT(error.message,
              AllOf(HasSubstr("vigie.toml line 3"), HasSubstr("did you mean `report_line`?")));
}

TEST(ParseSettings, NamesAnUnknownSection) {
  const SettingsError error = settings_error("[analisys]\nprior = 0.05\n");

  EXPECT_EQ(error.kind, SettingsErrorKind::kUnknownKey);
  EXPECT_EQ(error.key, "analisys");
  EXPECT_THAT(error.message, HasSubstr("did you mean `analysis`?"));
}

TEST(ParseSettings, RefusesAValueOfAnotherType) {
  EXPECT_EQ(settings_error("[analysis]\nprior = \"0.05\"\n").kind, SettingsErrorKind::kWrongType);
  EXPECT_EQ(settings_error("[analysis]\nthreads = 2.0\n").kind, SettingsErrorKind::kWrongType);
  EXPECT_EQ(settings_error("[classes]\nrecognise = 1\n").kind, SettingsErrorKind::kWrongType);
  EXPECT_EQ(settings_error("[classes]\nmedia = [1]\n").kind, SettingsErrorKind::kWrongType);
  EXPECT_EQ(settings_error("contact = 2026-11-24\n").kind, SettingsErrorKind::kWrongType);
  EXPECT_EQ(settings_error("analysis = 1\n").kind, SettingsErrorKind::kWrongType);
}

TEST(ParseSettings, RefusesAValueOutOfRangeAndSaysTheRange) {
  const SettingsError error = settings_error("[analysis]\nprior = 0.6\n");

  EXPECT_EQ(error.kind, SettingsErrorKind::kOutOfRange);
  EXPECT_EQ(error.line, 2U);
  EXPECT_THAT(error.message, HasSubstr("from 0.0001 to 0.5"));
  EXPECT_EQ(settings_error("[analysis]\nwindow_days = 0\n").kind, SettingsErrorKind::kOutOfRange);
  EXPECT_EQ(settings_error("[analysis]\nseed = -1\n").kind, SettingsErrorKind::kOutOfRange);
  EXPECT_EQ(settings_error("[report]\nlanguage = \"tlh\"\n").kind, SettingsErrorKind::kOutOfRange);
}

TEST(ParseSettings, TakesADeclaredAccountWithAnAtSign) {
  EXPECT_TRUE(parse_settings("[classes]\nmedia = [\"x:@our_newsroom\"]\n", "vigie.toml"));
}

TEST(ParseSettings, RefusesADeclaredAccountWithoutItsPlatform) {
  for (const char* name : {"our_newsroom", "x:", ":handle", "x:@", "x:two words"}) {
    const SettingsError error =
        settings_error(std::string{"[classes]\nmedia = [\""} + name + "\"]\n");
    EXPECT_EQ(error.kind, SettingsErrorKind::kOutOfRange) << name;
    EXPECT_EQ(error.key, "classes.media") << name;
  }
}

TEST(ParseSettings, ReadsProtectedNames) {
  const auto settings = parse_settings(
      "[protect]\ndomains = [\"gazette.example\"]\nhandles = [\"x:@gazette\", \"gazette\"]\n"
      "names = [\"The Gazette\"]\nknown = [\"gazette.test\", \"x:gazette_fan\"]\n",
      "vigie.toml");

  ASSERT_TRUE(settings) << settings.error().message;
  const analysis::ProtectOptions& protect = settings->analysis.protect;
  EXPECT_THAT(protect.domains, testing::ElementsAre("gazette.example"));
  EXPECT_THAT(protect.handles, testing::ElementsAre("x:@gazette", "gazette"));
  EXPECT_THAT(protect.names, testing::ElementsAre("The Gazette"));
  EXPECT_EQ(protect.known.size(), 2U);
  EXPECT_FALSE(protect.empty());
  EXPECT_TRUE(Settings{}.analysis.protect.empty());
}

TEST(ParseSettings, RefusesAProtectedNameThatIsNone) {
  for (const char* line : {"domains = [\"https://gazette.example/\"]",
                           "domains = [\"Gazette.Example\"]",
                           "domains = [\"gazette\"]",
                           "handles = [\"the gazette\"]",
                           "handles = [\"x:\"]",
                           "handles = [\"\"]",
                           "names = [\"\"]",
                           "known = [\"gazette\"]"}) {
    const SettingsError error = settings_error(std::string{"[protect]\n"} + line + "\n");
    EXPECT_EQ(error.kind, SettingsErrorKind::kOutOfRange) << line;
    EXPECT_EQ(error.line, 2U) << line;
  }
}

TEST(ParseSettings, SaysWhereTheSyntaxBreaks) {
  const SettingsError error = settings_error("[analysis]\nprior 0.05\n");

  EXPECT_EQ(error.kind, SettingsErrorKind::kSyntax);
  EXPECT_EQ(error.line, 2U);
}

TEST(ParseSettings, TakesAnAbsoluteConfigDirAsItIs) {
  const auto settings = parse_settings("config_dir = \"/etc/vigie\"\n", "vigie.toml", "/srv");

  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->data.folder, std::filesystem::path{"/etc/vigie"});
}

TEST(LoadSettings, NamesAFileThatIsNotThere) {
  const auto settings = load_settings("/nonexistent/vigie.toml");

  ASSERT_FALSE(settings);
  EXPECT_EQ(settings.error().kind, SettingsErrorKind::kNotFound);
  EXPECT_THAT(settings.error().message, HasSubstr("/nonexistent/vigie.toml"));
}

TEST(ExampleSettings, EqualTheDefaults) {
  const auto settings = load_settings(kConfig / "vigie.example.toml");

  ASSERT_TRUE(settings) << settings.error().message;
  expect_equal(*settings, Settings{});
}

TEST(ExampleSettings, HoldEveryKeyThereIs) {
  const auto document = parse_toml(read_text(kConfig / "vigie.example.toml"));
  ASSERT_TRUE(document);

  std::vector<std::string> keys;
  collect_leaves(*document, "", keys);

  EXPECT_THAT(keys, testing::UnorderedElementsAreArray(setting_keys()));
}

TEST(SettingKeys, AreAllInTheReadme) {
  const std::string readme = read_text(kConfig / "README.md");
  const auto keys = setting_keys();

  EXPECT_THAT(keys, testing::Contains("analysis.prior"));
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
  for (const std::string& key : keys) {
    EXPECT_THAT(readme, HasSubstr("| `" + key + "` |"));
  }
}

}  // namespace
}  // namespace vigie::config
