// Lays eight or sixteen numbers out in rows of text, with AVX-512.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/number_separators.hpp>
#include <inkjet/text/shortest_lanes_avx512.hpp>

#if defined(INKJET_ISA_AVX512) || defined(INKJET_DISPATCH)
# include <inkjet/text/x86_intrinsics.hpp>

# include <array>
# include <cstddef>
# include <cstdint>

namespace inkjet::detail {

// A number's text is a permutation of 32 bytes: sixteen digits, the seventeenth, and the other characters.
// Rows of permutations lie one behind the other, first those for sixteen digits of which none is to be left
// out, then those that leave out the first. In front of every row is the minus sign: it is loaded too when
// the number is negative.
struct text_permutations {
    static constexpr std::uint8_t point = 17, zero = 18, minus = 19;
    static constexpr std::size_t row_size = 32;

    alignas(64) std::array<std::uint8_t, row_size * (2 * layout_rows + 1)> bytes{};

    constexpr text_permutations() noexcept {
        bytes[row_size - 1] = minus;
        std::size_t at = row_size;
        for (unsigned left_out = 0; left_out < 2; ++left_out) {
            for (int row = 0; row <= exponent_row; ++row) {
                for (const std::uint8_t code : layout_of_row(row)) {
                    const unsigned digit = code + left_out;
                    bytes[at++] = code == code_point ? point
                                  : digit <= 16      ? static_cast<std::uint8_t>(digit)
                                                     : zero;
                }
                bytes[at - 1] = minus; // no number is as long as the row
            }
        }
    }
};
// A template, so that they are made only where arrays are written.
template <class Rows>
inline constexpr auto permutations_of_text = [] { return text_permutations(); }();

// By the row of a number: the characters before an exponent, most of sixteen digits and least of any number.
// A lone digit has one less.
struct length_tables {
    alignas(64) std::array<std::uint8_t, 64> most{}, least{};

    constexpr length_tables() noexcept {
        for (std::size_t i = 0; i < 2 * layout_rows; ++i) {
            const int row = static_cast<int>(i % layout_rows), e = row + least_plain_exponent;
            const int digits = i < layout_rows ? 16 : 15;
            most[i] = static_cast<std::uint8_t>(digits + (row != exponent_row && e < 0 ? 1 - e : 1));
            least[i] = static_cast<std::uint8_t>(row != exponent_row && e >= 0 ? e + 3 : 0);
        }
    }
};
template <class Rows>
inline constexpr auto lengths_of_rows = [] { return length_tables(); }();

inline namespace INKJET_ISA {
INKJET_AVX512_BEGIN
namespace avx512_numbers {

// Eight numbers ready to be stored: value i has the half i / 4 of characters[i % 4].
struct alignas(64) eight_rows {
    std::array<std::uint64_t, 4 * 8> characters;
    std::array<std::uint64_t, 8> permutation; // from the first row on, in bytes
    std::array<std::uint64_t, 8> length;      // in the lowest byte: with the sign, without an exponent
    std::array<std::uint64_t, 8> tail;
    unsigned uncertain;
    bool has_exponents;
};

INKJET_INLINE void store_lanes(void* to, eight lanes) { _mm512_store_si512(to, lanes.a); }

// `even` and `odd` are the digits of the even numbers and the odd ones, two lanes each, `others` a lane for
// each number with the characters behind its sixteenth digit.
template <class Rows>
INKJET_INLINE void store_eight(Rows& out, eight length, eight permutation, eight even, eight odd,
                               eight others, __mmask8 uncertain) {
    store_lanes(out.length.data(), length);
    store_lanes(out.permutation.data(), permutation);
    const auto put = [&](int i, __m512i digits, int from) INKJET_LAMBDA_INLINE { // numbers i and i + 4
        const __m512i order = _mm512_setr_epi64(from, from + 1, 8 + i, 8, from + 4, from + 5, 8 + i + 4, 8);
        store_lanes(out.characters.data() + 8 * i, _mm512_permutex2var_epi64(digits, order, others.a));
    };
    put(0, even.a, 0);
    put(1, odd.a, 0);
    put(2, even.a, 2);
    put(3, odd.a, 2);
    out.uncertain = uncertain;
}
template <class Rows>
INKJET_INLINE void store_rows(Rows* out, eight length, eight permutation, eight even, eight odd, eight others,
                              __mmask8 uncertain) {
    store_eight(out[0], length, permutation, even, odd, others, uncertain);
}
template <class Rows>
INKJET_INLINE void store_rows(Rows* out, sixteen length, sixteen permutation, sixteen even, sixteen odd,
                              sixteen others, sixteen_bits uncertain) {
    store_eight(out[0], length.a, permutation.a, even.a, odd.a, others.a, uncertain.a);
    store_eight(out[1], length.b, permutation.b, even.b, odd.b, others.b, uncertain.b);
}

template <class Rows>
INKJET_INLINE void store_exponents(Rows* out, eight tail, __mmask8 has_exponent) {
    out->has_exponents = has_exponent != 0;
    if (has_exponent != 0) store_lanes(out->tail.data(), tail);
}
template <class Rows>
INKJET_INLINE void store_exponents(Rows* out, sixteen tail, sixteen_bits has_exponent) {
    store_exponents(out, tail.a, has_exponent.a);
    store_exponents(out + 1, tail.b, has_exponent.b);
}

// `negative`: all bits in lanes of numbers with a sign, none in others. `out`: one for each eight.
template <class Lanes, class Rows>
INKJET_INLINE void lay_out(const decimal_lanes<Lanes>& numbers, Lanes negative, Rows* out) {
    const Lanes first_row = minus_where(numbers.is_fifteen, numbers.row, all(1));
    const Lanes row = least32(first_row, all(exponent_row));
    const auto has_exponent = equal(row, all(exponent_row));
    const Lanes place = plus_where(numbers.is_fifteen, row, all(layout_rows));

    // Zeros at the end are in the highest bytes. Seventeen digits are one more than sixteen.
    const Lanes lower_zeros = leading_zeros(numbers.lower), upper_zeros = leading_zeros(numbers.upper);
    const Lanes zeros = plus_where(none_of(numbers.lower, numbers.lower), lower_zeros, upper_zeros);
    const Lanes fewer = or_not(shifted_right<3>(zeros), numbers.is_short);

    // In the lowest byte of each lane; the others count for nothing.
    const __m512i most = _mm512_load_si512(lengths_of_rows<Rows>.most.data());
    const __m512i least = _mm512_load_si512(lengths_of_rows<Rows>.least.data());
    Lanes length = greatest8(looked_up(place, most) - fewer, looked_up(place, least));
    constexpr std::uint64_t first_tail = std::uint64_t{least_plain_exponent - least_tail_exponent};
    store_exponents(out, (first_row + all(first_tail)) & all(0x3FF), has_exponent);
    if (any(has_exponent)) {
        const auto lone = equal(has_exponent, length & all(0xFF), all(2)); // a digit and a point
        length = minus_where(lone, length, all(1));
    }

    const Lanes ascii = all(ascii_zeros);
    const Lanes upper = numbers.upper | ascii, lower = numbers.lower | ascii;
    constexpr std::uint64_t others = '0' | '.' << 8 | '0' << 16 | std::uint64_t{'-'} << 24;
    static_assert(text_permutations::row_size == 32);
    store_rows(out, length - negative, plus_product_low(negative, place, all(32)), even_lanes(upper, lower),
               odd_lanes(upper, lower), replaced(numbers.last, numbers.is_short, all(others)),
               numbers.uncertain);
}

// Writes number i and what stands behind it.
template <bool HasExponents, class Rows, std::size_t Extent>
INKJET_INLINE char* write_row(char* out, const Rows& rows, unsigned i, separators<Extent> behind) {
    const auto* const characters =
        reinterpret_cast<const __m256i*>(rows.characters.data() + i % 4 * 8 + i / 4 * 4);
    const auto* const permutation = reinterpret_cast<const __m256i*>(
        permutations_of_text<Rows>.bytes.data() + (text_permutations::row_size + rows.permutation[i]));
    const __m256i text =
        _mm256_permutexvar_epi8(_mm256_loadu_si256(permutation), _mm256_load_si256(characters));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), text);
    out += static_cast<std::uint8_t>(rows.length[i]);
    if constexpr (HasExponents) {
        const number_tail& tail = number_tails[rows.tail[i]];
        __builtin_memcpy(out, &tail, sizeof tail);
        out += tail.length;
    }
    return behind.put(out, i);
}

// Writes the first `count` numbers.
template <bool HasExponents, class Rows, std::size_t Extent>
INKJET_INLINE char* write_rows(char* out, const Rows& rows, unsigned count, separators<Extent> behind) {
    if (count < 8) [[unlikely]] {
        for (unsigned i = 0; i < count; ++i) out = write_row<HasExponents>(out, rows, i, behind);
        return out;
    }
    // Unrolled by hand: g++ doesn't, and the places would be computed.
    out = write_row<HasExponents>(out, rows, 0, behind);
    out = write_row<HasExponents>(out, rows, 1, behind);
    out = write_row<HasExponents>(out, rows, 2, behind);
    out = write_row<HasExponents>(out, rows, 3, behind);
    out = write_row<HasExponents>(out, rows, 4, behind);
    out = write_row<HasExponents>(out, rows, 5, behind);
    out = write_row<HasExponents>(out, rows, 6, behind);
    return write_row<HasExponents>(out, rows, 7, behind);
}

} // namespace avx512_numbers
INKJET_AVX512_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
