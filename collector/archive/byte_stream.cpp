#include "collector/archive/byte_stream.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

namespace vigie::collector {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 20;

SourceError error(SourceErrorKind kind, std::string message) {
  return {.kind = kind, .message = std::move(message)};
}

struct FileCloser {
  void operator()(std::FILE* file) const {
    // NOLINTNEXTLINE(cert-err33-c,cppcoreguidelines-owning-memory): the owner of a file only read
    std::fclose(file);
  }
};

/// Blocks of the file as stored, unread ones first.
class InputFile {
 public:
  InputFile(std::string name,
            std::unique_ptr<std::FILE, FileCloser> file,
            PositionCounters& counters)
      : name_(std::move(name)), file_(std::move(file)), counters_(counters), block_(kBlockBytes) {}

  /// What is left of the current block, or else the next one; empty at the end of the file.
  [[nodiscard]] tl::expected<std::span<const char>, SourceError> peek() {
    if (begin_ == end_) {
      const std::size_t count = std::fread(block_.data(), 1, block_.size(), file_.get());
      if (count == 0 && std::ferror(file_.get()) != 0) {
        return tl::unexpected{
            error(SourceErrorKind::kUnreadable,
                  fmt::format(
                      "cannot read {}: {}; check the disk and start again", name_, last_error()))};
      }
      begin_ = 0;
      end_ = count;
    }
    return std::span<const char>{block_}.subspan(begin_, end_ - begin_);
  }

  void consume(std::size_t count) {
    begin_ += count;
    counters_.file_bytes_read.fetch_add(count, std::memory_order_relaxed);
  }

  [[nodiscard]] const std::string& name() const { return name_; }

  [[nodiscard]] static std::string last_error() { return std::generic_category().message(errno); }

 private:
  std::string name_;
  std::unique_ptr<std::FILE, FileCloser> file_;
  PositionCounters& counters_;
  std::vector<char> block_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

SourceError truncated(const InputFile& file) {
  return error(SourceErrorKind::kTruncated,
               fmt::format("{} ends in the middle of its compressed stream; what was complete has "
                           "been read: fetch the file again and import it once more; posts that "
                           "are known by then are not doubled",
                           file.name()));
}

SourceError damaged(const InputFile& file, std::string_view why) {
  return error(SourceErrorKind::kDamaged,
               fmt::format("{} is damaged ({}); what came before has been read: fetch the file "
                           "again and import it once more; posts that are known by then are "
                           "not doubled",
                           file.name(),
                           why));
}

class PlainStream : public ByteStream {
 public:
  explicit PlainStream(InputFile file) : file_(std::move(file)) {}

  tl::expected<std::size_t, SourceError> read(std::span<char> out) override {
    const auto block = file_.peek();
    if (!block) {
      return tl::unexpected{block.error()};
    }
    const std::size_t count = std::min(block->size(), out.size());
    std::copy_n(block->begin(), count, out.begin());
    file_.consume(count);
    return count;
  }

 private:
  InputFile file_;
};

/// What two decoders share: they produce until `out` is full, the stream ends or breaks.
class DecodingStream : public ByteStream {
 public:
  explicit DecodingStream(InputFile file) : file_(std::move(file)) {}

  tl::expected<std::size_t, SourceError> read(std::span<char> out) override {
    std::size_t written = 0;
    while (written == 0 && !failure_) {
      const auto block = file_.peek();
      if (!block) {
        failure_ = block.error();
      } else if (block->empty()) {
        if (!between_parts()) {
          failure_ = truncated(file_);
        }
        break;
      } else {
        written = decode(*block, out);
      }
    }
    if (written == 0 && failure_) {
      return tl::unexpected{*failure_};
    }
    return written;
  }

 protected:
  /// Decodes from `block` into `out`, consumes what it used, and says how much it wrote.
  virtual std::size_t decode(std::span<const char> block, std::span<char> out) = 0;

  /// True where the file may end: after a whole member or frame.
  [[nodiscard]] virtual bool between_parts() const = 0;

  [[nodiscard]] InputFile& file() { return file_; }

  void fail(SourceError failure) { failure_ = std::move(failure); }

 private:
  InputFile file_;
  std::optional<SourceError> failure_;
};

class GzipStream : public DecodingStream {
 public:
  explicit GzipStream(InputFile file) : DecodingStream(std::move(file)) {
    constexpr int kGzipOnly = 16 + MAX_WBITS;
    if (inflateInit2(&zlib_, kGzipOnly) != Z_OK) {
      fail(error(SourceErrorKind::kUnreadable, "zlib could not be started: out of memory"));
    }
  }

  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;
  GzipStream(GzipStream&&) = delete;
  GzipStream& operator=(GzipStream&&) = delete;

  ~GzipStream() override { inflateEnd(&zlib_); }

 protected:
  std::size_t decode(std::span<const char> block, std::span<char> out) override {
    if (member_ended_ && !start_next_member(block)) {
      return 0;
    }
    // zlib's interface predates const and has its own byte type; it never writes through next_in.
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast,cppcoreguidelines-pro-type-const-cast)
    zlib_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(block.data()));
    zlib_.avail_in = static_cast<uInt>(block.size());
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): as above
    zlib_.next_out = reinterpret_cast<Bytef*>(out.data());
    zlib_.avail_out = static_cast<uInt>(std::min<std::size_t>(out.size(), kBlockBytes));
    const uInt room = zlib_.avail_out;
    const int status = inflate(&zlib_, Z_NO_FLUSH);
    file().consume(block.size() - zlib_.avail_in);
    if (status == Z_STREAM_END) {
      member_ended_ = true;
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      fail(damaged(file(), zlib_.msg != nullptr ? zlib_.msg : "gzip"));
    }
    return room - zlib_.avail_out;
  }

  [[nodiscard]] bool between_parts() const override { return member_ended_; }

 private:
  /// Zero bytes after the last member are padding; anything else must be another member.
  bool start_next_member(std::span<const char> block) {
    if (block.front() == '\0') {
      file().consume(1);
      return false;
    }
    inflateReset(&zlib_);
    member_ended_ = false;
    return true;
  }

  z_stream zlib_{};
  bool member_ended_ = false;
};

class ZstdStream : public DecodingStream {
 public:
  ZstdStream(InputFile file, std::uint32_t window_log_max)
      : DecodingStream(std::move(file)), zstd_(ZSTD_createDCtx()) {
    const auto bounds = ZSTD_dParam_getBounds(ZSTD_d_windowLogMax);
    const int window_log =
        std::clamp(static_cast<int>(window_log_max), bounds.lowerBound, bounds.upperBound);
    if (!zstd_ ||
        ZSTD_isError(ZSTD_DCtx_setParameter(zstd_.get(), ZSTD_d_windowLogMax, window_log)) != 0U) {
      fail(error(SourceErrorKind::kUnreadable, "zstd could not be started: out of memory"));
    }
  }

 protected:
  std::size_t decode(std::span<const char> block, std::span<char> out) override {
    // One step of the frame at a time: a step that fails reports nothing of what it had written,
    // and the blocks before it would be lost with it.
    ZSTD_inBuffer input{block.data(), std::min(block.size(), next_step_), 0};
    ZSTD_outBuffer output{out.data(), out.size(), 0};
    const std::size_t status = ZSTD_decompressStream(zstd_.get(), &output, &input);
    file().consume(input.pos);
    if (ZSTD_isError(status) != 0U) {
      fail(failure_of(status));
    } else {
      frame_ended_ = status == 0;
      next_step_ = frame_ended_ ? kFirstStep : status;
    }
    return output.pos;
  }

  [[nodiscard]] bool between_parts() const override { return frame_ended_; }

 private:
  struct ContextFree {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  };

  [[nodiscard]] SourceError failure_of(std::size_t status) {
    const ZSTD_ErrorCode code = ZSTD_getErrorCode(status);
    if (code == ZSTD_error_frameParameter_windowTooLarge || code == ZSTD_error_memory_allocation) {
      return error(SourceErrorKind::kUnreadable,
                   fmt::format("{} needs more memory to unpack than allowed: unpack it with zstd "
                               "--long=31 first",
                               file().name()));
    }
    return damaged(file(), ZSTD_getErrorName(status));
  }

  static constexpr std::size_t kFirstStep = 5;  ///< Shortest frame header.

  std::unique_ptr<ZSTD_DCtx, ContextFree> zstd_;
  std::size_t next_step_ = kFirstStep;  ///< Bytes that the decoder asks for next.
  bool frame_ended_ = false;
};

bool has_zstd_magic(std::string_view head) {
  if (head.size() < 4) {
    return false;
  }
  const bool skippable =
      (static_cast<unsigned char>(head[0]) & 0xF0U) == 0x50U && head.substr(1, 3) == "\x2A\x4D\x18";
  return skippable || head.substr(0, 4) == "\x28\xB5\x2F\xFD";
}

SourceError cannot_open(const std::filesystem::path& file, const std::string& why) {
  return error(SourceErrorKind::kUnreadable,
               fmt::format("cannot open {}: {}", file.filename().string(), why));
}

}  // namespace

tl::expected<std::unique_ptr<ByteStream>, SourceError> open_byte_stream(
    const std::filesystem::path& file, std::uint32_t window_log_max, PositionCounters& counters) {
  std::error_code code;
  const auto status = std::filesystem::status(file, code);
  if (!std::filesystem::exists(status)) {
    return tl::unexpected{error(SourceErrorKind::kNotFound,
                                fmt::format("there is no file {}: check the path", file.string()))};
  }
  if (!std::filesystem::is_regular_file(status)) {
    return tl::unexpected{cannot_open(file, "it is not a regular file")};
  }
  std::unique_ptr<std::FILE, FileCloser> handle{std::fopen(file.c_str(), "rbe")};
  if (!handle) {
    return tl::unexpected{cannot_open(file, InputFile::last_error())};
  }
  if (std::setvbuf(handle.get(), nullptr, _IONBF, 0) != 0) {  // blocks are ours already
    return tl::unexpected{cannot_open(file, "it cannot be read unbuffered")};
  }
  const auto size = std::filesystem::file_size(file, code);
  counters.file_bytes_total.store(code ? 0 : size, std::memory_order_relaxed);
  counters.file_bytes_read.store(0, std::memory_order_relaxed);

  InputFile input{file.filename().string(), std::move(handle), counters};
  const auto block = input.peek();
  if (!block) {
    return tl::unexpected{block.error()};
  }
  const std::string_view head{block->data(), block->size()};
  if (head.starts_with("\x1F\x8B")) {
    return std::make_unique<GzipStream>(std::move(input));
  }
  if (has_zstd_magic(head)) {
    return std::make_unique<ZstdStream>(std::move(input), window_log_max);
  }
  return std::make_unique<PlainStream>(std::move(input));
}

}  // namespace vigie::collector
