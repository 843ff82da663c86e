#include "tests/support/jetstream_server.h"

#include <atomic>
#include <charconv>
#include <thread>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "tests/support/websocket_script.h"

namespace vigie::tests {
namespace {

using std::chrono::system_clock;

std::int64_t now_us() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             system_clock::now().time_since_epoch())
      .count();
}

/// Twenty minutes before the tests began.
std::int64_t base_us() {
  static const std::int64_t kBase = now_us() - 1'200'000'000;
  return kBase;
}

std::string iso_time(std::int64_t us) {
  const std::time_t seconds = us / 1'000'000;
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(seconds), us / 1000 % 1000);
}

std::int64_t cursor_in(std::string_view head) {
  const auto found = head.find("cursor=");
  std::int64_t cursor = 0;
  if (found != std::string_view::npos) {
    const char* begin = head.data() + found + std::string_view{"cursor="}.size();
    std::from_chars(begin, head.data() + head.size(), cursor);
  }
  return cursor;
}

StreamEvent commit_event(const std::string& account,
                         std::int64_t milliseconds,
                         const std::string& commit) {
  const std::int64_t time_us = base_us() + milliseconds * 1000;
  return {time_us,
          fmt::format(R"({{"did":"{}","time_us":{},"kind":"commit","commit":{{{}}}}})",
                      did_of(account),
                      time_us,
                      commit)};
}

StreamEvent written_event(const std::string& operation,
                          const std::string& account,
                          const std::string& key,
                          std::int64_t milliseconds,
                          const std::string& text) {
  return commit_event(
      account,
      milliseconds,
      fmt::format(
          R"("rev":"r","operation":"{}","collection":"app.bsky.feed.post","rkey":"{}","cid":"c","record":{{"$type":"app.bsky.feed.post","createdAt":"{}","langs":["en"],"text":"{}"}})",
          operation,
          key,
          iso_time(base_us() + milliseconds * 1000),
          text));
}

}  // namespace

JetstreamServer::JetstreamServer(std::vector<StreamEvent> events, StreamFaults faults)
    : events_(std::move(events)),
      faults_(faults),
      server_([this](RawConnection& connection) { serve(connection); }) {}

std::string JetstreamServer::address() const {
  return server_.url("", "ws");
}

std::vector<std::string> JetstreamServer::requests() const {
  const std::scoped_lock lock{mutex_};
  return requests_;
}

void JetstreamServer::serve(RawConnection& connection) {
  const std::string head = accept_websocket(connection);
  const std::int64_t cursor = cursor_in(head);
  {
    const std::scoped_lock lock{mutex_};
    requests_.push_back(head.substr(0, head.find("\r\n")));
  }
  // Whoever closes expects an answer.
  std::atomic<bool> has_left = false;
  const std::jthread reading{[&connection, &has_left] {
    while (const auto frame = read_frame(connection)) {
      if (frame->kind == Frame::kClose) {
        send_frame(connection, Frame::kClose, frame->payload);
        break;
      }
    }
    has_left = true;
  }};
  std::size_t sent = 0;
  for (std::size_t i = faults_.oldest; i < events_.size(); ++i) {
    const StreamEvent& event = events_[i];
    if (event.time_us < cursor) {
      continue;
    }
    if (faults_.garbage_every > 0 && (i + 1) % faults_.garbage_every == 0 &&
        !send_frame(connection, Frame::kText, "{\"did\": not JSON")) {
      return;
    }
    if (faults_.no_utf8_before > 0 && i == faults_.no_utf8_before &&
        !send_frame(connection, Frame::kText, "\xFF\xFE")) {
      return;
    }
    if (!send_frame(connection, Frame::kText, event.json)) {
      return;
    }
    if (++sent == faults_.cut_after) {
      send_frame(connection, Frame::kClose, "");
      return;
    }
    if (faults_.between.count() > 0) {
      std::this_thread::sleep_for(faults_.between);
    }
  }
  while (!connection.stop().stop_requested() && !has_left) {
    const std::int64_t time = now_us();
    const std::string end = fmt::format(
        R"({{"did":"did:plc:nobody","time_us":{},"kind":"identity","identity":{{"did":"did:plc:nobody","seq":1,"time":"{}"}}}})",
        time,
        iso_time(time));
    if (!send_frame(connection, Frame::kText, end)) {
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  }
}

std::string did_of(const std::string& account) {
  return "did:plc:" + account;
}

StreamEvent post_event(const std::string& account,
                       const std::string& key,
                       std::int64_t milliseconds,
                       const std::string& text) {
  return written_event("create", account, key, milliseconds, text);
}

StreamEvent update_event(const std::string& account,
                         const std::string& key,
                         std::int64_t milliseconds,
                         const std::string& text) {
  return written_event("update", account, key, milliseconds, text);
}

StreamEvent account_event(const std::string& account,
                          std::int64_t milliseconds,
                          const std::string& status) {
  const std::int64_t time_us = base_us() + milliseconds * 1000;
  return {
      time_us,
      fmt::format(
          R"({{"did":"{0}","time_us":{1},"kind":"account","account":{{"active":false,"did":"{0}","seq":1,"status":"{2}","time":"{3}"}}}})",
          did_of(account),
          time_us,
          status,
          iso_time(time_us))};
}

StreamEvent repost_event(const std::string& account,
                         const std::string& key,
                         std::int64_t milliseconds,
                         const std::string& subject_account,
                         const std::string& subject_key) {
  return commit_event(
      account,
      milliseconds,
      fmt::format(
          R"("rev":"r","operation":"create","collection":"app.bsky.feed.repost","rkey":"{}","cid":"c","record":{{"$type":"app.bsky.feed.repost","createdAt":"{}","subject":{{"cid":"c","uri":"at://{}/app.bsky.feed.post/{}"}}}})",
          key,
          iso_time(base_us() + milliseconds * 1000),
          did_of(subject_account),
          subject_key));
}

StreamEvent deletion_event(const std::string& account,
                           const std::string& key,
                           std::int64_t milliseconds) {
  return commit_event(
      account,
      milliseconds,
      fmt::format(R"("rev":"r","operation":"delete","collection":"app.bsky.feed.post","rkey":"{}")",
                  key));
}

}  // namespace vigie::tests
