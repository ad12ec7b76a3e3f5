// Arrays of 8-bit unsigned integers as "a,b,c,": the text of each from a table, how long it is with AVX2.
#pragma once

#include <inkjet/base/config.hpp>

#if defined(INKJET_ISA_AVX2) || defined(INKJET_DISPATCH)
# include <inkjet/text/x86_intrinsics.hpp>

# include <array>
# include <cstddef>
# include <cstdint>

namespace inkjet::detail {

// "0,", "1,", ... "255,". A template, so that they are made only where arrays are written.
template <class Byte>
alignas(64) inline constexpr auto byte_texts = [] {
    std::array<std::array<char, 4>, 256> texts{};
    for (std::size_t n = 0; n < texts.size(); ++n) {
        std::size_t at = 0;
        if (n >= 100) texts[n][at++] = static_cast<char>('0' + static_cast<int>(n / 100));
        if (n >= 10) texts[n][at++] = static_cast<char>('0' + static_cast<int>(n / 10 % 10));
        texts[n][at++] = static_cast<char>('0' + static_cast<int>(n % 10));
        texts[n][at] = ',';
    }
    return texts;
}();

inline namespace INKJET_ISA {
INKJET_AVX2_BEGIN
namespace avx2_numbers {

template <class Byte>
inline char* write_bytes(char* out, const Byte* values, std::size_t n) {
    constexpr std::size_t group = 32;
    alignas(group) std::uint8_t lengths[group];
    const __m256i ten = _mm256_set1_epi8(10), hundred = _mm256_set1_epi8(100), two = _mm256_set1_epi8(2);
    for (; n >= group; n -= group, values += group) {
        const __m256i v = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(values));
        const __m256i has_tens = _mm256_cmpeq_epi8(_mm256_max_epu8(v, ten), v); // all bits, which is -1
        const __m256i has_hundreds = _mm256_cmpeq_epi8(_mm256_max_epu8(v, hundred), v);
        _mm256_store_si256(reinterpret_cast<__m256i*>(lengths),
                           _mm256_sub_epi8(_mm256_sub_epi8(two, has_tens), has_hundreds));
# pragma GCC unroll 32 // g++ wouldn't, and clang only in part
        for (std::size_t i = 0; i < group; ++i) {
            __builtin_memcpy(out, &byte_texts<Byte>[values[i]], sizeof byte_texts<Byte>[0]);
            out += lengths[i];
        }
    }
    for (std::size_t i = 0; i < n; ++i) {
        __builtin_memcpy(out, &byte_texts<Byte>[values[i]], sizeof byte_texts<Byte>[0]);
        out += 2 + (values[i] >= 10) + (values[i] >= 100);
    }
    return out;
}

} // namespace avx2_numbers
INKJET_AVX2_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
