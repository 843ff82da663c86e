#include "tests/collector/simulated_world.h"

#include <algorithm>
#include <array>

#include <gtest/gtest.h>
#include <simdjson.h>

namespace vigie::collector {
namespace {

std::string optional_text(const simdjson::dom::element& object, std::string_view key) {
  std::string_view value;
  return object[key].get(value) == simdjson::SUCCESS ? std::string{value} : std::string{};
}

std::vector<std::string> texts(const simdjson::dom::element& object, std::string_view key) {
  std::vector<std::string> values;
  for (const auto value : object[key].get_array()) {
    values.emplace_back(value.get_string().value());
  }
  return values;
}

ReadPost read_post(const simdjson::dom::element& object) {
  ReadPost post;
  post.id = object["id"].get_string().value();
  post.account = object["account"].get_string().value();
  post.handle = object["handle"].get_string().value();
  post.kind = object["kind"].get_string().value();
  post.text = object["text"].get_string().value();
  post.language = object["lang"].get_string().value();
  post.time_ms = time_of(object["time"].get_string().value());
  post.declared_bot = object["declared_bot"].get_bool().value();
  post.urls = texts(object, "urls");
  post.tags = texts(object, "tags");
  post.mentions = texts(object, "mentions");
  post.parent = optional_text(object, "parent");
  post.subject = optional_text(object, "subject");
  post.subject_account = optional_text(object, "subject_account");
  post.subject_time = optional_text(object, "subject_time");
  return post;
}

}  // namespace

std::int64_t time_of(std::string_view iso) {
  const auto time = parse_iso8601(iso);
  EXPECT_TRUE(time.has_value()) << iso;
  return time ? to_ms(*time) : 0;
}

std::string bytes_of(const SimulationOptions& options) {
  std::string bytes;
  EXPECT_TRUE(simulate(options, [&bytes](std::string_view line) { bytes += line; }).has_value());
  return bytes;
}

World make_world(const SimulationOptions& options) {
  World world;
  simdjson::dom::parser parser;
  const auto summary = simulate(options, [&](std::string_view line) {
    EXPECT_TRUE(line.ends_with("}\n"));
    EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
    world.bytes += line;
    world.posts.push_back(read_post(parser.parse(simdjson::padded_string{line}).value()));
  });
  EXPECT_TRUE(summary.has_value());
  if (summary) {
    world.summary = *summary;
  }
  for (const auto& account : world.summary.truth) {
    world.truth.emplace(account.native_id, account);
  }
  return world;
}

const World& default_world() {
  static const World kWorld = make_world({});
  return kWorld;
}

std::map<std::string, std::vector<std::int64_t>> times_of(const World& world, SimulatedRole role) {
  std::map<std::string, std::vector<std::int64_t>> times;
  for (const auto& post : world.posts) {
    if (world.role(post) == role) {
      times[post.account].push_back(post.time_ms);
    }
  }
  return times;
}

int empty_hours(const std::vector<std::int64_t>& times_ms) {
  std::array<bool, 24> used{};
  for (const auto time : times_ms) {
    used.at(static_cast<std::size_t>(time % kDayMs / kHourMs)) = true;
  }
  int run = 0;
  int longest = 0;
  for (std::size_t hour = 0; hour < 48; ++hour) {
    run = used.at(hour % 24) ? 0 : run + 1;
    longest = std::max(longest, run);
  }
  return std::min(longest, 24);
}

std::string host_of(std::string_view url) {
  const auto begin = url.find("//") + 2;
  return std::string{url.substr(begin, url.find('/', begin) - begin)};
}

}  // namespace vigie::collector
