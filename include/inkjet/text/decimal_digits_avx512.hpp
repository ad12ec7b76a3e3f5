// Eight decimal digits at once, each in a lane of its own, with the 52-bit multiplications of AVX-512 IFMA.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_arithmetic.hpp>

#if defined(INKJET_ISA_AVX512)
# include <inkjet/text/x86_intrinsics.hpp>

# include <array>
# include <cstdint>

namespace inkjet::detail {

// The j-th digit from the right of n is the first decimal of the fraction of n / 10^j. In 52 bits of
// fraction, f = floor(2^52 / 10^j) times n + 1 is above n / 10^j, as 2^52 is large enough, and below (n + 1)
// / 10^j, as 10^j does not divide 2^52: near enough for n < 10^8.
//
// The factors for j = 8 to 1, and zeros: what is loaded from place 8 - k on makes the k digits of an n <
// 10^k. Beside them lies what else the digits are made with, so that one register has the address of all.
inline constexpr unsigned ifma_bits = 52;

struct alignas(64) digit_operand_table {
    std::array<std::uint64_t, 16> factors{};
    std::array<std::uint64_t, 8> zeros, tens;
    std::array<std::uint8_t, 32> order{}; // of the lowest bytes of sixteen lanes, and what comes behind them

    constexpr digit_operand_table() noexcept {
        for (unsigned j = 8; j > 0; --j) factors[8 - j] = (std::uint64_t{1} << ifma_bits) / power_of_ten(j);
        zeros.fill('0');
        tens.fill(10);
        for (unsigned i = 0; i < 16; ++i) order[i] = static_cast<std::uint8_t>(8 * i);
    }
};
inline constexpr digit_operand_table digit_operands;

static_assert([] {
    for (unsigned j = 8; j > 0; --j) {
        const std::uint64_t missing = (std::uint64_t{1} << ifma_bits) % power_of_ten(j); // of f, in 10^-j
        if (missing == 0 || missing * power_of_ten(8 - j) > digit_operands.factors[8 - j]) return false;
    }
    return true;
}());

inline namespace INKJET_ISA {

// The lower half of a register. (_mm512_castsi512_si256 draws a false warning from g++ 12.)
INKJET_INLINE __m256i lower_half(__m512i x) noexcept {
    return static_cast<__m256i>(__builtin_shufflevector(x, x, 0, 1, 2, 3));
}

// Adds the digits of n < 10^k to the lanes of `start`, the first one in the lowest lane.
INKJET_INLINE __m512i add_digits(const digit_operand_table& operands, __m512i start, std::uint64_t n,
                                 unsigned k = 8) noexcept {
    const __m512i factors = _mm512_loadu_si512(operands.factors.data() + 8 - k);
    const __m512i fractions =
        _mm512_madd52lo_epu64(factors, _mm512_set1_epi64(static_cast<long long>(n)), factors);
    return _mm512_madd52hi_epu64(start, fractions, _mm512_load_si512(operands.tens.data()));
}
INKJET_INLINE __m512i make_digits(const digit_operand_table& operands, std::uint64_t n,
                                  unsigned k = 8) noexcept {
    return add_digits(operands, _mm512_load_si512(operands.zeros.data()), n, k);
}

// Stores the digits of n < 10^k.
INKJET_INLINE void store_digits(char* out, std::uint32_t n, unsigned k = 8) noexcept {
    const __m512i digits = make_digits(in_memory(digit_operands), n, k);
    _mm_storel_epi64(reinterpret_cast<__m128i*>(out), _mm512_maskz_cvtepi64_epi8(0xff, digits));
}

// Stores the digits of upper * 10^8 + lower, both below 10^8, without the first `left_out` <= 8, which are
// zeros. Touches 16 bytes.
INKJET_INLINE void store_sixteen_digits(char* out, std::uint64_t upper, std::uint64_t lower,
                                        unsigned left_out = 0) noexcept {
    const digit_operand_table& operands = in_memory(digit_operands);
    const __m512i order = _mm512_castsi128_si512(
        _mm_loadu_si128(reinterpret_cast<const __m128i*>(operands.order.data() + left_out)));
    const __m512i digits =
        _mm512_permutex2var_epi8(make_digits(operands, upper), order, make_digits(operands, lower));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out), _mm256_castsi256_si128(lower_half(digits)));
}

} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
