// How fast `vigie collect` catches up, and whether its memory stays where it is: a server of our
// own sends events as Bluesky's stream has them, as fast as they are taken.
//
//   collect_bench EVENTS [CUT_EVERY] [KEEP]
//
// CUT_EVERY: the connection is reset after so many events (a soak with reconnects). KEEP: `all`
// (default) or `watch`: one post in ten holds a watched word. Prints events a second, end to end
// into the database, CPU seconds of the program, and its resident memory after a tenth and at the
// end.
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "tests/support/raw_server.h"
#include "tests/support/websocket_script.h"

namespace {

using vigie::tests::Frame;
using vigie::tests::RawConnection;

constexpr int kAccounts = 20'000;

std::int64_t now_us() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

/// The nth event: a post of 1 kB as the stream has it, every fifth a repost, every hundredth a
/// deletion.
std::string event(std::int64_t base_us, std::uint64_t n) {
  const std::int64_t time_us = base_us + static_cast<std::int64_t>(n) * 500;
  const std::uint64_t account = n * 2'654'435'761U % kAccounts;
  const std::string head = fmt::format(
      R"({{"did":"did:plc:{:024}","time_us":{},"kind":"commit","commit":{{"rev":"3l{:011}",)",
      account,
      time_us,
      n);
  if (n % 100 == 99) {
    return head +
           fmt::format(
               R"("operation":"delete","collection":"app.bsky.feed.post","rkey":"3l{:011}"}}}})",
               n - 50);
  }
  const std::time_t seconds = time_us / 1'000'000;
  const std::string created =
      fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(seconds), time_us / 1000 % 1000);
  if (n % 5 == 4) {
    const std::uint64_t subject = n - n % 97;
    return head +
           fmt::format(
               R"("operation":"create","collection":"app.bsky.feed.repost","rkey":"3l{:011}","record":{{"$type":"app.bsky.feed.repost","createdAt":"{}","subject":{{"cid":"bafyreiexample","uri":"at://did:plc:{:024}/app.bsky.feed.post/3l{:011}"}}}},"cid":"bafyreiexample"}}}})",
               n,
               created,
               subject * 2'654'435'761U % kAccounts,
               subject);
  }
  return head +
         fmt::format(
             R"("operation":"create","collection":"app.bsky.feed.post","rkey":"3l{:011}","record":{{"$type":"app.bsky.feed.post","createdAt":"{}","embed":{{"$type":"app.bsky.embed.external","external":{{"description":"An invented page about the valley and what was said there, long enough to be like others.","title":"Minutes of meeting {}","uri":"https://paper{}.example/minutes/{}?utm_source=feed"}}}},"facets":[{{"features":[{{"$type":"app.bsky.richtext.facet#tag","tag":"valley"}}],"index":{{"byteEnd":7,"byteStart":0}}}}],"langs":["en"],"text":"#valley {} the council met for the {}th time and said nothing that anybody had not heard before; who was there may tell the others what to think of it"}},"cid":"bafyreiexample"}}}})",
             n,
             created,
             n % 5'000,
             n % 40,
             n % 5'000,
             n % 10 == 0 ? "Water:" : "Lunch:",
             n);
}

std::int64_t resident_kb(pid_t process, std::string_view field) {
  std::ifstream status{fmt::format("/proc/{}/status", process)};
  std::string line;
  while (std::getline(status, line)) {
    if (line.starts_with(field)) {
      return std::strtoll(line.c_str() + field.size(), nullptr, 10);
    }
  }
  return 0;
}

struct Run {
  std::uint64_t events = 1'000'000;
  std::uint64_t cut_every = 0;
  std::int64_t base_us = 0;
  std::atomic<std::uint64_t> next{0};  ///< Of the furthest connection.
};

std::uint64_t first_event(const Run& run, const std::string& head) {
  const auto found = head.find("cursor=");
  if (found == std::string::npos) {
    return 0;
  }
  const std::int64_t cursor = std::strtoll(head.c_str() + found + 7, nullptr, 10);
  return cursor <= run.base_us ? 0 : static_cast<std::uint64_t>((cursor - run.base_us + 499) / 500);
}

void serve(Run& run, RawConnection& connection) {
  const std::string head = vigie::tests::accept_websocket(connection);
  std::uint64_t sent = 0;
  for (std::uint64_t n = first_event(run, head); n < run.events; ++n) {
    if (!send_frame(connection, Frame::kText, event(run.base_us, n))) {
      return;
    }
    if (n + 1 > run.next) {
      run.next = n + 1;
    }
    if (++sent == run.cut_every) {
      connection.reset();
      return;
    }
  }
  while (!connection.stop().stop_requested()) {
    const std::string end = fmt::format(
        R"({{"did":"did:plc:nobody","time_us":{},"kind":"account","account":{{"active":true,"did":"did:plc:nobody","seq":1,"time":"2026-01-01T00:00:00Z"}}}})",
        now_us());
    if (!send_frame(connection, Frame::kText, end)) {
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
}

int run_program(const std::vector<std::string>& arguments) {
  std::string line = VIGIE_PROGRAM;
  for (const std::string& argument : arguments) {
    line += " '" + argument + "'";
  }
  return std::system((line + " >/dev/null").c_str());  // NOLINT: a benchmark, of our own words
}

}  // namespace

int main(int argc, char** argv) {
  Run run;
  run.events = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : run.events;
  run.cut_every = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 0;
  const bool keeps_all = argc <= 3 || std::string_view{argv[3]} == "all";
  run.base_us = now_us() - static_cast<std::int64_t>(run.events) * 500 - 60'000'000;
  vigie::tests::RawServer server{[&run](RawConnection& connection) { serve(run, connection); }};

  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / fmt::format("vigie-collect-bench-{}", getpid());
  std::filesystem::create_directories(folder);
  const std::string database = (folder / "vigie.db").string();
  std::ofstream{folder / "vigie.toml"}
      << "contact = \"desk@newsroom.example\"\n[bluesky]\nenabled = true\njetstream_hosts = [\""
      << server.url("", "ws") << "\"]\n[deepen]\nenabled = false\n[[watch]]\nname = \"w\"\n"
      << (keeps_all ? "everything = true\n" : "keywords = [\"water\"]\n");
  if (run_program({"record",
                   "--db",
                   database,
                   "--name",
                   "bench",
                   "--purpose",
                   "bench",
                   "--legal-basis",
                   "none",
                   "--retention",
                   "none"}) != 0) {
    return 1;
  }

  const auto start = std::chrono::steady_clock::now();
  const pid_t program = fork();
  if (program == 0) {
    execl(VIGIE_PROGRAM, VIGIE_PROGRAM, "collect", "--once", "--db", database.c_str(), nullptr);
    _exit(127);
  }
  std::int64_t early_kb = 0;
  int status = 0;
  std::int64_t late_kb = 0;
  while (waitpid(program, &status, WNOHANG) == 0) {
    const std::int64_t now_kb = resident_kb(program, "VmRSS:");
    late_kb = now_kb > 0 ? now_kb : late_kb;
    if (early_kb == 0 && run.next * 10 >= run.events) {
      early_kb = late_kb;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  const double cpu = static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                     static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  fmt::print(
      "events {}  connections {}  seconds {:.1f}  events/s {:.0f}  CPU s {:.1f}  "
      "events/CPU s {:.0f}\nresident after a tenth {} MB, at the end {} MB, ratio {:.2f}; "
      "peak {} MB\nexit {}  database {} MB at {}\n",
      run.events,
      server.connections(),
      seconds,
      static_cast<double>(run.events) / seconds,
      cpu,
      static_cast<double>(run.events) / cpu,
      early_kb / 1000,
      late_kb / 1000,
      static_cast<double>(late_kb) / static_cast<double>(early_kb > 0 ? early_kb : 1),
      usage.ru_maxrss / 1000,
      status,
      std::filesystem::file_size(database) / 1'000'000,
      database);
  return status == 0 ? 0 : 1;
}
