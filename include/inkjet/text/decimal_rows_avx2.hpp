// Lays eight numbers out in rows of text, with AVX2.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/number_separators.hpp>
#include <inkjet/text/shortest_lanes_avx2.hpp>

#if defined(INKJET_ISA_AVX2) || defined(INKJET_DISPATCH)
# include <inkjet/text/x86_intrinsics.hpp>

# include <array>
# include <cstddef>
# include <cstdint>

namespace inkjet::detail {

// The digits go where `shuffle` says; `literals` are all other characters. The sum of a digit and `marks` has
// its top bit set where the number may end: behind digits that aren't zero, and the last character that stays
// even if it is.
struct alignas(32) reversed_row {
    row_codes shuffle{}, literals{}, marks{};
};

// First the rows for sixteen digits of which none is to be left out, then those that leave out the first.
//
// Shuffles reach sixteen bytes. For the first sixteen characters these are the digits from the sixteenth back
// to the first, for the others from the seventeenth to the second. Where the first is left out its place
// holds the seventeenth, as one row has that among the first sixteen characters.
// A template, so that they are made only where arrays are written.
template <class Rows>
inline constexpr auto reversed_rows = [] {
    std::array<reversed_row, 2 * layout_rows> rows{};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::size_t left_out = i / layout_rows, number = i % layout_rows;
        const row_codes codes = layout_of_row(static_cast<int>(number));
        const int e = static_cast<int>(number) + least_plain_exponent;
        const std::size_t kept = number != exponent_row && e >= 0 ? static_cast<std::size_t>(e + 2) : 0;
        for (std::size_t at = 0; at < codes.size(); ++at) {
            const bool is_digit = codes[at] < 17;
            const std::size_t digit = codes[at] + left_out;
            constexpr std::uint8_t none = 0x80; // a shuffle puts zero there
            std::uint8_t from = none;
            if (is_digit && digit < 17)
                from = static_cast<std::uint8_t>(at >= 16 ? 16 - digit : digit < 16 ? 15 - digit : 15);
            rows[i].shuffle[at] = from;
            rows[i].literals[at] = codes[at] == code_point ? '.' : '0';
            rows[i].marks[at] = at == kept ? 0x80 : 0x7F;
        }
    }
    return rows;
}();

inline namespace INKJET_ISA {
INKJET_AVX2_BEGIN
namespace avx2_numbers {

// Eight numbers ready to be stored.
struct alignas(32) eight_rows {
    std::array<std::array<std::uint64_t, 4>, 8> digits; // what is shuffled
    std::array<std::uint64_t, 8> row;                   // where it is, in bytes
    std::array<std::uint64_t, 8> tail;
    unsigned uncertain;
    bool has_exponents;
};

INKJET_INLINE void lay_out(const eight_decimals& numbers, eight_rows& out) {
    const eight_words first_plain = all(std::uint64_t{least_plain_exponent - least_tail_exponent});
    // Of what is not plain, the difference is either greater or has all its upper bits set. Both have the
    // last row; the comparison is of 32 bits, so the upper ones are cleared.
    const eight_words last_row = all(exponent_row);
    const eight_words row = least32(numbers.tail - first_plain, last_row) & all(0xFF);
    constexpr std::uint64_t size = sizeof(reversed_row);
    store(out.row.data(), row * all(size) + (numbers.leading_zero & all(layout_rows * size)));
    store(out.tail.data(), numbers.tail);
    out.uncertain = numbers.uncertain;
    out.has_exponents = any(equal(row, last_row));

    const eight_words upper = numbers.upper | (numbers.last & numbers.leading_zero) << 56;
    const eight_words even = even_pairs(numbers.lower, upper), odd = odd_pairs(numbers.lower, upper);
    const eight_words even_later = one_byte_up(even) | even_pairs(numbers.last, all(0)),
                      odd_later = one_byte_up(odd) | odd_pairs(numbers.last, all(0));
    const auto store_two = [&](std::size_t i, __m256i digits, __m256i later)
                               INKJET_LAMBDA_INLINE { // i, i + 2
                                   _mm256_store_si256(reinterpret_cast<__m256i*>(out.digits[i].data()),
                                                      _mm256_permute2x128_si256(digits, later, 0x20));
                                   _mm256_store_si256(reinterpret_cast<__m256i*>(out.digits[i + 2].data()),
                                                      _mm256_permute2x128_si256(digits, later, 0x31));
                               };
    store_two(0, even.a, even_later.a);
    store_two(1, odd.a, odd_later.a);
    store_two(4, even.b, even_later.b);
    store_two(5, odd.b, odd_later.b);
}

// A function, not a lambda, which g++ would compile outside the region if a template around it is.
INKJET_INLINE __m256i load_row(const void* from) {
    return _mm256_load_si256(static_cast<const __m256i*>(from));
}

// Writes number i and what stands behind it.
template <bool HasExponents, class Rows, std::size_t Extent>
INKJET_INLINE char* write_row(char* out, const Rows& rows, unsigned i, std::uint64_t negative,
                              separators<Extent> behind) {
    const auto& row = *reinterpret_cast<const reversed_row*>(
        reinterpret_cast<const char*>(reversed_rows<Rows>.data()) + rows.row[i]);
    const __m256i digits = _mm256_shuffle_epi8(load_row(rows.digits[i].data()), load_row(row.shuffle.data()));
    *out = '-';
    out += negative;
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out),
                        _mm256_or_si256(digits, load_row(row.literals.data())));
    const auto marked =
        static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_add_epi8(digits, load_row(row.marks.data()))));
    out += 32 - _lzcnt_u32(marked);
    if constexpr (HasExponents) {
        const number_tail& tail = number_tails[rows.tail[i]];
        __builtin_memcpy(out, &tail, sizeof tail);
        out += tail.length;
    }
    return behind.put(out, i);
}

} // namespace avx2_numbers
INKJET_AVX2_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
