// One request in the library's hands, and the thread that waits for it.
//
// The library's tasks are never waited for: a name that is being looked up cannot be cancelled. The
// thread waits on this object instead, and may leave it behind at any time.
//
// It is also the buffer that the body is written to. The library's own one has no limit; this one
// lets the library wait when it is full, so that TCP holds the server. And it refuses what the
// library makes of a negative chunk length (a count of almost 2^64).
//
// Private to collector/net: it shows the library's types.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include <cpprest/http_client.h>

#include "collector/net/http_client.h"
#include "collector/net/net_error.h"

namespace vigie::collector {

struct ResponseHead {
  int status = 0;
  HttpHeaders headers;
};

/// How long a thread waits. `quiet_at` ends one wait, the others the exchange.
struct WaitLimits {
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
  std::chrono::steady_clock::time_point quiet_at = std::chrono::steady_clock::time_point::max();
  std::chrono::milliseconds idle{};
};

enum class WaitResult : std::uint8_t { kReady, kQuiet, kIdle, kDeadline, kStopped };

class Exchange final : public concurrency::streams::details::streambuf_state_manager<std::uint8_t> {
 public:
  /// Sends `request`. Errors come out of failure().
  static std::shared_ptr<Exchange> start(web::http::client::http_client& client,
                                         web::http::http_request request,
                                         std::string host);

  explicit Exchange(std::string host);

  /// Until the head of the answer is there, or the exchange has failed.
  WaitResult wait_for_head(const WaitLimits& limits, const std::stop_token& stop);

  /// Until there are bytes, or the body has ended.
  WaitResult wait_for_bytes(const WaitLimits& limits, const std::stop_token& stop);

  [[nodiscard]] std::optional<ResponseHead> head();

  /// All bytes that have come and were not taken.
  [[nodiscard]] std::string take_bytes();

  /// True: no more bytes will come.
  [[nodiscard]] bool has_ended();

  [[nodiscard]] std::optional<NetError> failure();

  /// Closes the connection; the answer is no longer wanted.
  void cancel();

  [[nodiscard]] bool can_seek() const override { return false; }

  [[nodiscard]] bool has_size() const override { return false; }

  [[nodiscard]] size_t buffer_size(std::ios_base::openmode /*mode*/) const override { return 0; }

  void set_buffer_size(size_t /*size*/, std::ios_base::openmode /*mode*/) override {}

  [[nodiscard]] size_t in_avail() const override { return 0; }

  [[nodiscard]] pos_type getpos(std::ios_base::openmode /*mode*/) const override { return -1; }

  pos_type seekpos(pos_type /*pos*/, std::ios_base::openmode /*mode*/) override { return -1; }

  pos_type seekoff(off_type /*off*/,
                   std::ios_base::seekdir /*way*/,
                   std::ios_base::openmode /*mode*/) override {
    return -1;
  }

  bool acquire(std::uint8_t*& /*ptr*/, size_t& /*count*/) override { return false; }

  void release(std::uint8_t* /*ptr*/, size_t /*count*/) override {}

 protected:
  pplx::task<size_t> _putn(const std::uint8_t* ptr, size_t count) override;
  pplx::task<int_type> _putc(std::uint8_t ch) override;

  pplx::task<int_type> _bumpc() override { return no_char(); }

  int_type _sbumpc() override { return traits::eof(); }

  pplx::task<int_type> _getc() override { return no_char(); }

  int_type _sgetc() override { return traits::eof(); }

  pplx::task<int_type> _nextc() override { return no_char(); }

  pplx::task<int_type> _ungetc() override { return no_char(); }

  pplx::task<size_t> _getn(std::uint8_t* /*ptr*/, size_t /*count*/) override {
    return pplx::task_from_result<size_t>(0);
  }

  size_t _scopy(std::uint8_t* /*ptr*/, size_t /*count*/) override { return 0; }

  pplx::task<bool> _sync() override { return pplx::task_from_result(true); }

  std::uint8_t* _alloc(size_t /*count*/) override { return nullptr; }

  void _commit(size_t /*count*/) override {}

 private:
  /// A write of the library that waits to be taken.
  struct Room {
    pplx::task_completion_event<size_t> written;
    size_t count = 0;
  };

  static pplx::task<int_type> no_char() { return pplx::task_from_result<int_type>(traits::eof()); }

  template <typename Ready>
  WaitResult wait(const WaitLimits& limits, const std::stop_token& stop, Ready ready);
  void take_head(const web::http::http_response& response);
  void end(std::optional<NetError> failure);
  static void make_room(const std::optional<Room>& room);

  std::string host_;
  pplx::cancellation_token_source cancellation_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::chrono::steady_clock::time_point last_heard_ = std::chrono::steady_clock::now();
  std::optional<ResponseHead> head_;
  std::string bytes_;
  std::optional<Room> room_;
  bool is_abandoned_ = false;
  bool has_ended_ = false;
  std::optional<NetError> failure_;
};

}  // namespace vigie::collector
