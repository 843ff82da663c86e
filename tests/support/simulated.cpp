#include "tests/support/simulated.h"

#include <sstream>

#include "tests/support/files.h"

namespace vigie::tests {
namespace {

/// Cell `column` of each row but the header, by its first cell.
std::map<std::string, std::string> column_of_truth(const Program& program, int column) {
  std::map<std::string, std::string> values;
  for (const std::string& line : lines_of(read_file(program.file("truth.csv")))) {
    std::istringstream cells{line};
    std::string account;
    std::getline(cells, account, ',');
    for (int i = 0; i < column; ++i) {
      std::getline(cells, values[account], ',');
    }
  }
  values.erase("account");  // the header
  return values;
}

}  // namespace

void simulate(const Program& program, std::uint64_t posts, std::uint64_t seed) {
  program.succeed({"simulate",
                   "--posts",
                   std::to_string(posts),
                   "--seed",
                   std::to_string(seed),
                   "--out",
                   "posts.jsonl",
                   "--truth",
                   "truth.csv"});
}

void import_simulated(const Program& program, std::uint64_t posts, std::uint64_t seed) {
  simulate(program, posts, seed);
  program.succeed({"import", "--mapping", "simulated", "posts.jsonl"});
}

std::map<std::string, std::string> simulated_roles(const Program& program) {
  return column_of_truth(program, 2);
}

std::map<std::string, std::string> simulated_groups(const Program& program) {
  return column_of_truth(program, 3);
}

}  // namespace vigie::tests
