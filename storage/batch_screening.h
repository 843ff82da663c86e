// What of a batch is not to be written: strangers of whom a stream speaks, and people who are never
// collected again.
#pragma once

#include <vector>

#include "storage/account_writer.h"
#include "storage/model/prepared_batch.h"

namespace vigie::storage {

/// Of the profiles of a batch: where it speaks of everybody, those of accounts that are stored or
/// wrote in it, else all; and of its passing ones those of accounts of which a post is stored. Of
/// accounts that others refer to, nothing but opt-outs and states.
[[nodiscard]] std::vector<Account> concerned_accounts(const PlatformRef& platform,
                                                      const PreparedBatch& batch,
                                                      AccountWriter& accounts);

/// What is left of a post when it says nothing of accounts that are never collected again: neither
/// which of them it reposts, quotes or answers, nor whom it mentions.
[[nodiscard]] PreparedPost without_suppressed(const PlatformRef& platform,
                                              PreparedPost prepared,
                                              bool is_subject_suppressed,
                                              AccountWriter& accounts);

}  // namespace vigie::storage
