// The intrinsics of AVX2 and AVX-512, without those that no kernel takes: clang's <immintrin.h> has
// thousands, and a unit would spend a quarter of a second on reading them.
//
// clang keeps the intrinsics of each extension in a header of its own, which refuses to be included but by
// <immintrin.h>; what it looks at is that header's guard. The guard is lent to the few that are wanted, and
// taken back, so that who includes <immintrin.h> later gets the rest. That is done for the versions it is
// known of; all other compilers take the whole. A kernel that clang does not compile, for want of an
// intrinsic, takes one that is not in these headers: most of those of AVX-512VL are in two that cost more
// than all others.
#pragma once

#include <inkjet/base/config.hpp>

#if defined(INKJET_INTRINSICS_IN_PARTS) && !defined(__IMMINTRIN_H)
// clang-format off
// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming): clang's own, as said above
# define __IMMINTRIN_H
# include <x86gprintrin.h>
# include <smmintrin.h> // and all before it
# include <popcntintrin.h>
# include <avxintrin.h>
# include <avx2intrin.h>
# include <bmiintrin.h>
# include <bmi2intrin.h>
# include <lzcntintrin.h>
# include <fmaintrin.h>
# include <avx512fintrin.h>
# include <avx512bwintrin.h>
# include <avx512cdintrin.h>
# include <avx512dqintrin.h>
# include <avx512ifmaintrin.h>
# include <avx512vbmiintrin.h>
# include <avx512vbmivlintrin.h>
# include <avx512vbmi2intrin.h>
# undef __IMMINTRIN_H
// clang-format on
#else
# include <immintrin.h>
#endif

namespace inkjet::detail {

// The same object, of which g++ does not know that it is constant: operands are then taken from memory, as
// parts of the instructions that need them, where it would make each anew. clang does so by itself.
template <class T>
INKJET_INLINE const T& opaque(const T& object) noexcept {
    const T* at = &object;
#if !defined(__clang__)
    asm("" : "+r"(at));
#endif
    return *at;
}

inline namespace INKJET_ISA {
INKJET_AVX2_BEGIN

// Ends a kernel in a unit whose other code is SSE. A function that took registers as arguments leaves their
// upper halves as they are when g++ compiles it, and SSE code then waits for each register it writes.
INKJET_INLINE void leave_kernel() {
#if defined(INKJET_ISA_SSE2)
    _mm256_zeroupper();
#endif
}

INKJET_AVX2_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#if defined(INKJET_ISA_AVX512) || defined(INKJET_DISPATCH)
namespace inkjet::detail {
inline namespace INKJET_ISA {
INKJET_AVX512_BEGIN

// Loads the values whose bits are set, and zeros for the others: 8 of four bytes, of two, or 16 of one.
INKJET_INLINE __m256i load_some_int32(__mmask8 which, const void* values) {
# if defined(INKJET_INTRINSICS_IN_PARTS)
    using eight = int __attribute__((vector_size(32)));
    return static_cast<__m256i>(
        __builtin_ia32_loaddqusi256_mask(static_cast<const eight*>(values), eight{}, which));
# else
    return _mm256_maskz_loadu_epi32(which, values);
# endif
}
INKJET_INLINE __m128i load_some_int16(__mmask8 which, const void* values) {
# if defined(INKJET_INTRINSICS_IN_PARTS)
    using eight = short __attribute__((vector_size(16)));
    return static_cast<__m128i>(
        __builtin_ia32_loaddquhi128_mask(static_cast<const eight*>(values), eight{}, which));
# else
    return _mm_maskz_loadu_epi16(which, values);
# endif
}
INKJET_INLINE __m128i load_some_int8(__mmask16 which, const void* values) {
# if defined(INKJET_INTRINSICS_IN_PARTS)
    using sixteen = char __attribute__((vector_size(16)));
    return static_cast<__m128i>(
        __builtin_ia32_loaddquqi128_mask(static_cast<const sixteen*>(values), sixteen{}, which));
# else
    return _mm_maskz_loadu_epi8(which, values);
# endif
}

INKJET_AVX512_END
} // namespace INKJET_ISA
} // namespace inkjet::detail
#endif
