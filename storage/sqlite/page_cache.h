// Memory for the pages of all connections of the process, in large pages of the system.
#pragma once

#include <cstdint>

namespace vigie::storage {

/// Takes memory for pages of databases, until the process ends. Without it each page is an
/// allocation of its own, and where the system gives memory in 4 KiB a page costs more to touch for
/// the first time than to read (measured on a virtual machine, 10^5 posts into a file of 10^7: with
/// 256 MiB of such allocations more than half again the time of 64 MiB, with 256 MiB in large pages
/// a tenth less).
///
/// All connections share it, and SQLite then keeps their pages in one group under one lock: for a
/// process with one busy connection.
///
/// Before the first connection of the process, once. Does nothing where the system has no large
/// pages or less than 16 times as much memory.
///
/// @param bytes  Of pages; a few per cent more are taken. All of it is touched at once.
/// @return       True when the memory is there.
bool reserve_page_cache(std::uint64_t bytes);

/// What was reserved; 0: nothing.
[[nodiscard]] std::uint64_t reserved_page_cache();

}  // namespace vigie::storage
