// Words of the product: behaviour is described, nobody is called a bot, a troll or an agent.
#include <regex>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/drift/repository.h"

namespace vigie::tests {
namespace {

/// String literals of a C++ source, adjacent ones joined by the line break between them.
std::string literals_of(const std::string& source) {
  static const std::regex kLiteral{R"re("((?:[^"\\\n]|\\.)*)")re"};
  std::string text;
  for (std::sregex_iterator it{source.begin(), source.end(), kLiteral}, end; it != end; ++it) {
    text += (*it)[1].str();
    text += '\n';
  }
  return text;
}

TEST(Wording, NeverCallsAnAccountABotATrollOrAnAgent) {
  static const std::regex kForbidden{
      R"((\b(is|are) (a |an )?(bot|bots|troll|trolls|agent|agents|fake|inauthentic)\b)|)"
      R"((\b(est|sont) (un |une |des )?(bot|bots|robot|robots|troll|trolls|agent|agents)\b))",
      std::regex::icase};
  for (const auto& file :
       files_below({"app", "dashboards", "analysis", "config"}, {".cpp", ".h"})) {
    const std::string text = literals_of(read_text(file));
    std::smatch match;
    EXPECT_FALSE(std::regex_search(text, match, kForbidden)) << file << " says: " << match.str();
  }
}

TEST(Wording, LeavesNothingUnfinished) {
  const std::vector<std::string> marks{std::string{"TO"} + "DO", std::string{"FIX"} + "ME"};
  for (const auto& file :
       files_below({"app", "dashboards", "analysis", "collector", "config", "storage", "tests"},
                   {".cpp", ".h", ".md", ".toml", ".cmake", ".txt", ".mjs", ".sql", ".sh"})) {
    const std::string text = read_text(file);
    for (const std::string& mark : marks) {
      EXPECT_EQ(text.find(mark), std::string::npos) << file << " holds " << mark;
    }
  }
}

}  // namespace
}  // namespace vigie::tests
