#include "tests/support/simulated.h"

#include <sstream>

#include "tests/support/files.h"

namespace vigie::tests {

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
  std::map<std::string, std::string> roles;
  for (const std::string& line : lines_of(read_file(program.file("truth.csv")))) {
    std::istringstream cells{line};
    std::string account;
    std::string handle;
    std::string role;
    std::getline(cells, account, ',');
    std::getline(cells, handle, ',');
    std::getline(cells, role, ',');
    roles[account] = role;
  }
  roles.erase("account");  // the header
  return roles;
}

}  // namespace vigie::tests
