#include "collector/archive/archive_files.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <glob.h>

namespace vigie::collector {
namespace {

namespace fs = std::filesystem;

/// Deeper folders are left out and said to be: nobody keeps archives there.
constexpr int kMaxFolderDepth = 32;

/// The last three are beside a database that is open or was.
constexpr std::array<std::string_view, 29> kForeignEndings{
    ".md",  ".toml", ".html", ".htm", ".xml",   ".yaml", ".yml", ".py",     ".r",      ".sh",
    ".log", ".bib",  ".tex",  ".sql", ".ipynb", ".ini",  ".cfg", ".sha256", ".md5",    ".asc",
    ".sig", ".css",  ".js",   ".svg", ".rtf",   ".lock", "-wal", "-shm",    "-journal"};
constexpr std::array<std::string_view, 5> kUnfinishedEndings{
    ".part", ".partial", ".tmp", ".crdownload", ".download"};

/// First bytes of files that hold no posts ...
constexpr std::array<std::string_view, 11> kForeignHeads{"\x89PNG",
                                                         "\xFF\xD8\xFF",
                                                         "GIF8",
                                                         "%PDF-",
                                                         "SQLite format 3",
                                                         "\x37\x7F\x06",
                                                         "\x7F\x45LF",
                                                         "RIFF",
                                                         "OggS",
                                                         "ID3",
                                                         "PAR1"};
/// ... and of files that may, packed in a way that is not read.
constexpr std::array<std::string_view, 5> kPackedHeads{
    "PK\x03\x04", "7z\xBC\xAF", "Rar!", "BZh", "\xFD\x37zXZ"};

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
    return static_cast<char>(std::tolower(c));
  });
  return text;
}

template <std::size_t N>
bool ends_with_any(std::string_view name, const std::array<std::string_view, N>& endings) {
  return std::any_of(endings.begin(), endings.end(), [name](std::string_view ending) {
    return name.ends_with(ending);
  });
}

template <std::size_t N>
bool starts_with_any(std::string_view head, const std::array<std::string_view, N>& marks) {
  return std::any_of(
      marks.begin(), marks.end(), [head](std::string_view mark) { return head.starts_with(mark); });
}

/// Null: it may be an archive. A zero byte among the first ones stands in no text.
const char* what_the_first_bytes_say(const fs::path& file) {
  std::ifstream input{file, std::ios::binary};
  std::array<char, 512> block{};
  input.read(block.data(), block.size());
  const std::string_view head{block.data(), static_cast<std::size_t>(input.gcount())};
  const bool is_gzip = head.starts_with("\x1F\x8B");
  const bool is_zstd = head.starts_with("\x28\xB5\x2F\xFD") ||
                       (head.size() >= 4 && head.substr(1, 3) == "\x2A\x4D\x18");
  if (is_gzip || is_zstd) {
    return nullptr;
  }
  if (starts_with_any(head, kPackedHeads)) {
    return "packed: unpack it first";
  }
  const bool is_foreign =
      head.find('\0') != std::string_view::npos || starts_with_any(head, kForeignHeads);
  return is_foreign ? "no archive" : nullptr;
}

class Finder {
 public:
  explicit Finder(std::span<const fs::path> not_archives) {
    for (const fs::path& file : not_archives) {
      not_archives_.insert(identity(file));
    }
  }

  void take(const fs::path& argument) {
    std::error_code code;
    if (fs::is_directory(argument, code)) {
      take_folder(argument);
    } else if (fs::exists(argument, code) || !is_pattern(argument)) {
      add(argument, argument.filename().string());
    } else {
      take_pattern(argument);
    }
  }

  ArchiveFiles result() && { return std::move(found_); }

 private:
  static bool is_pattern(const fs::path& argument) {
    return argument.native().find_first_of("*?[") != std::string::npos;
  }

  /// What two names of one file have in common.
  static std::string identity(const fs::path& file) {
    std::error_code code;
    const fs::path whole = fs::canonical(file, code);
    return code ? file.native() : whole.native();
  }

  void add(const fs::path& file, std::string name) {
    seen_.insert(identity(file));
    found_.files.push_back({file, std::move(name)});
  }

  void take_folder(const fs::path& folder) {
    const std::size_t before = found_.files.size();
    const std::size_t problems_before = found_.problems.size();
    walk(folder, {}, 0);
    if (found_.files.size() == before && found_.problems.size() == problems_before) {
      complain(folder,
               fmt::format("{} holds no archives: check the path, or name a file in it",
                           folder.string()));
    }
  }

  void take_pattern(const fs::path& pattern) {
    glob_t matches{};
    // GLOB_NOSORT: sorted below, bytewise.
    // NOLINTNEXTLINE(concurrency-mt-unsafe): no other thread runs yet
    const int status = ::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &matches);
    std::vector<fs::path> paths;
    if (status == 0) {
      paths.assign(matches.gl_pathv, matches.gl_pathv + matches.gl_pathc);
    }
    ::globfree(&matches);
    std::sort(paths.begin(), paths.end(), [](const fs::path& left, const fs::path& right) {
      return left.native() < right.native();
    });
    for (const fs::path& path : paths) {
      std::error_code code;
      if (fs::is_directory(path, code)) {
        take_folder(path);
      } else if (!seen_.contains(identity(path))) {
        add(path, path.filename().string());
      }
    }
    if (paths.empty()) {
      complain(pattern, fmt::format("no file matches {}: check the path", pattern.string()));
    }
  }

  void complain(const fs::path& argument, std::string message) {
    found_.problems.push_back({argument.string(), std::move(message)});
  }

  void leave_out(const char* why) { ++found_.left_out[why]; }

  // NOLINTNEXTLINE(misc-no-recursion): kMaxFolderDepth ends it
  void walk(const fs::path& folder, const std::string& below, int depth) {
    std::error_code code;
    std::vector<fs::directory_entry> entries;
    fs::directory_iterator entry{folder, code};
    for (; !code && entry != fs::directory_iterator{}; entry.increment(code)) {
      entries.push_back(*entry);
    }
    if (code) {
      complain(folder,
               fmt::format("cannot read the folder {}: {}; check its permissions",
                           folder.string(),
                           code.message()));
    }
    std::sort(entries.begin(), entries.end(), [](const auto& left, const auto& right) {
      return left.path().native() < right.path().native();
    });
    for (const auto& each : entries) {
      const std::string name = each.path().filename().string();
      if (name.starts_with('.')) {
        leave_out("hidden");
      } else if (each.is_directory(code) && !each.is_symlink(code)) {
        if (depth < kMaxFolderDepth) {
          walk(each.path(), below + name + "/", depth + 1);
        } else {
          leave_out("folder too deep");
        }
      } else if (const char* why = reason_to_leave_out(each, name); why != nullptr) {
        leave_out(why);
      } else {
        add(each.path(), below + name);
      }
    }
  }

  /// Null: it may be an archive.
  [[nodiscard]] const char* reason_to_leave_out(const fs::directory_entry& entry,
                                                const std::string& name) const {
    std::error_code code;
    if (!entry.is_regular_file(code)) {
      return "not a file";
    }
    const std::string whole = identity(entry.path());
    if (seen_.contains(whole)) {
      return "named twice";
    }
    if (not_archives_.contains(whole)) {
      return "used otherwise";
    }
    const std::string small = lower(name);
    if (ends_with_any(small, kUnfinishedEndings)) {
      return "unfinished";
    }
    return ends_with_any(small, kForeignEndings) ? "no archive"
                                                 : what_the_first_bytes_say(entry.path());
  }

  ArchiveFiles found_;
  std::set<std::string> seen_;
  std::set<std::string> not_archives_;
};

}  // namespace

ArchiveFiles find_archive_files(std::span<const fs::path> arguments,
                                std::span<const fs::path> not_archives) {
  Finder finder{not_archives};
  for (const fs::path& argument : arguments) {
    finder.take(argument);
  }
  return std::move(finder).result();
}

}  // namespace vigie::collector
