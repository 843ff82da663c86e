#include "collector/live/clock_check.h"

#include <cstdlib>
#include <ctime>
#include <string_view>

namespace vigie::collector {
namespace {

constexpr std::chrono::seconds kTolerance{60};
constexpr std::size_t kMostHosts = 64;

std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  url.remove_prefix(scheme == std::string_view::npos ? 0 : scheme + 3);
  return std::string{url.substr(0, url.find_first_of("/?#"))};
}

}  // namespace

std::optional<std::chrono::seconds> clock_error(const HttpHeaders& headers, UtcTime now) {
  const std::string date{header_value(headers, "Date")};
  std::tm parts{};
  if (date.empty() || !header_value(headers, "Age").empty() ||
      ::strptime(date.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts) == nullptr) {
    return std::nullopt;
  }
  const UtcTime theirs = from_ms(std::int64_t{::timegm(&parts)} * 1000);
  return std::chrono::duration_cast<std::chrono::seconds>(now - theirs);
}

tl::expected<HttpResponse, NetError> ClockCheck::send(const HttpRequest& request,
                                                      const std::stop_token& stop) {
  auto response = next_.send(request, stop);
  const auto error = response ? clock_error(response->headers, clock_.now()) : std::nullopt;
  if (error) {
    const std::scoped_lock lock{mutex_};
    if (error_by_host_.size() >= kMostHosts) {
      error_by_host_.clear();
    }
    error_by_host_[host_of(request.url)] = *error;
  }
  return response;
}

std::optional<std::chrono::seconds> ClockCheck::error() const {
  const std::scoped_lock lock{mutex_};
  std::optional<std::chrono::seconds> smallest;
  for (const auto& [host, error] : error_by_host_) {
    if (!smallest || std::abs(error.count()) < std::abs(smallest->count())) {
      smallest = error;
    }
  }
  return smallest && std::abs(smallest->count()) > kTolerance.count() ? smallest : std::nullopt;
}

}  // namespace vigie::collector
