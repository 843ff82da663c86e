#include "collector/net/public_addresses.h"

#include <chrono>
#include <cstring>
#include <netinet/in.h>
#include <string>

#include <arpa/inet.h>
#include <gtest/gtest.h>

namespace vigie::collector {
namespace {

using namespace std::chrono_literals;

bool is_public(const std::string& text) {
  sockaddr_storage bytes{};
  sockaddr_in v4{};
  sockaddr_in6 v6{};
  if (inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    std::memcpy(&bytes, &v4, sizeof(v4));
  } else if (inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr) == 1) {
    v6.sin6_family = AF_INET6;
    std::memcpy(&bytes, &v6, sizeof(v6));
  } else {
    ADD_FAILURE() << text << " is no address";
  }
  return is_public_ip(reinterpret_cast<const sockaddr&>(bytes));
}

TEST(IsPublicIp, RefusesWhatLeadsToThisMachineOrItsNetwork) {
  for (const char* address : {"0.0.0.0",
                              "10.0.0.1",
                              "10.255.255.255",
                              "100.64.0.1",
                              "100.127.255.255",
                              "127.0.0.1",
                              "127.255.255.255",
                              "169.254.169.254",
                              "172.16.0.1",
                              "172.31.255.255",
                              "192.0.0.8",
                              "192.0.2.1",
                              "192.168.0.1",
                              "198.18.0.1",
                              "198.19.255.255",
                              "198.51.100.7",
                              "203.0.113.9",
                              "224.0.0.1",
                              "240.0.0.1",
                              "255.255.255.255",
                              "::",
                              "::1",
                              "fe80::1",
                              "fc00::1",
                              "fd12::1",
                              "ff02::1",
                              "2001:db8::1",
                              "2002:7f00:1::1",
                              "2001:0:7f00::1",
                              "64:ff9b::7f00:1",
                              "::ffff:127.0.0.1",
                              "::ffff:10.1.2.3",
                              "::127.0.0.1",
                              "::ffff:169.254.169.254"}) {
    EXPECT_FALSE(is_public(address)) << address;
  }
}

TEST(IsPublicIp, TakesWhatIsOnTheOpenNetwork) {
  for (const char* address : {"1.1.1.1",
                              "9.255.255.255",
                              "11.0.0.0",
                              "100.63.255.255",
                              "100.128.0.0",
                              "126.255.255.255",
                              "128.0.0.0",
                              "169.253.255.255",
                              "172.15.255.255",
                              "172.32.0.0",
                              "192.167.255.255",
                              "198.17.255.255",
                              "223.255.255.255",
                              "2606:4700::1111",
                              "2a00::1",
                              "::ffff:1.1.1.1"}) {
    EXPECT_TRUE(is_public(address)) << address;
  }
}

TEST(IsPublicIp, RefusesWhatIsNoAddressOfTheInternet) {
  sockaddr address{};
  address.sa_family = AF_UNIX;

  EXPECT_FALSE(is_public_ip(address));
}

TEST(ReachOf, TellsWhereANameOrANumberLeads) {
  EXPECT_EQ(reach_of("localhost", 5s, {}).value(), HostReach::kPrivate);
  EXPECT_EQ(reach_of("127.1", 5s, {}).value(), HostReach::kPrivate) << "as the resolver reads it";
  EXPECT_EQ(reach_of("[::1]", 5s, {}).value(), HostReach::kPrivate);
  EXPECT_EQ(reach_of("1.1.1.1", 5s, {}).value(), HostReach::kPublic);
}

}  // namespace
}  // namespace vigie::collector
