#include "analysis/coordination/profile_texts.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include "analysis/coordination/chance.h"
#include "analysis/text_normalisation.h"

namespace vigie::analysis {
namespace {

using Strata = std::vector<std::uint32_t>;  ///< Ascending, distinct.

/// An account whose text another account carries too.
struct Carrier {
  std::uint32_t text = 0;
  std::uint32_t stratum = 0;
};

/// Accounts of some strata that have a profile text, as what chance draws from.
struct Population {
  std::uint32_t accounts = 0;
  std::vector<std::uint32_t> carriers;                    ///< By text.
  std::map<std::uint32_t, std::uint32_t> texts_of_count;  ///< Carriers, two or more, to texts.

  [[nodiscard]] double repeated_texts() const {
    return std::accumulate(
        texts_of_count.begin(), texts_of_count.end(), 0.0, [](double sum, const auto& texts) {
          return sum + texts.second;
        });
  }

  /// Of `drawn` accounts, how many share their text with another one drawn: of a text, those that
  /// are drawn less the chance that it is one alone.
  [[nodiscard]] double expected_sharing(std::uint32_t drawn) const {
    double expected = 0.0;
    for (const auto& [count, texts] : texts_of_count) {
      const Draw draw{.population = accounts, .marked = count, .drawn = drawn};
      const double mean = static_cast<double>(drawn) * count / accounts;
      expected += texts * std::max(0.0, mean - hypergeometric_one(draw));
    }
    return expected;
  }
};

/// All texts of the accounts, by how many carry them.
class ProfileCensus {
 public:
  ProfileCensus(std::span<const ActivityAccount> accounts, std::span<const std::uint64_t> keys)
      : keys_(keys) {
    number_strata(accounts);
    with_text_.assign(strata_, 0);
    std::vector<std::pair<std::uint64_t, std::uint32_t>> found;
    for (std::uint32_t a = 0; a < keys.size(); ++a) {
      if (keys[a] != 0) {
        ++with_text_[stratum_[a]];
        found.emplace_back(keys[a], a);
      }
    }
    std::sort(found.begin(), found.end());
    for (auto first = found.begin(); first != found.end();) {
      const auto last = std::find_if(
          first, found.end(), [&](const auto& entry) { return entry.first != first->first; });
      if (last - first > 1) {
        for (auto entry = first; entry != last; ++entry) {
          carriers_.push_back(
              {static_cast<std::uint32_t>(repeated_.size()), stratum_[entry->second]});
        }
        repeated_.push_back(first->first);
      }
      first = last;
    }
  }

  [[nodiscard]] bool has_text(std::uint32_t account) const { return keys_[account] != 0; }

  [[nodiscard]] std::uint32_t stratum(std::uint32_t account) const { return stratum_[account]; }

  /// Index of its text among those that repeat, or `kNothing`.
  [[nodiscard]] std::uint32_t repeated_text(std::uint32_t account) const {
    const auto found = std::lower_bound(repeated_.begin(), repeated_.end(), keys_[account]);
    return found == repeated_.end() || *found != keys_[account]
               ? kNothing
               : static_cast<std::uint32_t>(found - repeated_.begin());
  }

  [[nodiscard]] Population population(const Strata& strata) const {
    Population population;
    std::vector<bool> wanted(strata_, false);
    for (const std::uint32_t stratum : strata) {
      wanted[stratum] = true;
      population.accounts += with_text_[stratum];
    }
    population.carriers.assign(repeated_.size(), 0);
    for (const Carrier& carrier : carriers_) {
      population.carriers[carrier.text] += wanted[carrier.stratum] ? 1U : 0U;
    }
    for (const std::uint32_t count : population.carriers) {
      if (count > 1) {
        ++population.texts_of_count[count];
      }
    }
    return population;
  }

 private:
  /// Platform and language: who writes in one language on one platform draws from its texts.
  void number_strata(std::span<const ActivityAccount> accounts) {
    std::map<std::pair<std::string_view, std::string_view>, std::uint32_t> numbers;
    stratum_.reserve(accounts.size());
    for (const ActivityAccount& account : accounts) {
      const auto next = static_cast<std::uint32_t>(numbers.size());
      stratum_.push_back(
          numbers.try_emplace({account.platform, account.language}, next).first->second);
    }
    strata_ = numbers.size();
  }

  std::span<const std::uint64_t> keys_;
  std::vector<std::uint32_t> stratum_;  ///< Per account.
  std::size_t strata_ = 0;
  std::vector<std::uint32_t> with_text_;  ///< Per stratum: accounts.
  std::vector<std::uint64_t> repeated_;   ///< Keys that two accounts or more carry, ascending.
  std::vector<Carrier> carriers_;         ///< By text.
};

using Members = std::span<const GroupMember>;

Members members_of(const GroupTable& groups, std::size_t group) {
  return Members{groups.members}.subspan(groups.groups[group].first_member,
                                         groups.groups[group].members);
}

Strata strata_of(Members members, const ProfileCensus& census) {
  Strata strata;
  for (const GroupMember& member : members) {
    if (census.has_text(member.account)) {
      strata.push_back(census.stratum(member.account));
    }
  }
  std::sort(strata.begin(), strata.end());
  strata.erase(std::unique(strata.begin(), strata.end()), strata.end());
  return strata;
}

/// A text and the members that carry it, by their place in the group.
struct Carried {
  std::uint32_t text = 0;
  std::vector<std::uint32_t> members;
};

/// Texts of two members or more, in the order of SharedProfileText.
std::vector<Carried> shared_texts(Members members,
                                  const ProfileCensus& census,
                                  const Population& population) {
  std::map<std::uint32_t, std::vector<std::uint32_t>> by_text;
  for (std::uint32_t place = 0; place < members.size(); ++place) {
    if (!census.has_text(members[place].account)) {
      continue;
    }
    const std::uint32_t text = census.repeated_text(members[place].account);
    if (text != kNothing) {
      by_text[text].push_back(place);
    }
  }
  std::vector<Carried> shared;
  for (auto& [text, carriers] : by_text) {
    if (carriers.size() > 1) {
      shared.push_back({text, std::move(carriers)});
    }
  }
  const auto order = [&](const Carried& carried) {
    return std::tuple{-static_cast<std::int64_t>(carried.members.size()),
                      population.carriers[carried.text],
                      carried.members.front()};
  };
  std::sort(shared.begin(), shared.end(), [&](const Carried& a, const Carried& b) {
    return order(a) < order(b);
  });
  return shared;
}

/// One group against its population. `questions`: how many groups are asked.
GroupProfiles compare_group(std::span<const Carried> shared,
                            std::uint32_t members,
                            const Population& population,
                            double questions) {
  GroupProfiles profiles;
  profiles.members = members;
  profiles.accounts = population.accounts;
  profiles.expected = members < 2 ? 0.0 : population.expected_sharing(members);
  const double family = std::log10(std::max(1.0, population.repeated_texts() * questions));
  for (const Carried& carried : shared) {
    const auto carriers = static_cast<std::uint32_t>(carried.members.size());
    const std::uint32_t accounts = population.carriers[carried.text];
    const Draw draw{.population = population.accounts, .marked = accounts, .drawn = members};
    profiles.sharing += carriers;
    profiles.texts.push_back(
        {carriers, accounts, std::max(0.0, hypergeometric_upper_decades(draw, carriers) - family)});
  }
  return profiles;
}

}  // namespace

std::uint64_t profile_text_key(std::string_view text) {
  const NormalisedText normalised = normalise_text(text);
  return normalised.letters < kMinProfileLetters ? 0 : text_hash(normalised);
}

ProfileTexts compare_profile_texts(std::span<const ActivityAccount> accounts,
                                   std::span<const std::uint64_t> keys,
                                   const GroupTable& groups) {
  ProfileTexts result;
  result.groups.resize(groups.groups.size());
  result.text_of_member.assign(groups.members.size(), 0);
  const ProfileCensus census{accounts, keys};
  std::vector<std::pair<Strata, std::size_t>> asked;
  for (std::size_t g = 0; g < groups.groups.size(); ++g) {
    asked.emplace_back(strata_of(members_of(groups, g), census), g);
  }
  // Groups of one population come one after another, so that it is counted once.
  std::sort(asked.begin(), asked.end());
  Population population;
  const Strata* counted = nullptr;
  for (const auto& [strata, g] : asked) {
    if (strata.empty()) {
      continue;
    }
    if (counted == nullptr || *counted != strata) {
      population = census.population(strata);
      counted = &strata;
    }
    const Members members = members_of(groups, g);
    const std::vector<Carried> shared = shared_texts(members, census, population);
    const auto with_text = static_cast<std::uint32_t>(
        std::count_if(members.begin(), members.end(), [&](const GroupMember& member) {
          return census.has_text(member.account);
        }));
    result.groups[g] =
        compare_group(shared, with_text, population, static_cast<double>(groups.groups.size()));
    for (std::uint32_t i = 0; i < shared.size(); ++i) {
      for (const std::uint32_t place : shared[i].members) {
        result.text_of_member[groups.groups[g].first_member + place] = i + 1;
      }
    }
  }
  return result;
}

}  // namespace vigie::analysis
