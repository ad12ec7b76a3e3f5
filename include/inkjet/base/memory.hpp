// Memory from the heap, for what has no allocator of the caller's: the one place that asks for it.
#pragma once

#include <inkjet/base/config.hpp>

#include <cstddef>
#include <cstdlib>

namespace inkjet::detail {

// As malloc, realloc and free. Where there is no heap, memory is always used up.
INKJET_INLINE void* allocate([[maybe_unused]] std::size_t size) noexcept {
#if INKJET_HEAP
    return std::malloc(size);
#else
    return nullptr;
#endif
}
INKJET_INLINE void* reallocate([[maybe_unused]] void* memory, [[maybe_unused]] std::size_t size) noexcept {
#if INKJET_HEAP
    return std::realloc(memory, size);
#else
    return nullptr;
#endif
}
INKJET_INLINE void release([[maybe_unused]] void* memory) noexcept {
#if INKJET_HEAP
    std::free(memory);
#endif
}

} // namespace inkjet::detail
