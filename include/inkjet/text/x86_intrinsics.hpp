// The intrinsics of AVX2 and AVX-512, without those that no kernel takes: <immintrin.h> has thousands, and a
// unit would spend a quarter of a second on reading them with clang, 0.4 with g++.
//
// Both keep the intrinsics of each extension in a header of its own, which refuses to be included but by
// <immintrin.h>; what it looks at is that header's guard. The guard is lent to the few that are wanted, and
// taken back, so that who includes <immintrin.h> later gets the rest. That is done for the versions it is
// known of; all other compilers take the whole. A kernel that these do not compile, for want of an intrinsic,
// takes one that is not in these headers: most of those of AVX-512VL are in two that cost more than all
// others. With clang, those of AVX-512 are our own (avx512_builtins.inl), as its headers would take 0.06 s.
#pragma once

#include <inkjet/base/config.hpp>

// clang-format off
// NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming): the compilers' own, as said above
#if !defined(INKJET_INTRINSICS_IN_PARTS) || defined(__IMMINTRIN_H) || defined(_IMMINTRIN_H_INCLUDED)
# include <immintrin.h>
#else
# if defined(__clang__)
#  define __IMMINTRIN_H
# else
#  define _IMMINTRIN_H_INCLUDED
using __mmask32 = unsigned; // which g++ declares among those of AVX-512VL
# endif
# include <x86gprintrin.h>
# include <smmintrin.h> // and all before it
# include <popcntintrin.h>
# include <avxintrin.h>
# include <avx2intrin.h>
# if defined(__clang__) // in g++ a part of x86gprintrin.h
#  include <bmiintrin.h>
#  include <bmi2intrin.h>
#  include <lzcntintrin.h>
# endif
# include <fmaintrin.h>
# if !defined(__clang__)
#  include <avx512fintrin.h>
#  include <avx512bwintrin.h>
#  include <avx512cdintrin.h>
#  include <avx512dqintrin.h>
#  include <avx512ifmaintrin.h>
#  include <avx512vbmiintrin.h>
#  include <avx512vbmivlintrin.h>
#  include <avx512vbmi2intrin.h>
# else
#  include <inkjet/text/avx512_builtins.inl>
#  include <inkjet/text/avx512_mask_builtins.inl>
# endif
# undef __IMMINTRIN_H
# undef _IMMINTRIN_H_INCLUDED
#endif
// NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming)
// clang-format on

#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

// The same object, of which g++ does not know that it is constant: operands are then taken from memory, as
// parts of the instructions that need them, where it would make each anew. clang does so by itself.
template <class T>
INKJET_INLINE const T& in_memory(const T& object) noexcept {
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
INKJET_AVX512_BEGIN

// A bit for each of the first n lanes, of 64 at most.
INKJET_INLINE std::uint64_t first_lanes(std::size_t n) {
    return _bzhi_u64(~std::uint64_t{0}, static_cast<unsigned>(n));
}

INKJET_AVX512_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#if defined(INKJET_ISA_AVX512) || defined(INKJET_DISPATCH)
# include <type_traits>

namespace inkjet::detail {
inline namespace INKJET_ISA {
INKJET_AVX512_BEGIN

# if defined(INKJET_INTRINSICS_IN_PARTS)
// The pointer that a load of part of a vector is given: to the whole in clang, to an element in g++.
template <class Vector>
INKJET_INLINE auto start_of(const void* values) {
#  if defined(__clang__)
    return static_cast<const Vector*>(values);
#  else
    return static_cast<const std::remove_reference_t<decltype(Vector{}[0])>*>(values);
#  endif
}
# endif

// Loads the values whose bits are set, and zeros for the others: 8 of four bytes, of two, or 16 of one.
INKJET_INLINE __m256i load_some_int32(__mmask8 which, const void* values) {
# if defined(INKJET_INTRINSICS_IN_PARTS)
    using eight = int __attribute__((vector_size(32)));
    return reinterpret_cast<__m256i>(
        __builtin_ia32_loaddqusi256_mask(start_of<eight>(values), eight{}, which));
# else
    return _mm256_maskz_loadu_epi32(which, values);
# endif
}
INKJET_INLINE __m128i load_some_int16(__mmask8 which, const void* values) {
# if defined(INKJET_INTRINSICS_IN_PARTS)
    using eight = short __attribute__((vector_size(16)));
    return reinterpret_cast<__m128i>(
        __builtin_ia32_loaddquhi128_mask(start_of<eight>(values), eight{}, which));
# else
    return _mm_maskz_loadu_epi16(which, values);
# endif
}
INKJET_INLINE __m128i load_some_int8(__mmask16 which, const void* values) {
# if defined(INKJET_INTRINSICS_IN_PARTS)
    using sixteen = char __attribute__((vector_size(16)));
    return reinterpret_cast<__m128i>(
        __builtin_ia32_loaddquqi128_mask(start_of<sixteen>(values), sixteen{}, which));
# else
    return _mm_maskz_loadu_epi8(which, values);
# endif
}

INKJET_AVX512_END
} // namespace INKJET_ISA
} // namespace inkjet::detail
#endif
