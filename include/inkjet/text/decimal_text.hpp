// Four, eight and sixteen decimal digits as text, by the widest means that the flags allow.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_arithmetic.hpp>
#include <inkjet/text/decimal_digits.hpp>
#include <inkjet/text/decimal_digits_avx512.hpp>
#include <inkjet/text/decimal_digits_sse2.hpp>

#include <bit>
#include <cstdint>

namespace inkjet::detail {
inline namespace INKJET_ISA {

// Writes n < 10^4 without leading zeros; touches 4 bytes.
INKJET_INLINE char* write_up_to_four_digits(char* out, std::uint32_t n) noexcept {
    const std::uint32_t digits = four_digits(n);
    const auto leading = static_cast<unsigned>(std::countr_zero(digits | 1u << 24)) & ~7u;
    store_bytes(out, (digits | static_cast<std::uint32_t>(ascii_zeros)) >> leading);
    return out + 4 - leading / 8;
}

// Writes n < 10^8 without leading zeros; touches 8 bytes.
INKJET_INLINE char* write_up_to_eight_digits(char* out, std::uint32_t n) noexcept {
#if defined(INKJET_ISA_AVX512)
    const unsigned count = digit_count(n);
    store_lanes(out, add_digits(_mm512_set1_epi64('0'), n, count));
    return out + count;
#else
    const std::uint64_t digits = eight_digits(n);
    const auto leading = static_cast<unsigned>(std::countr_zero(digits | std::uint64_t{1} << 56)) & ~7u;
    store_bytes(out, (digits | ascii_zeros) >> leading);
    return out + 8 - leading / 8;
#endif
}

// Writes n < 10^8 with all its leading zeros.
INKJET_INLINE char* write_eight_digits(char* out, std::uint32_t n) noexcept {
#if defined(INKJET_ISA_AVX512)
    store_lanes(out, add_digits(_mm512_set1_epi64('0'), n));
#else
    store_bytes(out, eight_digits(n) | ascii_zeros);
#endif
    return out + 8;
}

// Writes n < 10^16 with all its leading zeros.
INKJET_INLINE char* write_sixteen_digits(char* out, std::uint64_t n) noexcept {
    const std::uint64_t upper = n / ten_to_8, lower = n - upper * ten_to_8;
#if defined(INKJET_ISA_AVX512)
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out), sixteen_digit_text(upper, lower));
#elif defined(INKJET_ISA_AVX2) || defined(INKJET_ISA_SSE2)
    const __m128i text = _mm_or_si128(sixteen_digits(upper, lower), _mm_set1_epi8('0'));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out), text);
#else
    store_bytes(out, eight_digits(static_cast<std::uint32_t>(upper)) | ascii_zeros);
    store_bytes(out + 8, eight_digits(static_cast<std::uint32_t>(lower)) | ascii_zeros);
#endif
    return out + 16;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
