// How many requests are under way to one host at once.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>

namespace vigie::collector {

/// Any number of threads.
class HostSlots {
 public:
  explicit HostSlots(int most_per_host) : most_per_host_(most_per_host) {}

  /// A place among the requests to a host, given back at the end of its life.
  class Slot {
   public:
    Slot(HostSlots& slots, std::string host, const std::stop_token& stop)
        : slots_(slots), host_(std::move(host)), is_held_(slots_.take(host_, stop)) {}

    ~Slot() {
      if (is_held_) {
        slots_.give_back(host_);
      }
    }

    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;
    Slot(Slot&&) = delete;
    Slot& operator=(Slot&&) = delete;

    /// False: stopped before there was a place.
    [[nodiscard]] bool is_held() const { return is_held_; }

   private:
    HostSlots& slots_;
    std::string host_;
    bool is_held_;
  };

 private:
  bool take(const std::string& host, const std::stop_token& stop) {
    std::unique_lock lock{mutex_};
    if (!given_back_.wait(lock, stop, [&] { return busy_[host] < most_per_host_; })) {
      return false;
    }
    ++busy_[host];
    return true;
  }

  void give_back(const std::string& host) {
    const std::scoped_lock lock{mutex_};
    --busy_[host];
    given_back_.notify_all();
  }

  const int most_per_host_;
  std::mutex mutex_;
  std::condition_variable_any given_back_;
  std::map<std::string, int> busy_;
};

}  // namespace vigie::collector
