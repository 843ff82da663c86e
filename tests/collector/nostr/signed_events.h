// Events with true ids and signatures, by authors that exist nowhere else.
#pragma once

#include <string>
#include <vector>

#include "collector/nostr/event_id.h"

namespace vigie::collector::nostr::tests {

/// An author whose secret is made of `name`.
class Author {
 public:
  explicit Author(const std::string& name);

  /// 64 hexadecimal digits.
  [[nodiscard]] const std::string& key() const { return key_; }

  /// The event with author, id and signature filled in.
  [[nodiscard]] Event sign(Event event) const;

 private:
  Bytes32 secret_{};  ///< Of the point with an even y, as BIP-340 wants it.
  std::string key_;
};

[[nodiscard]] std::string to_json(const Event& event);

[[nodiscard]] Event note(std::int64_t created_at, std::string content, std::vector<Tag> tags = {});

}  // namespace vigie::collector::nostr::tests
