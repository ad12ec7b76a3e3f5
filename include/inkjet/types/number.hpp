// Booleans, numbers and enums.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/view.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/reflect/enum_names.hpp>
#include <inkjet/text/floating.hpp>
#include <inkjet/text/integer.hpp>
#include <inkjet/types/styled_number.hpp>

#include <cfloat>
#include <climits>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace inkjet::detail {

template <>
struct form<bool, kind::boolean> {
    template <class>
    static constexpr std::size_t bound = 5;
    static constexpr unsigned nesting = 0;

    // Both words are stored as eight bytes, picked without a branch.
    template <class>
    INKJET_INLINE static char* write(context&, char* p, const bool& value) {
        static constexpr char words[2][8] = {{'f', 'a', 'l', 's', 'e'}, {'t', 'r', 'u', 'e'}};
        // Read once: for all that the compiler knows, the store changes it.
        const std::size_t is_true = value ? 1 : 0;
        std::memcpy(p, words[is_true], 8);
        return p + 5 - is_true;
    }
};

template <>
struct form<std::nullptr_t, kind::null> {
    template <class>
    static constexpr std::size_t bound = 4;
    static constexpr unsigned nesting = 0;
    template <class>
    INKJET_INLINE static char* write(context&, char* p, const std::nullptr_t&) {
        return put_literal(p, "null");
    }
};

template <>
struct form<std::monostate, kind::null> : form<std::nullptr_t, kind::null> {
    template <class>
    INKJET_INLINE static char* write(context&, char* p, const std::monostate&) {
        return put_literal(p, "null");
    }
};

// RFC 7493 (I-JSON), section 2.2: what a double holds exactly, +-(2^53 - 1).
inline constexpr long long max_exact_integer = (1LL << DBL_MANT_DIG) - 1;

template <class T>
constexpr bool is_exact_integer(T value) noexcept {
    if constexpr (sizeof(T) * CHAR_BIT <= DBL_MANT_DIG)
        return true;
    else if constexpr (T(-1) < T(0))
        return value <= T(max_exact_integer) && value >= -T(max_exact_integer);
    else
        return value <= T(max_exact_integer);
}

inline namespace INKJET_ISA {

template <class T>
INKJET_COLD char* refuse_integer(context& c, char* p, T value) {
    char digits[integer_chars<T> + overrun];
    const char* end = write_integer(digits, value);
    return c.fail(errc::integer_range, p, between(digits, end));
}

} // namespace INKJET_ISA

template <class T>
struct form<T, kind::integer> {
    // In quotes where an option asks for them.
    template <class P>
    static constexpr std::size_t bound =
        integer_chars<T> + (may_differ<P>(&options::integers_as_strings) ? 2 : 0);
    static constexpr unsigned nesting = 0;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const T& value) {
        if constexpr (may_differ<P>(&options::integers_as_strings)) {
            const integer_strings strings = chosen<P>(c).integers_as_strings;
            if (strings == integer_strings::always ||
                (strings == integer_strings::above_53_bits && !is_exact_integer(value))) {
                *p++ = '"';
                p = write_integer(p, value);
                *p++ = '"';
                return p;
            }
        }
        if constexpr (may_differ<P>(&options::strict_integers)) {
            if (chosen<P>(c).strict_integers && !is_exact_integer(value)) [[unlikely]]
                return refuse_integer(c, p, value);
        }
        return write_integer(p, value);
    }
};

// What is written for a number that is not finite, given by its bits, after the options.
template <class Bits>
INKJET_COLD char* put_not_finite(context& c, char* p, Bits bits, non_finite_policy policy) {
    constexpr int sign_and_exponent = sizeof(Bits) == 8 ? 12 : 9;
    const bool nan = bits << sign_and_exponent != 0;
    const bool negative = bits >> (8 * sizeof(Bits) - 1) != 0;
    const std::string_view word = nan ? "NaN" : negative ? "-Infinity" : "Infinity";
    switch (policy) {
    case non_finite_policy::error:
        return c.fail(errc::not_finite, p, word);
    case non_finite_policy::null:
        return put_literal(p, "null");
    case non_finite_policy::string:
    case non_finite_policy::literal:
        break;
    }
    const bool quoted = policy == non_finite_policy::string;
    if (quoted) *p++ = '"';
    std::memcpy(p, word.data(), word.size());
    p += word.size();
    if (quoted) *p++ = '"';
    return p;
}

// A long double is written as the double nearest to it: JSON's readers keep no more (RFC 8259, section 6).
// One past the range of double is refused as not finite.
template <class T>
struct form<T, kind::floating> {
    using printed = std::conditional_t<std::is_same_v<T, float>, float, double>;

    template <class P>
    static constexpr std::size_t bound = may_differ<P>(&options::floats) ? styled_chars
                                         : std::is_same_v<T, float>      ? float_chars
                                                                         : double_chars;
    static constexpr unsigned nesting = 0;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const T& value) {
        const auto number = static_cast<printed>(value);
        if (!is_finite(number)) [[unlikely]]
            return put_not_finite(c, p, opaque_bits(number), chosen<P>(c).non_finite);
        if constexpr (may_differ<P>(&options::floats)) {
            if (chosen<P>(c).floats != float_style()) return write_styled(p, number, chosen<P>(c).floats);
        }
        return write_floating(p, number);
    }
};

template <class T>
struct form<T, kind::enumeration> {
    using number = std::underlying_type_t<T>;
    // An enum over bool or a character type is a number all the same.
    using integer =
        std::conditional_t<std::is_same_v<number, bool> || is_code_unit<number>, long long, number>;

    template <class P>
    static constexpr std::size_t bound =
        may_differ<P>(&options::enums_as_names) ? unbounded : bound_of<P, integer>;
    static constexpr unsigned nesting = 0;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const T& value) {
        const auto as_number = static_cast<integer>(value);
        if constexpr (may_differ<P>(&options::enums_as_names)) {
            if (chosen<P>(c).enums_as_names) {
                const std::string_view name = enum_name(value);
                if (!name.empty()) return put_text<P>(c, p, name.data(), name.size());
            }
            return write_in_any_room<P>(c, p, as_number);
        } else {
            return write_value<P>(c, p, as_number);
        }
    }
};

} // namespace inkjet::detail
