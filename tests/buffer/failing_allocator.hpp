// Memory that runs out when a test says so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>

namespace testing {

// How many allocations may still be made by all `failing` allocators; negative for any number.
inline int allowed_allocations = -1;

// The longest piece that they hand out, in bytes.
inline std::size_t longest_allocation = SIZE_MAX;

class allocations_left {
  public:
    explicit allocations_left(int allowed) noexcept { allowed_allocations = allowed; }
    allocations_left(const allocations_left&) = delete;
    allocations_left& operator=(const allocations_left&) = delete;
    ~allocations_left() { allowed_allocations = -1; }
};

class allocations_up_to {
  public:
    explicit allocations_up_to(std::size_t bytes) noexcept { longest_allocation = bytes; }
    allocations_up_to(const allocations_up_to&) = delete;
    allocations_up_to& operator=(const allocations_up_to&) = delete;
    ~allocations_up_to() { longest_allocation = SIZE_MAX; }
};

template <class T>
struct failing {
    using value_type = T;

    failing() = default;
    template <class U>
    failing(const failing<U>&) noexcept {}

    T* allocate(std::size_t n) {
        if (allowed_allocations == 0 || n * sizeof(T) > longest_allocation) throw std::bad_alloc();
        if (allowed_allocations > 0) --allowed_allocations;
        return static_cast<T*>(::operator new(n * sizeof(T)));
    }
    void deallocate(T* piece, std::size_t) noexcept { ::operator delete(piece); }

    friend bool operator==(const failing&, const failing&) { return true; }
};

} // namespace testing
