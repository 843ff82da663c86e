// What a program does once, before it opens its first connection.
#pragma once

namespace vigie::collector {

/// First statement of `main`, before any other thread: the library's pool gets as many threads as
/// there are cores, 4 at least (its own choice is 40, and slower), and a write to a connection that
/// was closed is an error instead of SIGPIPE, which would end the program. Again: does nothing.
void initialize_network();

/// True after the first call of initialize_network. Such a program ends with `_Exit` once all is
/// done: at a usual end the library joins its pool, whose threads may wait for one another.
[[nodiscard]] bool is_network_initialized();

}  // namespace vigie::collector
