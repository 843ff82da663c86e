// What `vigie collect` is doing, for whoever asks over HTTP: the text that the writer leaves here
// every second.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "collector/net/page_listener.h"

namespace vigie::app {

/// One writer; asked by the listener's thread.
class MetricsPage {
 public:
  /// Answers at `address`, e.g. `127.0.0.1:9464`; empty: nowhere.
  /// @throws UsageFailure  It cannot be listened on, or other machines reach it and may not.
  void listen(const std::string& address, bool allow_remote);

  [[nodiscard]] bool is_listening() const { return listener_ != nullptr; }

  void show(std::string text);

 private:
  [[nodiscard]] std::string text() const;

  mutable std::mutex mutex_;
  std::string text_;
  std::unique_ptr<collector::PageListener> listener_;  // Last: its thread reads the others.
};

}  // namespace vigie::app
