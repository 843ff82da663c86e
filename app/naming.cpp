#include "app/naming.h"

#include <string>
#include <vector>

#include "analysis/characters.h"

namespace vigie::app {
namespace {

/// The store compares ASCII letters without case; of others it needs the spelling of the account.
void add_public(const std::vector<std::string>& names, storage::NamingOptions& options) {
  for (const std::string& name : names) {
    options.public_accounts.push_back(name);
    options.public_accounts.push_back(analysis::fold_case(name));
  }
}

}  // namespace

storage::NamingRules naming_rules(const config::Settings& settings,
                                  storage::Database& database,
                                  std::optional<RunId> run) {
  storage::NamingOptions options = settings.naming;
  const analysis::AnalysisOptions& known = settings.analysis;
  add_public(known.declared_media, options);
  add_public(known.declared_institutions, options);
  add_public(known.declared_bots, options);
  for (const analysis::KnownCoordinators& entry : known.coordination.known) {
    add_public(entry.accounts, options);
  }
  return storage::resolve_naming(database, options, run);
}

}  // namespace vigie::app
