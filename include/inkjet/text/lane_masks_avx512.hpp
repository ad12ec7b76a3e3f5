// Masks of lanes, of eight or of sixteen, with AVX-512.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/lanes_avx512.hpp>

#if defined(INKJET_ISA_AVX512) || defined(INKJET_DISPATCH)
# include <inkjet/text/x86_intrinsics.hpp>

namespace inkjet::detail {
inline namespace INKJET_ISA {
INKJET_AVX512_BEGIN
namespace avx512_numbers {

// Lanes that have some of the bits set, or none of them.
INKJET_INLINE __mmask8 any_of(eight x, eight set) { return _mm512_test_epi64_mask(x.a, set.a); }
INKJET_INLINE sixteen_bits any_of(sixteen x, sixteen set) {
    return {_mm512_test_epi64_mask(x.a, set.a), _mm512_test_epi64_mask(x.b, set.b)};
}

INKJET_INLINE __mmask8 any_of(__mmask8 where, eight x, eight set) {
    return _mm512_mask_test_epi64_mask(where, x.a, set.a);
}
INKJET_INLINE sixteen_bits any_of(sixteen_bits where, sixteen x, sixteen set) {
    return {_mm512_mask_test_epi64_mask(where.a, x.a, set.a),
            _mm512_mask_test_epi64_mask(where.b, x.b, set.b)};
}

INKJET_INLINE __mmask8 none_of(eight x, eight set) { return _mm512_testn_epi64_mask(x.a, set.a); }
INKJET_INLINE sixteen_bits none_of(sixteen x, sixteen set) {
    return {_mm512_testn_epi64_mask(x.a, set.a), _mm512_testn_epi64_mask(x.b, set.b)};
}

INKJET_INLINE __mmask8 negative_lanes(eight x) { return _mm512_movepi64_mask(x.a); }
INKJET_INLINE sixteen_bits negative_lanes(sixteen x) {
    return {_mm512_movepi64_mask(x.a), _mm512_movepi64_mask(x.b)};
}

INKJET_INLINE __mmask8 less(eight x, eight y) { return _mm512_cmplt_epu64_mask(x.a, y.a); }
INKJET_INLINE sixteen_bits less(sixteen x, sixteen y) {
    return {_mm512_cmplt_epu64_mask(x.a, y.a), _mm512_cmplt_epu64_mask(x.b, y.b)};
}

INKJET_INLINE __mmask8 less(__mmask8 where, eight x, eight y) {
    return _mm512_mask_cmplt_epu64_mask(where, x.a, y.a);
}
INKJET_INLINE sixteen_bits less(sixteen_bits where, sixteen x, sixteen y) {
    return {_mm512_mask_cmplt_epu64_mask(where.a, x.a, y.a), _mm512_mask_cmplt_epu64_mask(where.b, x.b, y.b)};
}

INKJET_INLINE __mmask8 equal(eight x, eight y) { return _mm512_cmpeq_epi64_mask(x.a, y.a); }
INKJET_INLINE sixteen_bits equal(sixteen x, sixteen y) {
    return {_mm512_cmpeq_epi64_mask(x.a, y.a), _mm512_cmpeq_epi64_mask(x.b, y.b)};
}

INKJET_INLINE __mmask8 equal(__mmask8 where, eight x, eight y) {
    return _mm512_mask_cmpeq_epi64_mask(where, x.a, y.a);
}
INKJET_INLINE sixteen_bits equal(sixteen_bits where, sixteen x, sixteen y) {
    return {_mm512_mask_cmpeq_epi64_mask(where.a, x.a, y.a), _mm512_mask_cmpeq_epi64_mask(where.b, x.b, y.b)};
}

INKJET_INLINE __mmask8 but_not(__mmask8 x, __mmask8 y) { return static_cast<__mmask8>(x & ~y); }
INKJET_INLINE sixteen_bits but_not(sixteen_bits x, sixteen_bits y) {
    return {static_cast<__mmask8>(x.a & ~y.a), static_cast<__mmask8>(x.b & ~y.b)};
}

INKJET_INLINE __mmask8 either(__mmask8 x, __mmask8 y) { return static_cast<__mmask8>(x | y); }
INKJET_INLINE sixteen_bits either(sixteen_bits x, sixteen_bits y) {
    return {static_cast<__mmask8>(x.a | y.a), static_cast<__mmask8>(x.b | y.b)};
}

INKJET_INLINE eight choose(__mmask8 where, eight x, eight otherwise) {
    return _mm512_mask_mov_epi64(otherwise.a, where, x.a);
}
INKJET_INLINE sixteen choose(sixteen_bits where, sixteen x, sixteen otherwise) {
    return {_mm512_mask_mov_epi64(otherwise.a, where.a, x.a),
            _mm512_mask_mov_epi64(otherwise.b, where.b, x.b)};
}

INKJET_INLINE eight zero_outside(__mmask8 where, eight x) { return _mm512_maskz_mov_epi64(where, x.a); }
INKJET_INLINE sixteen zero_outside(sixteen_bits where, sixteen x) {
    return {_mm512_maskz_mov_epi64(where.a, x.a), _mm512_maskz_mov_epi64(where.b, x.b)};
}

INKJET_INLINE eight plus_where(__mmask8 where, eight x, eight y) {
    return _mm512_mask_add_epi64(x.a, where, x.a, y.a);
}
INKJET_INLINE sixteen plus_where(sixteen_bits where, sixteen x, sixteen y) {
    return {_mm512_mask_add_epi64(x.a, where.a, x.a, y.a), _mm512_mask_add_epi64(x.b, where.b, x.b, y.b)};
}

INKJET_INLINE eight minus_where(__mmask8 where, eight x, eight y) {
    return _mm512_mask_sub_epi64(x.a, where, x.a, y.a);
}
INKJET_INLINE sixteen minus_where(sixteen_bits where, sixteen x, sixteen y) {
    return {_mm512_mask_sub_epi64(x.a, where.a, x.a, y.a), _mm512_mask_sub_epi64(x.b, where.b, x.b, y.b)};
}

// Of each eight lanes those in all, the bits one behind the other, and whether there is one.
INKJET_INLINE __mmask8 in_both(__mmask8 x) { return x; }
INKJET_INLINE __mmask8 in_both(sixteen_bits x) { return static_cast<__mmask8>(x.a & x.b); }
INKJET_INLINE unsigned in_a_row(__mmask8 x) { return x; }
INKJET_INLINE unsigned in_a_row(sixteen_bits x) { return unsigned{x.a} | unsigned{x.b} << 8; }
INKJET_INLINE bool any(__mmask8 x) { return x != 0; }
INKJET_INLINE bool any(sixteen_bits x) { return (x.a | x.b) != 0; }

} // namespace avx512_numbers
INKJET_AVX512_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
