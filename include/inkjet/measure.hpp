// The size of what would be written.
#pragma once

#include <inkjet/write.hpp>

#include <cstddef>
#include <span>

namespace inkjet {

namespace detail {

struct byte_counter {};

template <>
struct chunk_target<byte_counter> {
    static bool put(byte_counter&, std::span<const char> chunk, delivery& so_far) noexcept {
        so_far.size += chunk.size();
        return true;
    }
};

inline namespace INKJET_ISA {

template <class P, class T>
result measure_as(T& value, const options& chosen) noexcept {
    byte_counter counter;
    result counted = write_to<policy_for<byte_counter, P>>(value, counter, chosen);
    if (!counted) counted.size = 0;
    return counted;
}

} // namespace INKJET_ISA
} // namespace detail

inline namespace INKJET_ISA {

/// Counts the bytes that `write(value, out)` would append: the result's `size`, exactly, as long as `value`
/// does not change. Takes as long as writing into chunks, and as much memory: 4 KB of the stack and, for more
/// than that, 64 KiB of the heap. Returns the refusal, if there is one; the size is then 0. Never throws.
template <class T>
result measure(T&& value) noexcept {
    static constexpr options chosen{};
    return detail::measure_as<detail::default_policy>(value, chosen);
}

/// Counts the bytes that `write(value, out, chosen)` would append.
template <class T>
result measure(T&& value, const options& chosen) noexcept {
    return detail::measure_as<detail::run_time_policy>(value, chosen);
}

/// Counts the bytes that `write<Chosen>(value, out)` would append.
template <options Chosen, class T>
result measure(T&& value) noexcept {
    using policy = detail::policy_of<Chosen>;
    return detail::measure_as<policy>(value, policy::value);
}

} // namespace INKJET_ISA
} // namespace inkjet
