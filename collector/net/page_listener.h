// One page for programs on this machine, such as the metrics that a monitoring service fetches: a
// server that can say one thing.
//
// Built on plain sockets and not on the library's listener, which bounds neither headers nor idle
// time nor connections, and answers on the threads that collecting needs (PLATFORMS.md, section
// 11). One thread, one connection at a time, GET alone, 8 KiB and two seconds for a request.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include <tl/expected.hpp>

namespace vigie::collector {

struct PageOptions {
  std::string address;  ///< `127.0.0.1:9464`, `[::1]:9464`: a number, not a name. Port 0: any.
  bool allow_remote = false;  ///< Also listens where other machines can ask.
  std::string path = "/metrics";
  std::string content_type = "text/plain; version=0.0.4; charset=utf-8";
};

/// Serves until destroyed, which takes no longer than a quarter of a second.
class PageListener {
 public:
  PageListener() = default;
  PageListener(const PageListener&) = delete;
  PageListener& operator=(const PageListener&) = delete;
  PageListener(PageListener&&) = delete;
  PageListener& operator=(PageListener&&) = delete;
  virtual ~PageListener() = default;

  [[nodiscard]] virtual std::uint16_t port() const = 0;
};

/// Listens; `page` is called on the listener's thread for each request, and may not throw. The
/// error is a sentence for the operator: no such address, not of this machine alone, port taken.
[[nodiscard]] tl::expected<std::unique_ptr<PageListener>, std::string> listen_for_page(
    const PageOptions& options, std::function<std::string()> page);

}  // namespace vigie::collector
