// Counts the pieces of memory that this program asks for.
#pragma once

#include <cstdint>

namespace examples {

// Returns how often memory was allocated so far: each new, malloc, calloc, realloc and aligned_alloc that
// code of this program called, not what the C library does inside. For programs with one thread.
std::uint64_t allocations() noexcept;

} // namespace examples
