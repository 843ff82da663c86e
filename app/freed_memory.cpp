#include "app/freed_memory.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace vigie::app {

void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int kNoMapping = 1 << 30;  // arrays below 1 GiB come from the heap
  // NOLINTBEGIN(concurrency-mt-unsafe): no other thread runs yet
  // A glibc that refuses the first would, by the second, map every array from 128 KiB on.
  if (::mallopt(M_MMAP_THRESHOLD, kNoMapping) == 1) {
    ::mallopt(M_TRIM_THRESHOLD, -1);  // never
  }
  // NOLINTEND(concurrency-mt-unsafe)
#endif
}

}  // namespace vigie::app
