// Work on independent items by a few threads; the result never depends on how many.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace vigie::analysis {

/// Calls `work(i)` once for each i in [0, n), on `threads` threads, in stretches of 64. `work` must
/// touch nothing that another item touches. The first exception is thrown again here.
template <typename Work>
void for_each_index(std::size_t n, std::uint32_t threads, const Work& work) {
  constexpr std::size_t kStretch = 64;
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex failure_mutex;
  const auto work_through = [&] {
    for (std::size_t first = next.fetch_add(kStretch); first < n;
         first = next.fetch_add(kStretch)) {
      for (std::size_t i = first; i < std::min(first + kStretch, n); ++i) {
        work(i);
      }
    }
  };
  const auto run = [&] {
    try {
      work_through();
    } catch (...) {
      const std::scoped_lock lock{failure_mutex};
      failure = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> others;
    for (std::uint32_t t = 1; t < threads && t * kStretch < n; ++t) {
      others.emplace_back(run);
    }
    run();
  }
  if (failure) {
    std::rethrow_exception(failure);
  }
}

}  // namespace vigie::analysis
