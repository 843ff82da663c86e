// Starts the network as the program does.
#include <gtest/gtest.h>

#include "collector/net/start.h"

#ifdef __SANITIZE_ADDRESS__
/// The library's pool ends after OpenSSL has cleaned up, so that OpenSSL's notes on each of its
/// threads are still there at the end.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libcrypto.so";
}
#endif

int main(int argc, char** argv) {
  vigie::collector::initialize_network();
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
