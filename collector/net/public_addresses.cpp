#include "collector/net/public_addresses.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstdint>
#include <cstring>
#include <memory>
#include <mutex>
#include <netinet/in.h>
#include <optional>
#include <thread>
#include <utility>

#include <netdb.h>

namespace vigie::collector {
namespace {

struct V4Range {
  std::uint32_t begin;
  unsigned bits;
};

constexpr std::uint32_t v4(std::uint32_t a, std::uint32_t b, std::uint32_t c = 0) {
  return (a << 24U) | (b << 16U) | (c << 8U);
}

constexpr std::array kNotPublic = std::to_array<V4Range>({
    {v4(0, 0), 8},           // this network
    {v4(10, 0), 8},          // private
    {v4(100, 64), 10},       // shared by providers
    {v4(127, 0), 8},         // loopback
    {v4(169, 254), 16},      // link-local, and the metadata of clouds
    {v4(172, 16), 12},       // private
    {v4(192, 0, 0), 24},     // protocol assignments
    {v4(192, 0, 2), 24},     // documentation
    {v4(192, 88, 99), 24},   // 6to4 relays
    {v4(192, 168), 16},      // private
    {v4(198, 18), 15},       // benchmarks
    {v4(198, 51, 100), 24},  // documentation
    {v4(203, 0, 113), 24},   // documentation
    {v4(224, 0), 3},         // multicast, reserved, broadcast
});

bool is_public_v4(std::uint32_t address) {
  return std::none_of(kNotPublic.begin(), kNotPublic.end(), [address](const V4Range& range) {
    return (address ^ range.begin) >> (32U - range.bits) == 0;
  });
}

/// Global unicast (2000::/3), but not the parts that hold IPv4 addresses or are for documentation.
bool is_public_v6(const std::array<std::uint8_t, 16>& a) {
  const auto begins = [&a](std::initializer_list<std::uint8_t> prefix) {
    return std::equal(prefix.begin(), prefix.end(), a.begin());
  };
  constexpr std::uint8_t kGlobal = 0x20;
  constexpr std::uint8_t kGlobalMask = 0xE0;
  return (a[0] & kGlobalMask) == kGlobal && !begins({0x20, 0x01, 0x00, 0x00}) &&  // Teredo
         !begins({0x20, 0x01, 0x0D, 0xB8}) && !begins({0x20, 0x02}) &&            // 6to4
         !begins({0x3F, 0xFF});
}

bool is_mapped(const std::array<std::uint8_t, 16>& a) {
  constexpr std::array<std::uint8_t, 12> kPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  return std::equal(kPrefix.begin(), kPrefix.end(), a.begin());
}

/// What a look-up and whoever waits for it share.
struct LookUp {
  std::mutex mutex;
  std::condition_variable_any done;
  std::optional<tl::expected<HostReach, NetError>> result;
};

tl::expected<HostReach, NetError> look_up(const std::string& host) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) {
    return tl::unexpected{
        NetError{.kind = NetErrorKind::kConnection, .message = host + ": the name was not found"}};
  }
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owned{found, &::freeaddrinfo};
  for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
    if (!is_public_ip(*one->ai_addr)) {
      return HostReach::kPrivate;
    }
  }
  return HostReach::kPublic;
}

/// Without the brackets of an IPv6 address.
std::string bare(const std::string& host) {
  return host.size() > 2 && host.front() == '[' ? host.substr(1, host.size() - 2) : host;
}

}  // namespace

bool is_public_ip(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof(in));
    return is_public_v4(ntohl(in.sin_addr.s_addr));
  }
  if (address.sa_family != AF_INET6) {
    return false;
  }
  sockaddr_in6 in{};
  std::memcpy(&in, &address, sizeof(in));
  std::array<std::uint8_t, 16> bytes{};
  std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
  if (is_mapped(bytes)) {
    std::uint32_t v4_part = 0;
    std::memcpy(&v4_part, bytes.data() + 12, sizeof(v4_part));
    return is_public_v4(ntohl(v4_part));
  }
  return is_public_v6(bytes);
}

tl::expected<HostReach, NetError> reach_of(const std::string& host,
                                           std::chrono::milliseconds limit,
                                           const std::stop_token& stop) {
  const auto asked = std::make_shared<LookUp>();
  std::thread{[asked, name = bare(host)] {
    auto result = look_up(name);
    const std::scoped_lock lock{asked->mutex};
    asked->result = std::move(result);
    asked->done.notify_all();
  }}.detach();
  std::unique_lock lock{asked->mutex};
  asked->done.wait_for(lock, stop, limit, [&asked] { return asked->result.has_value(); });
  if (asked->result) {
    return *asked->result;
  }
  const bool is_stopped = stop.stop_requested();
  return tl::unexpected{NetError{
      .kind = is_stopped ? NetErrorKind::kStopped : NetErrorKind::kIdle,
      .message = host + (is_stopped ? ": stopped" : ": looking up the name took too long")}};
}

NetError private_host_error(const std::string& host) {
  return {.kind = NetErrorKind::kBadUrl,
          .message = host +
                     ": leads into a private network, where nobody but the settings may send "
                     "us"};
}

tl::expected<void, NetError> check_public(const std::string& host,
                                          std::chrono::milliseconds limit,
                                          const std::stop_token& stop) {
  const auto reach = reach_of(host, limit, stop);
  if (!reach) {
    return tl::unexpected{reach.error()};
  }
  if (*reach == HostReach::kPrivate) {
    return tl::unexpected{private_host_error(host)};
  }
  return {};
}

}  // namespace vigie::collector
