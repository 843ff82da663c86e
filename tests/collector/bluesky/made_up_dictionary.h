// A dictionary as a server may have one, and messages packed with it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <zdict.h>
#include <zstd.h>

namespace vigie::collector::tests {

/// Trained on invented events; empty when training fails.
inline std::string made_up_dictionary(int flavour = 0) {
  std::string samples;
  std::vector<std::size_t> sizes;
  for (int i = 0; i < 400; ++i) {
    const std::string sample = R"({"did":"did:plc:)" + std::to_string(i * 7919 + flavour) +
                               R"(","time_us":17172432)" + std::to_string(i * 104'729) +
                               R"(,"kind":"commit","commit":{"rev":")" + std::to_string(i * 31) +
                               R"(","operation":"create","collection":"app.bsky.feed.post"}})";
    samples += sample;
    sizes.push_back(sample.size());
  }
  std::string dictionary(4096, '\0');
  const std::size_t size = ZDICT_trainFromBuffer(dictionary.data(),
                                                 dictionary.size(),
                                                 samples.data(),
                                                 sizes.data(),
                                                 static_cast<unsigned>(sizes.size()));
  dictionary.resize(ZDICT_isError(size) != 0U ? 0 : size);
  return dictionary;
}

/// One frame. `tells_size`: its content's size stands in it.
inline std::string packed(std::string_view text,
                          std::string_view dictionary,
                          bool tells_size = true) {
  ZSTD_CCtx* const context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, tells_size ? 1 : 0);
  ZSTD_CCtx_loadDictionary(context, dictionary.data(), dictionary.size());
  std::string frame(ZSTD_compressBound(text.size()), '\0');
  frame.resize(ZSTD_compress2(context, frame.data(), frame.size(), text.data(), text.size()));
  ZSTD_freeCCtx(context);
  return frame;
}

}  // namespace vigie::collector::tests
