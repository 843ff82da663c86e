#include "dashboards/text_wrap.h"

#include <algorithm>

#include "dashboards/utf8.h"

namespace vigie::dashboards {

std::string wrap_text(std::string_view text, std::string_view indent) {
  std::string out;
  std::size_t column = 0;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    const std::size_t width = display_width(word);
    if (column > 0 && column + 1 + width > kTextColumns) {
      out.append("\n").append(indent);
      column = indent.size();
    } else if (column > 0) {
      out += ' ';
      ++column;
    }
    out += word;
    column += width;
  }
  return out + '\n';
}

}  // namespace vigie::dashboards
