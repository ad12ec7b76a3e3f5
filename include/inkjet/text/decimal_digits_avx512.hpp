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
// 10^k.
inline constexpr unsigned ifma_bits = 52;

alignas(64) inline constexpr auto digit_factors = [] {
    std::array<std::uint64_t, 15> factors{};
    for (unsigned j = 8; j > 0; --j) factors[8 - j] = (std::uint64_t{1} << ifma_bits) / power_of_ten(j);
    return factors;
}();

static_assert([] {
    for (unsigned j = 8; j > 0; --j) {
        const std::uint64_t missing = (std::uint64_t{1} << ifma_bits) % power_of_ten(j); // of f, in 10^-j
        if (missing == 0 || missing * power_of_ten(8 - j) > digit_factors[8 - j]) return false;
    }
    return true;
}());

inline namespace INKJET_ISA {

// The lower half of a register. (_mm512_castsi512_si256 draws a false warning from g++ 12.)
INKJET_INLINE __m256i lower_half(__m512i x) noexcept {
    return static_cast<__m256i>(__builtin_shufflevector(x, x, 0, 1, 2, 3));
}

// Adds the digits of n < 10^k to the lanes of `start`, the first one in the lowest lane.
INKJET_INLINE __m512i add_digits(__m512i start, std::uint64_t n, unsigned k = 8) noexcept {
    const __m512i factors = _mm512_loadu_si512(digit_factors.data() + 8 - k);
    const __m512i fractions =
        _mm512_madd52lo_epu64(factors, _mm512_set1_epi64(static_cast<long long>(n)), factors);
    return _mm512_madd52hi_epu64(start, fractions, _mm512_set1_epi64(10));
}

// The text of upper * 10^8 + lower, both below 10^8, with all leading zeros.
INKJET_INLINE __m128i sixteen_digit_text(std::uint64_t upper, std::uint64_t lower) noexcept {
    const __m512i zeros = _mm512_set1_epi64('0');
    const __m512i lowest_bytes = _mm512_castsi128_si512(
        _mm_setr_epi8(0, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120));
    const __m512i text =
        _mm512_permutex2var_epi8(add_digits(zeros, upper), lowest_bytes, add_digits(zeros, lower));
    return _mm256_castsi256_si128(lower_half(text));
}

// Stores the lowest byte of each lane.
INKJET_INLINE void store_lanes(char* out, __m512i lanes) noexcept {
    _mm_storel_epi64(reinterpret_cast<__m128i*>(out), _mm512_maskz_cvtepi64_epi8(0xff, lanes));
}

} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
