#include "tests/support/files.h"

#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <zlib.h>
#include <zstd.h>

namespace vigie::tests {

std::string read_file(const std::filesystem::path& file) {
  std::ifstream input{file, std::ios::binary};
  std::ostringstream content;
  content << input.rdbuf();
  return content.str();
}

void write_file(const std::filesystem::path& file, std::string_view content) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream output{file, std::ios::binary | std::ios::trunc};
  output << content;
  if (!output.flush()) {
    throw std::runtime_error("cannot write " + file.string());
  }
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

std::string join_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += line;
    text += '\n';
  }
  return text;
}

std::string gzip(std::string_view content) {
  constexpr int kGzipWindow = 15 + 16;
  z_stream stream{};
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-cstyle-cast): inside zlib's macro
  deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY);
  std::string source{content};
  std::string packed(deflateBound(&stream, source.size()), '\0');
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): zlib's bytes are unsigned
  stream.next_in = reinterpret_cast<Bytef*>(source.data());
  stream.avail_in = static_cast<uInt>(source.size());
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): zlib's bytes are unsigned
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::string zstd(std::string_view content) {
  std::string packed(ZSTD_compressBound(content.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), content.data(), content.size(), 1));
  return packed;
}

std::string gunzip_file(const std::filesystem::path& file) {
  std::string content;
  gzFile input = gzopen(file.c_str(), "rb");
  std::array<char, 1U << 16U> block{};
  int count = 0;
  while ((count = gzread(input, block.data(), static_cast<unsigned>(block.size()))) > 0) {
    content.append(block.data(), static_cast<std::size_t>(count));
  }
  gzclose(input);
  return content;
}

}  // namespace vigie::tests
