// Base64 by AVX2, 24 bytes at a time (Mula and Lemire, "Faster Base64 encoding and decoding using AVX2
// instructions", 2018).
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/base64_portable.hpp>
#include <inkjet/text/x86_intrinsics.hpp>

#include <cstddef>

namespace inkjet::detail {
inline namespace INKJET_ISA {
INKJET_AVX2_BEGIN
namespace avx2_kernel {

INKJET_INLINE __m256i load_twelve_twice(const unsigned char* s) noexcept {
    const __m128i first = _mm_loadu_si128(reinterpret_cast<const __m128i*>(s));
    const __m128i second = _mm_loadu_si128(reinterpret_cast<const __m128i*>(s + 12));
    return _mm256_inserti128_si256(_mm256_castsi128_si256(first), second, 1);
}

// Writes what n bytes become; touches no other byte.
template <class Code>
char* write_base64(char* out, const unsigned char* s, std::size_t n) noexcept {
    // Of three bytes a group of two, one, three, two: each field of six bits lies inside a word of 16.
    const __m256i spread =
        _mm256_broadcastsi128_si256(_mm_setr_epi8(1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10));
    // Indices are told apart by max(index - 51, 0), but that those of the first run get 13.
    constexpr auto offset = [](int run) { return static_cast<char>(base64_offset<Code>(run)); };
    const __m256i offsets = _mm256_broadcastsi128_si256(
        _mm_setr_epi8(offset(1), offset(2), offset(2), offset(2), offset(2), offset(2), offset(2), offset(2),
                      offset(2), offset(2), offset(2), offset(3), offset(4), offset(0), 0, 0));
    for (; n >= 28; n -= 24, s += 24, out += 32) {
        const __m256i groups = _mm256_shuffle_epi8(load_twelve_twice(s), spread);
        // Products of words, in place of a shift by another distance for each.
        const __m256i even = _mm256_mulhi_epu16(_mm256_and_si256(groups, _mm256_set1_epi32(0x0fc0'fc00)),
                                                _mm256_set1_epi32(0x0400'0040));
        const __m256i odd = _mm256_mullo_epi16(_mm256_and_si256(groups, _mm256_set1_epi32(0x003f'03f0)),
                                               _mm256_set1_epi32(0x0100'0010));
        const __m256i index = _mm256_or_si256(even, odd);
        const __m256i in_first_run = _mm256_cmpgt_epi8(_mm256_set1_epi8(26), index);
        const __m256i run = _mm256_or_si256(_mm256_subs_epu8(index, _mm256_set1_epi8(51)),
                                            _mm256_and_si256(in_first_run, _mm256_set1_epi8(13)));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(out),
                            _mm256_add_epi8(index, _mm256_shuffle_epi8(offsets, run)));
    }
    return portable_kernel::write_base64<Code>(out, s, n);
}

} // namespace avx2_kernel
INKJET_AVX2_END
} // namespace INKJET_ISA
} // namespace inkjet::detail
