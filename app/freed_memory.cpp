#include "app/freed_memory.h"

#include <cstdlib>
#include <limits>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace vigie::app {

void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int kNoMapping = 1 << 30;  // arrays below 1 GiB come from the heap
  // NOLINTBEGIN(concurrency-mt-unsafe): no other thread runs yet
  ::mallopt(M_MMAP_THRESHOLD, kNoMapping);
  ::mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  // NOLINTEND(concurrency-mt-unsafe)
#endif
}

}  // namespace vigie::app
