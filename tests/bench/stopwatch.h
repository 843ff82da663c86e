// What a step costs: wall clock, processor time of all threads, memory.
#pragma once

#include <chrono>
#include <fstream>
#include <sys/resource.h>

namespace vigie::bench {

/// Wall clock and processor time, added up over `start` and `stop`.
class Stopwatch {
 public:
  void start() {
    wall_ = std::chrono::steady_clock::now();
    cpu_ = cpu_now();
  }

  void stop() {
    wall_seconds_ +=
        std::chrono::duration<double>(std::chrono::steady_clock::now() - wall_).count();
    cpu_seconds_ += cpu_now() - cpu_;
  }

  [[nodiscard]] double wall_seconds() const { return wall_seconds_; }

  [[nodiscard]] double cpu_seconds() const { return cpu_seconds_; }

 private:
  static double seconds_of(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  }

  static double cpu_now() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-union-access): glibc declares it so
    return seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
  }

  std::chrono::steady_clock::time_point wall_;
  double cpu_ = 0.0;
  double wall_seconds_ = 0.0;
  double cpu_seconds_ = 0.0;
};

/// Resident memory at its highest since the start, in MB.
inline double peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-union-access): glibc declares it so
  return static_cast<double>(usage.ru_maxrss) / 1e3;
}

/// Resident memory now, in MB (Linux, pages of 4 kB).
inline double resident_mb() {
  double all = 0.0;
  double resident = 0.0;
  std::ifstream{"/proc/self/statm"} >> all >> resident;
  return resident * 4096.0 / 1e6;
}

}  // namespace vigie::bench
