// Sixteen bytes in a register of SSE2, as lanes. What the compilers' own vectors can do is left to them: of
// intrinsics, which are functions, a unit takes several times as long to compile. In clang's headers those
// for equal lanes spell out each.
#pragma once

#include <inkjet/base/config.hpp>

#if defined(__x86_64__)
# include <emmintrin.h>

# include <cstdint>

namespace inkjet::detail {
inline namespace INKJET_ISA {

using bytes16 = signed char __attribute__((vector_size(16)));
using words16 = std::uint16_t __attribute__((vector_size(16)));
using doubles16 = std::uint32_t __attribute__((vector_size(16)));
using anywhere16 __attribute__((aligned(1), may_alias)) = __m128i;
static_assert(alignof(anywhere16) == 1);

INKJET_INLINE __m128i load16(const void* s) noexcept { return *static_cast<const anywhere16*>(s); }
INKJET_INLINE void store16(char* out, __m128i v) noexcept { *reinterpret_cast<anywhere16*>(out) = v; }

INKJET_INLINE __m128i equal_bytes(unsigned x) noexcept {
    return reinterpret_cast<__m128i>(bytes16{} + static_cast<signed char>(x));
}
// The upper halves of products of 16 bits, with one factor for all.
INKJET_INLINE words16 upper_product(words16 a, std::uint64_t factor) noexcept {
    using signed_words16 = short __attribute__((vector_size(16))); // as the compilers declare it
    const words16 factors = words16{} + static_cast<std::uint16_t>(factor);
    return reinterpret_cast<words16>(__builtin_ia32_pmulhuw128(reinterpret_cast<signed_words16>(a),
                                                               reinterpret_cast<signed_words16>(factors)));
}

// All bits of the bytes that are equal, or greater as signed numbers.
INKJET_INLINE __m128i bytes_equal(__m128i a, __m128i b) noexcept {
    return reinterpret_cast<__m128i>(reinterpret_cast<bytes16>(a) == reinterpret_cast<bytes16>(b));
}
INKJET_INLINE __m128i bytes_greater(__m128i a, __m128i b) noexcept {
    return reinterpret_cast<__m128i>(reinterpret_cast<bytes16>(a) > reinterpret_cast<bytes16>(b));
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
#endif
