// What values of all families are made of, put byte by byte while a program is compiled: numbers, text, and
// what is around and between the parts of arrays and objects.
#pragma once

#include <inkjet/base/view.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/text/transcode.hpp>
#include <inkjet/types/number.hpp>
#include <inkjet/types/styled.hpp>
#include <inkjet/types/text.hpp>
#include <inkjet/writer/constant_text.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace inkjet::detail {

inline namespace INKJET_ISA {

// `at` is where the value stands that would be refused.
template <options Chosen>
class constant_tokens {
    using step = constant_step;

  public:
    constexpr explicit constant_tokens(unsigned levels = 0, float_style style = Chosen.floats) noexcept
        : output(chosen), depth(levels), floats(style) {}

    constexpr const constant_text& text() const noexcept { return output; }

  protected:
    template <class T>
    constexpr void put_number(T v, const step* at) {
        char digits[integer_chars<T>]{};
        const std::string_view text(digits, static_cast<std::size_t>(write_integer(digits, v) - digits));
        const bool quoted =
            Chosen.integers_as_strings == integer_strings::always ||
            (Chosen.integers_as_strings == integer_strings::above_53_bits && !is_exact_integer(v));
        if (Chosen.strict_integers && !quoted && !is_exact_integer(v))
            return output.fail(errc::integer_range, at, text);
        if (quoted) output.put('"');
        output.put(text);
        if (quoted) output.put('"');
    }

    template <class Float>
    constexpr void put_real(Float v, const step* at) {
        if (!is_finite(v)) {
            const auto bits = opaque_bits(v); // all that can be asked where -ffast-math is on
            constexpr int sign_and_exponent = sizeof(Float) == 8 ? 12 : 9;
            const bool nan = static_cast<decltype(bits)>(bits << sign_and_exponent) != 0;
            const bool negative = bits >> (8 * sizeof(Float) - 1) != 0;
            const std::string_view word = nan ? "NaN" : negative ? "-Infinity" : "Infinity";
            if (Chosen.non_finite == non_finite_policy::error) return output.fail(errc::not_finite, at, word);
            const bool quoted = Chosen.non_finite == non_finite_policy::string;
            if (quoted) output.put('"');
            output.put(Chosen.non_finite == non_finite_policy::null ? "null" : word);
            if (quoted) output.put('"');
            return;
        }
        char digits[styled_chars + 1]{};
        char* const end =
            floats != float_style() ? write_styled(digits, v, floats) : write_floating(digits, v);
        output.put(between(digits, end));
    }

    template <class T>
    constexpr void put_enum(T v, const step* at) {
        const auto number = static_cast<typename form<T>::integer>(v);
        if constexpr (Chosen.enums_as_names) {
            const std::string_view name = enum_name(v);
            if (!name.empty()) return output.put_string(name, at);
        }
        put_number(number, at);
    }

    template <class T>
    constexpr void put_text_of(const T& v, const step* at) {
        if constexpr (std::is_pointer_v<T>) {
            if (v == nullptr) return output.put("null");
        }
        put_text(units_of(v), at);
    }

    template <class Unit>
    constexpr void put_text(unit_view<Unit> units, const step* at) {
        if constexpr (std::is_same_v<Unit, char>) {
            output.put_string({units.data, units.size}, at);
        } else {
            constant_text bytes(chosen);
            for (std::size_t i = 0; i < units.size;) {
                if constexpr (sizeof(Unit) == 1) {
                    bytes.put(static_cast<char>(units.data[i++]));
                } else {
                    const wide_sequence next = wide_sequence_of(units.data + i, units.size - i);
                    if (next.length == 0 && Chosen.invalid_utf8 == invalid_utf8_policy::error)
                        return output.fail(errc::invalid_utf8, at,
                                           "a lone surrogate, or past U+10FFFF, in wide text");
                    char utf8[utf8_max_length]{};
                    bytes.put(between(utf8, encode_utf8(utf8, next.code_point)));
                    i += next.length != 0 ? next.length : 1;
                }
            }
            output.put_string(bytes.view(), at);
        }
    }

    // Arrays and objects: a bracket, then before each part what separates it from the one before, then a
    // bracket.
    constexpr bool open(char bracket, const step* at) {
        if (depth == Chosen.depth_limit) {
            output.fail(errc::depth, at, note("the limit is ", Chosen.depth_limit).view());
            return false;
        }
        ++depth;
        output.put(bracket);
        return true;
    }
    constexpr void separate(bool first, bool on_one_line = false) {
        if (!first) output.put(',');
        if (Chosen.indent == 0) return;
        if (!on_one_line)
            output.put_line(depth);
        else if (!first)
            output.put(' ');
    }
    constexpr void close(char bracket, bool empty, bool on_one_line = false) {
        --depth;
        if (Chosen.indent != 0 && !empty && !on_one_line) output.put_line(depth);
        output.put(bracket);
    }
    constexpr void colon() { output.put(Chosen.indent != 0 ? ": " : ":"); }

    constant_text output;
    unsigned depth; // of the arrays and objects that are open
    float_style floats;

  private:
    static constexpr options chosen = Chosen;
};

} // namespace INKJET_ISA
} // namespace inkjet::detail
