#include "app/suppression_key.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <unistd.h>

#include <fcntl.h>
#include <fmt/format.h>

#include "app/failure.h"
#include "storage/erasure.h"
#include "storage/keyed_hash.h"

namespace vigie::app {
namespace {

constexpr const char* kVariable = "VIGIE_SUPPRESSION_KEY";
constexpr std::size_t kShortestKey = 16;
constexpr std::size_t kLongestKey = 4096;

std::filesystem::path key_file(const storage::Database& database) {
  return database.file().string() + ".key";
}

void check_length(const std::string& key, const std::string& origin) {
  if (key.size() < kShortestKey || key.size() > kLongestKey) {
    throw RunFailure(fmt::format(
        "{} must hold {} to {} bytes: the key of the suppression list. Nothing was done.",
        origin,
        kShortestKey,
        kLongestKey));
  }
}

/// Empty when there is none.
std::string present_key(const storage::Database& database) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): read before any thread starts
  if (const char* value = std::getenv(kVariable); value != nullptr && *value != '\0') {
    check_length(value, kVariable);
    return value;
  }
  const std::filesystem::path file = key_file(database);
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) {
    return {};
  }
  std::ifstream stream{file, std::ios::binary};
  std::string key{std::istreambuf_iterator<char>{stream}, {}};
  if (!stream) {
    throw RunFailure(fmt::format("cannot read {}. Check its rights.", file.string()));
  }
  key.erase(key.find_last_not_of("\r\n") + 1);
  check_length(key, file.string());
  return key;
}

std::string hex(const std::string& bytes) {
  std::string text;
  for (const char byte : bytes) {
    text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  }
  return text;
}

std::string make_key(const std::filesystem::path& file) {
  const std::string key = hex(storage::make_secret());
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg,hicpp-vararg): the POSIX call
  const int descriptor = ::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  const std::string line = key + '\n';
  const bool is_written = descriptor >= 0 &&
                          ::write(descriptor, line.data(), line.size()) == std::ssize(line) &&
                          ::fsync(descriptor) == 0;
  const int problem = errno;
  if (descriptor >= 0) {
    ::close(descriptor);
  }
  if (!is_written) {
    throw RunFailure(
        fmt::format("cannot write the key of the suppression list to {}: {}. Check the folder and "
                    "its rights. Nothing was erased.",
                    file.string(),
                    std::generic_category().message(problem)));
  }
  return key;
}

}  // namespace

std::string read_suppression_key(storage::Database& database) {
  std::string key = present_key(database);
  if (key.empty() && database.scalar("SELECT EXISTS (SELECT 1 FROM suppression)") != 0) {
    throw RunFailure(fmt::format(
        "the list of erased accounts cannot be read without its key: put {} back, or set {}. "
        "Nothing was read: what was erased would come back.",
        key_file(database).string(),
        kVariable));
  }
  if (!key.empty() && !storage::is_key_of_list(database, key)) {
    throw RunFailure(
        fmt::format("the key in {} or {} is not the one of this database's suppression list. Put "
                    "the right one back. Nothing was read: what was erased would come back.",
                    key_file(database).string(),
                    kVariable));
  }
  return key;
}

std::string need_suppression_key(storage::Database& database) {
  std::string key = read_suppression_key(database);
  return key.empty() ? make_key(key_file(database)) : key;
}

}  // namespace vigie::app
