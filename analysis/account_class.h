// Declared accounts: outlets, institutions and bots that say so. They are shown apart, never
// ranked.
#pragma once

#include "analysis/account_names.h"
#include "analysis/activity.h"
#include "analysis/options.h"
#include "analysis/source_index.h"

namespace vigie::analysis {

/// The accounts that the team's settings declare, ready to be asked for one account after another.
/// Immutable: any number of readers.
class DeclaredAccounts {
 public:
  explicit DeclaredAccounts(const AnalysisOptions& options);

  /// The declared class; `kOrdinary` when no setting names the account by handle or native id. On
  /// several settings: bot, then institution, then media. One look-up, whatever the settings hold.
  [[nodiscard]] AccountClass find(const ActivityAccount& account) const;

 private:
  AccountNames bots_;
  AccountNames institutions_;
  AccountNames media_;
};

/// Class of `account`, in this order: the team's own setting; an account on a list of outlets or of
/// listed media; a handle that is itself a listed or declared host (`lemonde.fr`, `news@rt.com`);
/// the platform's own bot flag. Behaviour never decides here.
[[nodiscard]] AccountClass classify_account(const ActivityAccount& account,
                                            const SourceIndex& sources,
                                            const DeclaredAccounts& declared);

}  // namespace vigie::analysis
