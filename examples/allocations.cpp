#include "allocations.hpp"

#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

std::uint64_t made = 0;

} // namespace

std::uint64_t examples::allocations() noexcept { return made; }

// The linker sends every call of NAME in this program to __wrap_NAME and every call of __real_NAME to the C
// library (its option --wrap=NAME, given in CMakeLists.txt), so that growth by realloc is seen as well.
extern "C" {
// NOLINTBEGIN(bugprone-reserved-identifier): the linker dictates the names
void* __real_malloc(std::size_t size);
void* __real_calloc(std::size_t count, std::size_t size);
void* __real_realloc(void* piece, std::size_t size);
void* __real_aligned_alloc(std::size_t alignment, std::size_t size);

void* __wrap_malloc(std::size_t size) {
    ++made;
    return __real_malloc(size);
}
void* __wrap_calloc(std::size_t count, std::size_t size) {
    ++made;
    return __real_calloc(count, size);
}
void* __wrap_realloc(void* piece, std::size_t size) {
    ++made;
    return __real_realloc(piece, size);
}
void* __wrap_aligned_alloc(std::size_t alignment, std::size_t size) {
    ++made;
    return __real_aligned_alloc(alignment, size);
}
// NOLINTEND(bugprone-reserved-identifier)
}

// The other forms of new and delete end up in these.
void* operator new(std::size_t size) {
    if (void* piece = std::malloc(size == 0 ? 1 : size)) return piece;
    throw std::bad_alloc();
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    const auto step = static_cast<std::size_t>(alignment);
    if (void* piece = std::aligned_alloc(step, (size + step - 1) / step * step)) return piece;
    throw std::bad_alloc();
}
void operator delete(void* piece) noexcept { std::free(piece); }
void operator delete(void* piece, std::size_t) noexcept { std::free(piece); }
void operator delete(void* piece, std::align_val_t) noexcept { std::free(piece); }
void operator delete(void* piece, std::size_t, std::align_val_t) noexcept { std::free(piece); }
