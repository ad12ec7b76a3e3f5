// Numbers of an array one after the other, and what stands behind each of them.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/floating.hpp>
#include <inkjet/text/integer.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace inkjet::detail {

// An array of tuples of numbers, such as pairs of coordinates, is written as one run of numbers: what differs
// is what stands behind them. Longer tuples are worth a run of their own.
inline constexpr std::size_t max_run_extent = 16;

inline namespace INKJET_ISA {

// A comma behind each number, or, where numbers come in tuples of `Extent`, `],[` behind the last of each.
template <std::size_t Extent>
class separators {
    static_assert(Extent >= 1 && Extent <= max_run_extent);
    static constexpr unsigned group = 8;

    // Bit i: whether number i ends a tuple, counted from the beginning of one.
    static constexpr std::uint64_t ends_from_start = [] {
        std::uint64_t bits = 0;
        for (unsigned i = Extent - 1; i < max_run_extent + group; i += Extent) bits |= std::uint64_t{1} << i;
        return bits;
    }();

    unsigned place_ = 0; // of the next number in its tuple

  public:
    // Behind the number that is i < 8 numbers past the place. Touches 4 bytes.
    INKJET_INLINE char* put(char* out, unsigned i = 0) const noexcept {
        if constexpr (Extent == 1) {
            *out = ',';
            return out + 1;
        } else {
            static constexpr char texts[2][5] = {",", "],["};
            const auto end = static_cast<unsigned>(ends_from_start >> (place_ + i)) & 1;
            std::memcpy(out, texts[end], 4);
            return out + (1 + 2 * end);
        }
    }

    // Moves the place by n <= 8 numbers.
    INKJET_INLINE void pass(unsigned n) noexcept {
        if constexpr (Extent > 1) place_ = (place_ + n) % Extent;
    }
    // The same for n == 8, which leaves most tuples where they were.
    INKJET_INLINE void pass_group() noexcept {
        if constexpr (group % Extent != 0) pass(group);
    }
};

// The plain way, for the last few numbers and where there is no wider one.
template <class T, std::size_t Extent>
INKJET_INLINE char* write_each_number(char* out, const T* values, std::size_t n,
                                      separators<Extent>& behind) noexcept {
    for (std::size_t i = 0; i < n; ++i) {
        if constexpr (std::is_floating_point_v<T>)
            out = write_floating(out, values[i]);
        else
            out = write_integer(out, values[i]);
        out = behind.put(out);
        behind.pass(1);
    }
    return out;
}

// The same, kept away from the loops of the kernels.
template <class T, std::size_t Extent>
INKJET_COLD char* write_numbers_rarely(char* out, const T* values, std::size_t n,
                                       separators<Extent> behind) noexcept {
    return write_each_number(out, values, n, behind);
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
