#include "app/metrics_page.h"

#include <utility>

#include "app/failure.h"

namespace vigie::app {

void MetricsPage::listen(const std::string& address, bool allow_remote) {
  if (address.empty()) {
    return;
  }
  collector::PageOptions options;
  options.address = address;
  options.allow_remote = allow_remote;
  auto listener = collector::listen_for_page(options, [this] { return text(); });
  if (!listener) {
    throw UsageFailure("--metrics or collect.metrics_listen: " + listener.error());
  }
  listener_ = std::move(*listener);
}

void MetricsPage::show(std::string text) {
  const std::scoped_lock lock{mutex_};
  text_ = std::move(text);
}

std::string MetricsPage::text() const {
  const std::scoped_lock lock{mutex_};
  return text_;
}

}  // namespace vigie::app
