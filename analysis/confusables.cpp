#include "analysis/confusables.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

#include <unicode/uspoof.h>

#include "analysis/characters.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kAscii = 128;
constexpr int kMostRounds = 8;

struct CloseChecker {
  void operator()(USpoofChecker* checker) const noexcept { uspoof_close(checker); }
};

/// One round of ICU; the text itself when ICU refuses it.
std::string prototype(const USpoofChecker* checker, const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  // UTS 39 prototypes are at most 18 characters of up to 4 bytes for one character.
  std::string out(text.size() * 4 + 64, '\0');
  const auto capacity = static_cast<std::int32_t>(out.size());
  std::int32_t length = uspoof_getSkeletonUTF8(checker,
                                               0,
                                               text.data(),
                                               static_cast<std::int32_t>(text.size()),
                                               out.data(),
                                               capacity,
                                               &status);
  if (status == U_BUFFER_OVERFLOW_ERROR) {
    status = U_ZERO_ERROR;
    out.resize(static_cast<std::size_t>(length));
    length = uspoof_getSkeletonUTF8(checker,
                                    0,
                                    text.data(),
                                    static_cast<std::int32_t>(text.size()),
                                    out.data(),
                                    length,
                                    &status);
  }
  if (U_FAILURE(status) != 0) {
    return text;
  }
  out.resize(static_cast<std::size_t>(length));
  return out;
}

/// ICU's data, opened once; skeletons of single ASCII characters are kept, since most names are
/// ASCII and the skeleton of such a name is that of its characters.
class Confusables {
 public:
  Confusables() {
    UErrorCode status = U_ZERO_ERROR;
    checker_.reset(uspoof_open(&status));
    if (U_FAILURE(status) != 0) {
      checker_.reset();
    }
    for (std::size_t i = 0; i < kAscii; ++i) {
      ascii_.at(i) = until_stable(std::string(1, static_cast<char>(i)));
    }
  }

  [[nodiscard]] std::string skeleton(std::string_view text) const {
    const bool is_ascii = std::all_of(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < kAscii; });
    if (!is_ascii) {
      return until_stable(std::string{text});
    }
    std::string out;
    for (const char c : text) {
      out += ascii_.at(static_cast<unsigned char>(c));
    }
    return out;
  }

 private:
  [[nodiscard]] std::string until_stable(std::string text) const {
    text = fold_accents(text);
    for (int round = 0; checker_ && round < kMostRounds; ++round) {
      std::string next = fold_accents(prototype(checker_.get(), text));
      if (next == text) {
        break;
      }
      text = std::move(next);
    }
    return text;
  }

  std::unique_ptr<USpoofChecker, CloseChecker> checker_;
  std::array<std::string, kAscii> ascii_;
};

}  // namespace

std::string confusable_skeleton(std::string_view text) {
  static const Confusables confusables;
  return confusables.skeleton(text);
}

}  // namespace vigie::analysis
