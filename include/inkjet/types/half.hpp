// Floating point numbers of sixteen bits, for which C++20 has no types: half and bfloat16.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/core/sequence.hpp>
#include <inkjet/text/half.hpp>
#include <inkjet/types/number.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace inkjet {

/// Holds a number of IEEE 754's binary16 by its bits, as numpy's `float16`, `_Float16` and GPUs have it in
/// memory. Written as the fewest digits that read back as the same binary16 (`0.1`, not `0.09997559`, which
/// the float of the same value takes). NaN and infinities are treated as those of floats are.
struct half {
    std::uint16_t bits;

    /// Returns the same number as a float: exact.
    explicit constexpr operator float() const noexcept { return detail::float_of_half(bits); }
};

/// Holds a bfloat16, the upper sixteen bits of a float. Written as the fewest digits that read back as the
/// same bfloat16 (rounded to it from the decimal, once). NaN and infinities are treated as those of floats
/// are.
struct bfloat16 {
    std::uint16_t bits;

    /// Returns the same number as a float: exact.
    explicit constexpr operator float() const noexcept { return detail::float_of_bfloat16(bits); }
};

namespace detail {

template <class T, class Layout, std::size_t Chars>
struct half_form {
    // Styles other than the shortest look at the value alone, which a double has as well.
    template <class P>
    static constexpr std::size_t bound = may_differ<P>(&options::floats) ? bound_of<P, double> : Chars;
    static constexpr unsigned nesting = 0;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const T& value) {
        if constexpr (bound<P> == unbounded) p = ensure(c, p, Chars + exit_room);
        if (!is_finite_half<Layout>(value.bits)) [[unlikely]]
            return put_not_finite(c, p, opaque_bits(static_cast<float>(value)), chosen<P>(c).non_finite);
        if constexpr (may_differ<P>(&options::floats)) {
            const float_style& style = chosen<P>(c).floats;
            if (style.by != float_style::rule::shortest) {
                const auto number = static_cast<double>(static_cast<float>(value));
                return bound<P> == unbounded ? write_in_any_room<P>(c, p, number)
                                             : write_value<P>(c, p, number);
            }
            char* const end = write_half<Layout>(p, value.bits);
            return !style.point && std::memcmp(end - 2, ".0", 2) == 0 ? end - 2 : end;
        } else {
            return write_half<Layout>(p, value.bits);
        }
    }
};

template <>
inline constexpr bool is_number_like<half> = true;
template <>
inline constexpr bool is_number_like<bfloat16> = true;
template <>
inline constexpr bool has_own_form<half> = true;
template <>
inline constexpr bool has_own_form<bfloat16> = true;
template <>
struct form<half, kind::own> : half_form<half, half_layout, half_chars> {};
template <>
struct form<bfloat16, kind::own> : half_form<bfloat16, bfloat16_layout, bfloat16_chars> {};

} // namespace detail
} // namespace inkjet
