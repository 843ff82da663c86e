#include "storage/file_residue.h"

#include <algorithm>
#include <fstream>
#include <functional>

#include <fmt/format.h>

#include "storage/error.h"

namespace vigie::storage {
namespace {

constexpr std::uint64_t kBase = 0x100000001b3ULL;
constexpr std::size_t kChunkBytes = 4U << 20U;
constexpr std::size_t kLongestName = 4096;

std::uint64_t byte_at(std::string_view bytes, std::size_t place) {
  return static_cast<unsigned char>(bytes[place]);
}

/// Polynomial hash of a window, so that the next window's costs three operations.
std::uint64_t window_hash(std::string_view window) {
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < window.size(); ++i) {
    hash = hash * kBase + byte_at(window, i);
  }
  return hash;
}

constexpr std::uint64_t power_of_base(std::size_t exponent) {
  std::uint64_t power = 1;
  for (std::size_t i = 0; i < exponent; ++i) {
    power *= kBase;
  }
  return power;
}

bool holds(std::string_view bytes, const std::string& name) {
  const std::boyer_moore_horspool_searcher searcher{name.begin(), name.end()};
  return std::search(bytes.begin(), bytes.end(), searcher) != bytes.end();
}

bool file_holds(const std::filesystem::path& file, const ErasedTraces& traces) {
  std::ifstream stream{file, std::ios::binary};
  if (!stream) {
    throw StorageError(fmt::format(
        "cannot read {} to look for what an erasure left; check its rights", file.string()));
  }
  // The end of a chunk goes before the next one: a trace may lie across.
  std::string bytes;
  std::string chunk(kChunkBytes, '\0');
  while (stream) {
    stream.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    bytes.erase(0, bytes.size() - std::min(bytes.size(), kLongestName));
    bytes.append(chunk, 0, static_cast<std::size_t>(stream.gcount()));
    if (traces.are_in(bytes)) {
      return true;
    }
  }
  return false;
}

}  // namespace

void ErasedTraces::add_name(std::string_view name) {
  if (name.size() >= kNameBytes && name.size() <= kLongestName) {
    names_.emplace_back(name);
  }
}

void ErasedTraces::add_text(std::string_view text) {
  if (text.size() >= kTextBytes) {
    texts_.insert(window_hash(text.substr(0, kTextBytes)));
  }
}

void ErasedTraces::forget_text(std::string_view text) {
  if (!texts_.empty() && text.size() >= kTextBytes) {
    texts_.erase(window_hash(text.substr(0, kTextBytes)));
  }
}

void ErasedTraces::forget_names_in(std::string_view text) {
  std::erase_if(names_,
                [&](const std::string& name) { return text.find(name) != std::string_view::npos; });
}

bool ErasedTraces::are_in(std::string_view bytes) const {
  if (std::any_of(names_.begin(), names_.end(), [&](const std::string& name) {
        return holds(bytes, name);
      })) {
    return true;
  }
  if (texts_.empty() || bytes.size() < kTextBytes) {
    return false;
  }
  constexpr std::uint64_t kOldest = power_of_base(kTextBytes - 1);
  std::uint64_t hash = window_hash(bytes.substr(0, kTextBytes));
  for (std::size_t next = kTextBytes;; ++next) {
    if (texts_.contains(hash)) {
      return true;
    }
    if (next == bytes.size()) {
      return false;
    }
    hash = (hash - byte_at(bytes, next - kTextBytes) * kOldest) * kBase + byte_at(bytes, next);
  }
}

bool has_residue(const std::filesystem::path& database, const ErasedTraces& traces) {
  if (traces.empty()) {
    return false;
  }
  const std::filesystem::path log = database.string() + "-wal";
  std::error_code missing;
  return file_holds(database, traces) ||
         (std::filesystem::exists(log, missing) && file_holds(log, traces));
}

}  // namespace vigie::storage
