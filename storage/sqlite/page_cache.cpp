#include "storage/sqlite/page_cache.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <sys/mman.h>
#include <system_error>
#include <thread>
#include <unistd.h>

#include <sqlite3.h>

#include "storage/sqlite/database.h"

namespace vigie::storage {
namespace {

constexpr std::uint64_t kLargePage = 2ULL << 20U;
constexpr std::uint64_t kShareOfMemory = 16;

std::uint64_t& reserved() {
  static std::uint64_t bytes = 0;
  return bytes;
}

/// On request at least.
bool has_large_pages() {
  std::ifstream file{"/sys/kernel/mm/transparent_hugepage/enabled"};
  std::string setting;
  return std::getline(file, setting) && setting.find("[never]") == std::string::npos;
}

/// What the groups of processes to which this one belongs may use: the least of them.
std::uint64_t most_of_groups() {
  std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
  std::ifstream list{"/proc/self/cgroup"};
  for (std::string line; std::getline(list, line);) {
    if (!line.starts_with("0::/")) {
      continue;
    }
    for (std::filesystem::path group = line.substr(3);; group = group.parent_path()) {
      std::ifstream file{"/sys/fs/cgroup" + group.string() + "/memory.max"};
      std::uint64_t bytes = 0;
      if (file >> bytes) {  // "max": not a number
        least = std::min(least, bytes);
      }
      if (group == group.parent_path()) {
        break;
      }
    }
  }
  return least;
}

std::uint64_t memory_bytes() {
  const auto pages = static_cast<std::uint64_t>(std::max(0L, ::sysconf(_SC_PHYS_PAGES)));
  return std::min(pages * static_cast<std::uint64_t>(std::max(0L, ::sysconf(_SC_PAGESIZE))),
                  most_of_groups());
}

/// Touches all of it, on two threads: clearing memory takes longer than whatever else a command
/// does at its beginning. What this leaves out SQLite touches by itself.
void touch(std::span<std::byte> region) {
  const auto touch_part = [](std::span<std::byte> part) {
    static_cast<void>(::madvise(part.data(), part.size(), MADV_POPULATE_WRITE));
  };
  const std::size_t half = region.size() / 2 / kLargePage * kLargePage;
  try {
    const std::jthread other{touch_part, region.subspan(half)};
    touch_part(region.first(half));
  } catch (const std::system_error&) {
    // No thread.
  }
}

}  // namespace

// NOLINTBEGIN(cppcoreguidelines-pro-type-vararg,hicpp-vararg): the API of SQLite
bool reserve_page_cache(std::uint64_t bytes) {
  if (reserved() > 0 || !has_large_pages() || memory_bytes() < kShareOfMemory * bytes) {
    return reserved() > 0;
  }
  int header = 0;
  if (sqlite3_config(SQLITE_CONFIG_PCACHE_HDRSZ, &header) != SQLITE_OK) {
    return false;  // a connection was opened before
  }
  // A page cache of so many bytes counts the headers in; some pages for other connections.
  const std::uint64_t slot = Database::kPageBytes + static_cast<std::uint64_t>(header);
  const std::uint64_t slots = bytes / Database::kPageBytes;
  const std::uint64_t size = (slots * slot / kLargePage + 1) * kLargePage;
  void* const region = ::mmap(
      nullptr, size + kLargePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (region == MAP_FAILED) {  // NOLINT: a macro of the system
    return false;
  }
  void* start = region;
  std::size_t room = size + kLargePage;
  std::align(kLargePage, size, start, room);
  const bool is_large = ::madvise(start, size, MADV_HUGEPAGE) == 0;
  if (is_large) {
    touch({static_cast<std::byte*>(start), size});
  }
  if (!is_large || sqlite3_config(SQLITE_CONFIG_PAGECACHE,
                                  start,
                                  static_cast<int>(slot),
                                  static_cast<int>(slots)) != SQLITE_OK) {
    ::munmap(region, size + kLargePage);
    return false;
  }
  reserved() = bytes;
  return true;
}

// NOLINTEND(cppcoreguidelines-pro-type-vararg,hicpp-vararg)

std::uint64_t reserved_page_cache() {
  return reserved();
}

}  // namespace vigie::storage
