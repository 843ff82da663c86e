// Posts to the objects they share: canonical URL, hashtag, hashtag sequence, reposted or quoted
// post, mention, media hash; and the key of a post's exact text.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "storage/model/share.h"

namespace vigie::analysis {

/// Fills `shares`, `text_hash` and `language` of a post. Holds the Public Suffix List and caches;
/// one per thread.
class ShareExtractor {
 public:
  /// @param shorteners  Hosts whose links hide their target.
  explicit ShareExtractor(std::vector<std::string> shorteners);
  ShareExtractor(ShareExtractor&&) noexcept;
  ShareExtractor& operator=(ShareExtractor&&) noexcept;
  ShareExtractor(const ShareExtractor&) = delete;
  ShareExtractor& operator=(const ShareExtractor&) = delete;
  ~ShareExtractor();

  /// Pure given its inputs. URLs written in the text are taken when `post.urls` does not have them;
  /// hashtags in the text when `post.tags` is empty. Empty fields are never objects. At most 32
  /// objects of a kind per post.
  [[nodiscard]] PreparedPost prepare(Post post);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vigie::analysis
