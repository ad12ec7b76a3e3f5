// Four, eight and sixteen decimal digits as text, by the widest means that the flags allow.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_arithmetic.hpp>
#include <inkjet/text/decimal_digits.hpp>
#include <inkjet/text/decimal_digits_avx512.hpp>
#include <inkjet/text/decimal_digits_sse2.hpp>

#include <cstdint>

namespace inkjet::detail {
inline namespace INKJET_ISA {

// Writes n < 10^4 without leading zeros; touches 4 bytes.
INKJET_INLINE char* write_up_to_four_digits(char* out, std::uint32_t n) noexcept {
    const unsigned count = digit_count(n);
    store_bytes(out, (four_digits(n) | static_cast<std::uint32_t>(ascii_zeros)) >> (32 - 8 * count));
    return out + count;
}

// Writes n < 10^8 without leading zeros; touches 8 bytes.
INKJET_INLINE char* write_up_to_eight_digits(char* out, std::uint32_t n) noexcept {
    // From the number itself rather than from its digits: where the next text begins is known sooner.
    const unsigned count = digit_count(n);
#if defined(INKJET_ISA_AVX512) || defined(INKJET_ISA_AVX2) || defined(INKJET_ISA_SSE2)
    store_digits(out, n, count);
#else
    store_bytes(out, (eight_digits(n) | ascii_zeros) >> (64 - 8 * count));
#endif
    return out + count;
}

// Writes n < 10^8 with all its leading zeros.
INKJET_INLINE char* write_eight_digits(char* out, std::uint32_t n) noexcept {
#if defined(INKJET_ISA_AVX512) || defined(INKJET_ISA_AVX2) || defined(INKJET_ISA_SSE2)
    store_digits(out, n);
#else
    store_bytes(out, eight_digits(n) | ascii_zeros);
#endif
    return out + 8;
}

// Writes 10^8 <= n < 10^16.
INKJET_INLINE char* write_nine_to_sixteen_digits(char* out, std::uint64_t n) noexcept {
    const std::uint64_t upper = n / ten_to_8, lower = n - upper * ten_to_8;
#if defined(INKJET_ISA_AVX512)
    const unsigned count = digit_count(static_cast<std::uint32_t>(upper));
    store_sixteen_digits(out, upper, lower, 8 - count);
    return out + count + 8;
#elif defined(INKJET_ISA_AVX2) || defined(INKJET_ISA_SSE2)
    // One chain of steps for both halves.
    const unsigned count = digit_count(static_cast<std::uint32_t>(upper));
    const __m128i text = sixteen_digits(upper, lower) | equal_bytes('0');
    const __m128i left_out = _mm_cvtsi32_si128(static_cast<int>(64 - 8 * count));
    _mm_storel_epi64(reinterpret_cast<__m128i*>(out), _mm_srl_epi64(text, left_out));
    _mm_storeh_pd(reinterpret_cast<double*>(out + count), _mm_castsi128_pd(text));
    return out + count + 8;
#else
    out = write_up_to_eight_digits(out, static_cast<std::uint32_t>(upper));
    return write_eight_digits(out, static_cast<std::uint32_t>(lower));
#endif
}

// Writes n < 10^16 with all its leading zeros.
INKJET_INLINE char* write_sixteen_digits(char* out, std::uint64_t n) noexcept {
    const std::uint64_t upper = n / ten_to_8, lower = n - upper * ten_to_8;
#if defined(INKJET_ISA_AVX512)
    store_sixteen_digits(out, upper, lower);
#elif defined(INKJET_ISA_AVX2) || defined(INKJET_ISA_SSE2)
    const __m128i text = sixteen_digits(upper, lower) | equal_bytes('0');
    store16(out, text);
#else
    store_bytes(out, eight_digits(static_cast<std::uint32_t>(upper)) | ascii_zeros);
    store_bytes(out + 8, eight_digits(static_cast<std::uint32_t>(lower)) | ascii_zeros);
#endif
    return out + 16;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
