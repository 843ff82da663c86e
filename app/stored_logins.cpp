#include "app/stored_logins.h"

#include <utility>

#include "storage/live_state.h"

namespace vigie::app {

collector::TakeLogin stored_logins(std::filesystem::path database, std::string service) {
  return [database = std::move(database),
          service = std::move(service),
          in_memory = collector::logins_of_this_program()](UtcTime now) mutable {
    try {
      storage::Database own{database, storage::OpenMode::kReadWrite};
      return storage::take_login(own, service, now, collector::kLoginsPerDay);
    } catch (const storage::StorageError&) {
      return in_memory(now);  // full or locked: a login is no reason to stop for
    }
  };
}

}  // namespace vigie::app
