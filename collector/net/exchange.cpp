#include "collector/net/exchange.h"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

#include "collector/net/cpprest_config.h"

namespace vigie::collector {
namespace {

constexpr std::size_t kMostWaitingBytes = 1U << 20U;
// A chunk's length is an int for the library, so that more can only be one below zero.
constexpr std::size_t kMostPieceBytes = std::numeric_limits<int>::max();

}  // namespace

Exchange::Exchange(std::string host)
    : streambuf_state_manager(std::ios_base::out), host_(std::move(host)) {}

std::shared_ptr<Exchange> Exchange::start(web::http::client::http_client& client,
                                          web::http::http_request request,
                                          std::string host) {
  auto self = std::make_shared<Exchange>(std::move(host));
  const std::shared_ptr<concurrency::streams::details::basic_streambuf<std::uint8_t>> buffer = self;
  request.set_response_stream(
      concurrency::streams::streambuf<std::uint8_t>{buffer}.create_ostream());
  client.request(request, self->cancellation_.get_token())
      .then([self](const pplx::task<web::http::http_response>& answered) {
        try {
          const web::http::http_response response = answered.get();
          self->take_head(response);
          response.content_ready().then(
              [self](const pplx::task<web::http::http_response>& finished) {
                try {
                  static_cast<void>(finished.get());
                  self->end(std::nullopt);
                } catch (...) {
                  self->end(http_error(std::current_exception(), self->host_));
                }
              });
        } catch (...) {
          self->end(http_error(std::current_exception(), self->host_));
        }
      });
  return self;
}

template <typename Ready>
WaitResult Exchange::wait(const WaitLimits& limits, const std::stop_token& stop, Ready ready) {
  std::unique_lock lock{mutex_};
  for (;;) {
    if (stop.stop_requested()) {
      return WaitResult::kStopped;
    }
    const auto now = std::chrono::steady_clock::now();
    const auto idle_at = last_heard_ + limits.idle;
    if (now >= limits.deadline) {
      return WaitResult::kDeadline;
    }
    if (ready()) {
      return WaitResult::kReady;
    }
    if (now >= idle_at) {
      return WaitResult::kIdle;
    }
    if (now >= limits.quiet_at) {
      return WaitResult::kQuiet;
    }
    changed_.wait_until(lock, stop, std::min({limits.deadline, limits.quiet_at, idle_at}), ready);
  }
}

WaitResult Exchange::wait_for_head(const WaitLimits& limits, const std::stop_token& stop) {
  return wait(limits, stop, [this] { return head_.has_value() || has_ended_; });
}

WaitResult Exchange::wait_for_bytes(const WaitLimits& limits, const std::stop_token& stop) {
  return wait(limits, stop, [this] { return !bytes_.empty() || has_ended_; });
}

std::optional<ResponseHead> Exchange::head() {
  const std::scoped_lock lock{mutex_};
  return head_;
}

std::string Exchange::take_bytes() {
  std::string taken;
  std::optional<Room> room;
  {
    const std::scoped_lock lock{mutex_};
    taken = std::exchange(bytes_, {});
    room = std::exchange(room_, std::nullopt);
    if (room) {
      last_heard_ = std::chrono::steady_clock::now();  // The silence was ours.
    }
  }
  make_room(room);
  return taken;
}

bool Exchange::has_ended() {
  const std::scoped_lock lock{mutex_};
  return has_ended_ && bytes_.empty();
}

std::optional<NetError> Exchange::failure() {
  const std::scoped_lock lock{mutex_};
  return failure_;
}

void Exchange::cancel() {
  std::optional<Room> room;
  {
    const std::scoped_lock lock{mutex_};
    is_abandoned_ = true;
    room = std::exchange(room_, std::nullopt);
  }
  cancellation_.cancel();
  make_room(room);
}

pplx::task<size_t> Exchange::_putn(const std::uint8_t* ptr, size_t count) {
  const std::scoped_lock lock{mutex_};
  if (is_abandoned_) {
    // No failure: on one, the library closes the stream and waits for that on a thread of its pool,
    // which at the program's end has nobody left to do it. The request is cancelled anyway.
    return pplx::task_from_result(count);
  }
  if (count > kMostPieceBytes) {
    return pplx::task_from_exception<size_t>(std::runtime_error{"body not wanted"});
  }
  bytes_.append(reinterpret_cast<const char*>(ptr), count);
  last_heard_ = std::chrono::steady_clock::now();
  changed_.notify_all();
  if (bytes_.size() < kMostWaitingBytes) {
    return pplx::task_from_result(count);
  }
  room_ = Room{.written = {}, .count = count};
  return pplx::create_task(room_->written);
}

pplx::task<Exchange::int_type> Exchange::_putc(std::uint8_t ch) {
  static_cast<void>(_putn(&ch, 1));
  return pplx::task_from_result<int_type>(ch);
}

void Exchange::make_room(const std::optional<Room>& room) {
  if (room) {
    room->written.set(room->count);
  }
}

void Exchange::take_head(const web::http::http_response& response) {
  ResponseHead head{.status = response.status_code(), .headers = {}};
  for (const auto& [name, value] : response.headers()) {
    head.headers.push_back({name, value});
  }
  const std::scoped_lock lock{mutex_};
  head_ = std::move(head);
  last_heard_ = std::chrono::steady_clock::now();
  changed_.notify_all();
}

void Exchange::end(std::optional<NetError> failure) {
  const std::scoped_lock lock{mutex_};
  has_ended_ = true;
  failure_ = std::move(failure);
  changed_.notify_all();
}

}  // namespace vigie::collector
