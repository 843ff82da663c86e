#include "tests/support/result_digest.h"

#include <bit>
#include <type_traits>

#include "analysis/coordination/mixing.h"

namespace vigie::tests {
namespace {

class Digest {
 public:
  template <typename... Values>
  void add(const Values&... values) {
    (add_one(values), ...);
  }

  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  template <typename Value>
  void add_one(const Value& value) {
    if constexpr (std::is_same_v<Value, double>) {
      value_ = analysis::mix(value_, std::bit_cast<std::uint64_t>(value));
    } else if constexpr (std::is_arithmetic_v<Value> || std::is_enum_v<Value>) {
      value_ = analysis::mix(value_, static_cast<std::uint64_t>(value));
    } else {
      for (const auto& entry : value) {
        add_one(entry);
      }
    }
  }

  std::uint64_t value_ = 0;
};

// Bindings name every member: a new member does not compile until it is added here.
void add_pairs(Digest& digest, const analysis::PairTable& table) {
  for (const auto& [a, b, objects, fast, days, symmetry, p, q, timing, audience, m0, m, e0, e] :
       table.pairs) {
    digest.add(a, b, objects, fast, days, symmetry, p, q, timing, audience, m0, m, e0, e);
  }
  for (const auto& [layer, counted, object, post_a, post_b, time_a, time_b] : table.meetings) {
    digest.add(layer, counted, object, post_a, post_b, time_a, time_b);
  }
  for (const auto& [layer, span, observed, expected, decades] : table.evidence) {
    digest.add(layer, span, observed, expected, decades);
  }
  digest.add(table.tested, table.asked_about_time, table.clumpiness);
}

void add_groups(Digest& digest, const analysis::GroupTable& table) {
  for (const auto& [m0,
                    m,
                    o0,
                    o,
                    d0,
                    d,
                    links,
                    density,
                    extent,
                    gap,
                    explained,
                    peak,
                    office,
                    layers,
                    hours,
                    benign] : table.groups) {
    digest.add(m0, m, o0, o, d0, d, links, density, extent, gap, explained, peak, office);
    digest.add(layers, hours, benign);
  }
  for (const auto& [g, account, links, core, centrality, score, explained, benign] :
       table.members) {
    digest.add(g, account, links, core, centrality, score, explained, benign);
  }
  for (const auto& [g, layer, object, members, expected, sharers, first, last] : table.objects) {
    digest.add(g, layer, object, members, expected, sharers, first, last);
  }
  for (const auto& [g, day, posts, members] : table.days) {
    digest.add(g, day, posts, members);
  }
}

}  // namespace

std::uint64_t digest_of(const analysis::CoordinationResult& result) {
  Digest digest;
  add_pairs(digest, result.pairs);
  add_groups(digest, result.groups);
  for (const auto& [account, links, group, score, nats] : result.accounts) {
    digest.add(account, links, group, score, nats);
  }
  const auto& [shares,
               objects,
               most,
               popular,
               popular_shares,
               co_shares,
               tested,
               asked,
               eligible,
               clumpiness,
               strata] = result.coverage;
  digest.add(shares, objects, most, popular, popular_shares, co_shares, tested, asked, eligible);
  digest.add(clumpiness, strata);
  return digest.value();
}

}  // namespace vigie::tests
