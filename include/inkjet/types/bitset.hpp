// Bitsets as text of zeros and ones.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/encoder.hpp>
#include <inkjet/core/form.hpp>

#include <bitset>
#include <cstddef>

namespace inkjet::detail {

// `std::bitset<4>(5)` is "0101": what its to_string and its operator<< make and its constructor reads, the
// highest bit first, as many digits as there are bits. (A std::vector<bool> is an array of bools.) Short ones
// are keys of maps where `.non_string_keys` is on.
template <std::size_t N>
inline constexpr bool has_own_form<std::bitset<N>> = !has_encoder<std::bitset<N>>;

template <std::size_t N>
inline constexpr bool is_text_scalar<std::bitset<N>> = N + 4 <= exit_room;

inline namespace INKJET_ISA {

// Writes `count` bits, downwards from the one below `end`.
template <std::size_t N>
INKJET_INLINE char* write_bits(char* p, const std::bitset<N>& bits, std::size_t end,
                               std::size_t count) noexcept {
    for (std::size_t i = 0; i < count; ++i) p[i] = bits[end - 1 - i] ? '1' : '0';
    return p + count;
}

template <std::size_t N>
INKJET_NOINLINE char* put_bits(context& c, char* p, const std::bitset<N>& bits) {
    constexpr std::size_t step = max_step - exit_room;
    *p++ = '"';
    for (std::size_t left = N; left != 0 && !c.failed;) {
        p = ensure(c, p, max_step);
        const std::size_t now = left < step ? left : step;
        p = write_bits(p, bits, left, now);
        left -= now;
    }
    *p++ = '"';
    return ensure(c, p, exit_room);
}

} // namespace INKJET_ISA

template <std::size_t N>
struct form<std::bitset<N>, kind::own> {
    template <class>
    static constexpr std::size_t bound = N + 2 <= max_bound ? N + 2 : unbounded;
    static constexpr unsigned nesting = 0;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const std::bitset<N>& bits) {
        if constexpr (bound<P> == unbounded) {
            return put_bits(c, p, bits);
        } else {
            *p++ = '"';
            p = write_bits(p, bits, N, N);
            *p++ = '"';
            return p;
        }
    }
};

} // namespace inkjet::detail
