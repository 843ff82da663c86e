#include "app/whole_file.h"

#include <cerrno>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include <fcntl.h>
#include <fmt/format.h>

#include "app/failure.h"

namespace vigie::app {
namespace {

RunFailure cannot_write(const std::filesystem::path& file, int error) {
  return RunFailure(fmt::format("cannot write {}: {}. Check the folder and the space left.",
                                file.string(),
                                std::generic_category().message(error)));
}

void write_all(int descriptor, const std::string& content, const std::filesystem::path& file) {
  std::size_t written = 0;
  while (written < content.size()) {
    const ssize_t n = write(descriptor, content.data() + written, content.size() - written);
    if (n < 0) {
      throw cannot_write(file, errno);
    }
    written += static_cast<std::size_t>(n);
  }
}

}  // namespace

void write_whole_file(const std::filesystem::path& file, const std::string& content) {
  const std::filesystem::path partial = file.string() + ".partial";
  constexpr mode_t kOwnerOnly = 0600;
  constexpr int kWriteNew = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): POSIX open takes the mode this way
  const int descriptor = open(partial.c_str(), kWriteNew, kOwnerOnly);
  if (descriptor < 0) {
    throw cannot_write(file, errno);
  }
  try {
    write_all(descriptor, content, file);
  } catch (...) {
    close(descriptor);
    unlink(partial.c_str());
    throw;
  }
  if (close(descriptor) != 0 || rename(partial.c_str(), file.c_str()) != 0) {
    const int error = errno;
    unlink(partial.c_str());
    throw cannot_write(file, error);
  }
}

void create_folders(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    throw cannot_write(folder, error.value());
  }
}

}  // namespace vigie::app
