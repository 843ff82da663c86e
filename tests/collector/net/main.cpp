// Starts the network as the program does, and ends as it does: without joining the library's pool,
// which would leave tasks behind that nobody runs any more.
#include <cstdio>
#include <cstdlib>

#include <gtest/gtest.h>

#include "collector/net/start.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>

/// The library's pool ends after OpenSSL has cleaned up, so that OpenSSL's notes on each of its
/// threads are still there at the end.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libcrypto.so";
}
#endif

int main(int argc, char** argv) {
  vigie::collector::initialize_network();
  testing::InitGoogleTest(&argc, argv);
  const int code = RUN_ALL_TESTS();
#ifdef __SANITIZE_ADDRESS__
  __lsan_do_leak_check();  // ends the program when it finds one
#endif
  static_cast<void>(std::fflush(nullptr));
  std::_Exit(code);
}
