#include "tests/dashboards/html_page.h"

#include <functional>
#include <regex>
#include <set>

namespace vigie::tests {

std::vector<std::string> unbalanced_tags(std::string_view page) {
  const std::set<std::string, std::less<>> empty_tags{"meta", "br", "input"};
  std::vector<std::string> open;
  std::vector<std::string> wrong;
  for (std::size_t at = page.find('<'); at != page.npos; at = page.find('<', at)) {
    const std::size_t end = page.find('>', at);
    const std::string_view tag = page.substr(at + 1, end - at - 1);
    at = end;
    if (tag.starts_with('!') || tag.ends_with('/')) {
      continue;
    }
    const std::string name{tag.substr(0, tag.find_first_of(" >"))};
    if (name.starts_with('/')) {
      if (open.empty() || open.back() != name.substr(1)) {
        wrong.push_back(name);
      } else {
        open.pop_back();
      }
    } else if (!empty_tags.contains(name)) {
      open.push_back(name);
      if (name == "style" || name == "script") {
        at = page.find("</" + name, at);
      }
    }
  }
  wrong.insert(wrong.end(), open.begin(), open.end());
  return wrong;
}

std::vector<std::string> all_matches(const std::string& text, const std::string& pattern) {
  const std::regex expression{pattern};
  std::vector<std::string> found;
  for (std::sregex_iterator it{text.begin(), text.end(), expression}; it != std::sregex_iterator{};
       ++it) {
    found.push_back((*it)[1].str());
  }
  return found;
}

}  // namespace vigie::tests
