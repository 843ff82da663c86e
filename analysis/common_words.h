// Words that many names share: what keeps a search for lookalikes from naming half the web.
#pragma once

#include <string_view>

namespace vigie::analysis {

/// True for a lower-case ASCII word that is a plain word of outlets' names in English, French or
/// German (`express`, `journal`, `post`, ...). Such a name is protected by its exact spelling only.
[[nodiscard]] bool is_common_name(std::string_view word);

/// True when `text` is nothing but words and digits that publishers put behind a name (`news`,
/// `info24`, `officiel`). Empty and longer than 24 bytes: false. Words such as `fan` or `parody`
/// are not among them: they say themselves that they are no original.
[[nodiscard]] bool is_publishing_suffix(std::string_view text);

}  // namespace vigie::analysis
