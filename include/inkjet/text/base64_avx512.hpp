// Base64 by AVX-512 with byte permutations, 48 bytes at a time (Mula and Lemire, "Base64 encoding and
// decoding at almost the speed of a memory copy", 2020).
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/base64_portable.hpp>
#include <inkjet/text/x86_intrinsics.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

// Of three bytes a group of two, one, three, two: each field of six bits lies inside a word of 16.
alignas(64) inline constexpr auto base64_spread = [] {
    std::array<std::uint8_t, 64> from{};
    for (unsigned i = 0; i < 16; ++i) {
        from[4 * i] = from[4 * i + 3] = static_cast<std::uint8_t>(3 * i + 1);
        from[4 * i + 1] = static_cast<std::uint8_t>(3 * i);
        from[4 * i + 2] = static_cast<std::uint8_t>(3 * i + 2);
    }
    return from;
}();

inline namespace INKJET_ISA {
INKJET_AVX512_BEGIN
namespace avx512_kernel {

// Writes what n bytes become; touches up to `overrun` bytes behind it.
template <class Code>
char* write_base64(char* out, const unsigned char* s, std::size_t n) noexcept {
    const __m512i spread = _mm512_load_si512(base64_spread.data());
    const __m512i letters = _mm512_loadu_si512(Code::letters);
    // The bits from which on the fields lie in two groups, in the order of the letters.
    const __m512i fields = _mm512_set1_epi64(0x3036'242a'1016'040a);
    const auto put = [&](__m512i bytes) INKJET_LAMBDA_INLINE {
        const __m512i groups = _mm512_permutexvar_epi8(spread, bytes);
        const __m512i indices = _mm512_multishift_epi64_epi8(fields, groups); // of which six bits count
        _mm512_storeu_si512(out, _mm512_permutexvar_epi8(indices, letters));
    };
    for (; n >= 64; n -= 48, s += 48, out += 64) put(_mm512_loadu_si512(s));
    while (n != 0) {
        const std::size_t step = n < 48 ? n : 48;
        put(_mm512_maskz_loadu_epi8((std::uint64_t{1} << step) - 1, s));
        n -= step, s += step;
        const std::size_t rest = step % 3;
        out += step / 3 * 4;
        if (rest == 0) continue;
        out += rest + 1;
        if constexpr (Code::padded) {
            out[0] = out[1] = '=';
            out += 3 - rest;
        }
    }
    return out;
}

} // namespace avx512_kernel
INKJET_AVX512_END
} // namespace INKJET_ISA
} // namespace inkjet::detail
