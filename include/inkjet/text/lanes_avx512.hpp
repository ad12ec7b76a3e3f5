// 64-bit lanes, eight as one register of AVX-512 or sixteen as two: for flags that allow it, or for a machine
// that turns out to have it.
#pragma once

#include <inkjet/base/config.hpp>

#if defined(INKJET_ISA_AVX512) || defined(INKJET_DISPATCH)
# include <inkjet/text/avx512_immediates.hpp>

# include <cstdint>

namespace inkjet::detail {
inline namespace INKJET_ISA {
INKJET_AVX512_BEGIN
namespace avx512_numbers {

// Of sixteen, whatever is done to lanes is done to one register and then to the other. The two share no data:
// where a step of one waits for the step before, that of the other fills the gap. (Processors look ahead for
// such work, but not as far as one pass of these algorithms is long.)
//
// A register alone stands for what is the same in each eight lanes, such as constants.
struct eight {
    using bits = __mmask8;
    static constexpr unsigned size = 8;
    __m512i a;

    // NOLINTNEXTLINE(google-explicit-constructor,hicpp-explicit-conversions): as said above
    INKJET_INLINE eight(__m512i lanes) : a(lanes) {}
};
struct sixteen_bits {
    __mmask8 a, b;
};
struct sixteen {
    using bits = sixteen_bits;
    static constexpr unsigned size = 16;
    __m512i a, b; // lanes 0 to 7, 8 to 15

    INKJET_INLINE sixteen(eight first, eight second) : a(first.a), b(second.a) {}
    INKJET_INLINE sixteen(__m512i first, __m512i second) : a(first), b(second) {}
    // NOLINTNEXTLINE(google-explicit-constructor,hicpp-explicit-conversions): as said above
    INKJET_INLINE sixteen(__m512i both) : a(both), b(both) {}
};

// Compilers' own vectors, of which less is to compile than of intrinsics.
using words = unsigned long long __attribute__((vector_size(64)));

// One value in all lanes, or in all fields of lanes. g++ is kept from seeing a constant in it: it would make
// each anew wherever it is used, by an instruction that competes with the shuffles for one port.
INKJET_INLINE __m512i all(std::uint64_t x) {
    auto lanes = reinterpret_cast<__m512i>(words{} + x);
# if !defined(__clang__)
    asm("" : "+v"(lanes));
# endif
    return lanes;
}
INKJET_INLINE __m512i all32(std::uint32_t x) { return _mm512_set1_epi32(static_cast<int>(x)); }
INKJET_INLINE __m512i all16(std::uint64_t x) { return _mm512_set1_epi16(static_cast<short>(x)); }

INKJET_INLINE eight operator+(eight x, eight y) {
    return reinterpret_cast<__m512i>(reinterpret_cast<words>(x.a) + reinterpret_cast<words>(y.a));
}
INKJET_INLINE sixteen operator+(sixteen x, sixteen y) {
    return {reinterpret_cast<__m512i>(reinterpret_cast<words>(x.a) + reinterpret_cast<words>(y.a)),
            reinterpret_cast<__m512i>(reinterpret_cast<words>(x.b) + reinterpret_cast<words>(y.b))};
}

INKJET_INLINE eight operator-(eight x, eight y) {
    return reinterpret_cast<__m512i>(reinterpret_cast<words>(x.a) - reinterpret_cast<words>(y.a));
}
INKJET_INLINE sixteen operator-(sixteen x, sixteen y) {
    return {reinterpret_cast<__m512i>(reinterpret_cast<words>(x.a) - reinterpret_cast<words>(y.a)),
            reinterpret_cast<__m512i>(reinterpret_cast<words>(x.b) - reinterpret_cast<words>(y.b))};
}

INKJET_INLINE eight operator&(eight x, eight y) { return x.a & y.a; }
INKJET_INLINE sixteen operator&(sixteen x, sixteen y) { return {x.a & y.a, x.b & y.b}; }

INKJET_INLINE eight operator|(eight x, eight y) { return x.a | y.a; }
INKJET_INLINE sixteen operator|(sixteen x, sixteen y) { return {x.a | y.a, x.b | y.b}; }

// x | ~y
INKJET_INLINE eight or_not(eight x, eight y) { return ternary<0xF3>(x.a, y.a, y.a); }
INKJET_INLINE sixteen or_not(sixteen x, sixteen y) {
    return {ternary<0xF3>(x.a, y.a, y.a), ternary<0xF3>(x.b, y.b, y.b)};
}

// (x & ~without) | with
INKJET_INLINE eight replaced(eight x, eight without, eight with) {
    return ternary<0xBA>(x.a, without.a, with.a);
}
INKJET_INLINE sixteen replaced(sixteen x, sixteen without, sixteen with) {
    return {ternary<0xBA>(x.a, without.a, with.a), ternary<0xBA>(x.b, without.b, with.b)};
}

template <unsigned Bits>
INKJET_INLINE eight shifted_left(eight x) {
    return reinterpret_cast<__m512i>(reinterpret_cast<words>(x.a) << Bits);
}
template <unsigned Bits>
INKJET_INLINE sixteen shifted_left(sixteen x) {
    return {reinterpret_cast<__m512i>(reinterpret_cast<words>(x.a) << Bits),
            reinterpret_cast<__m512i>(reinterpret_cast<words>(x.b) << Bits)};
}

template <unsigned Bits>
INKJET_INLINE eight shifted_right(eight x) {
    return reinterpret_cast<__m512i>(reinterpret_cast<words>(x.a) >> Bits);
}
template <unsigned Bits>
INKJET_INLINE sixteen shifted_right(sixteen x) {
    return {reinterpret_cast<__m512i>(reinterpret_cast<words>(x.a) >> Bits),
            reinterpret_cast<__m512i>(reinterpret_cast<words>(x.b) >> Bits)};
}

// The low 64 bits of (upper:lower) >> Bits.
template <unsigned Bits>
INKJET_INLINE eight funnel_right(eight upper, eight lower) {
    return funnel_right_64<Bits>(upper.a, lower.a);
}
template <unsigned Bits>
INKJET_INLINE sixteen funnel_right(sixteen upper, sixteen lower) {
    return {funnel_right_64<Bits>(upper.a, lower.a), funnel_right_64<Bits>(upper.b, lower.b)};
}

// All bits of lanes whose top bit is set.
INKJET_INLINE eight top_bits(eight x) { return _mm512_srai_epi64(x.a, 63); }
INKJET_INLINE sixteen top_bits(sixteen x) { return {_mm512_srai_epi64(x.a, 63), _mm512_srai_epi64(x.b, 63)}; }

INKJET_INLINE eight magnitude(eight x) { return _mm512_abs_epi64(x.a); }
INKJET_INLINE sixteen magnitude(sixteen x) { return {_mm512_abs_epi64(x.a), _mm512_abs_epi64(x.b)}; }

INKJET_INLINE eight leading_zeros(eight x) { return _mm512_lzcnt_epi64(x.a); }
INKJET_INLINE sixteen leading_zeros(sixteen x) { return {_mm512_lzcnt_epi64(x.a), _mm512_lzcnt_epi64(x.b)}; }

// The sum of x and the low 52 bits of a product, or its bits from 52 on.
INKJET_INLINE eight plus_product_low(eight x, eight p, eight q) {
    return _mm512_madd52lo_epu64(x.a, p.a, q.a);
}
INKJET_INLINE sixteen plus_product_low(sixteen x, sixteen p, sixteen q) {
    return {_mm512_madd52lo_epu64(x.a, p.a, q.a), _mm512_madd52lo_epu64(x.b, p.b, q.b)};
}

INKJET_INLINE eight plus_product_high(eight x, eight p, eight q) {
    return _mm512_madd52hi_epu64(x.a, p.a, q.a);
}
INKJET_INLINE sixteen plus_product_high(sixteen x, sixteen p, sixteen q) {
    return {_mm512_madd52hi_epu64(x.a, p.a, q.a), _mm512_madd52hi_epu64(x.b, p.b, q.b)};
}

// By fields of 16 bits, of 32, or of 8.
INKJET_INLINE eight product_high16(eight x, eight y) { return _mm512_mulhi_epu16(x.a, y.a); }
INKJET_INLINE sixteen product_high16(sixteen x, sixteen y) {
    return {_mm512_mulhi_epu16(x.a, y.a), _mm512_mulhi_epu16(x.b, y.b)};
}

INKJET_INLINE eight product16(eight x, eight y) { return _mm512_mullo_epi16(x.a, y.a); }
INKJET_INLINE sixteen product16(sixteen x, sixteen y) {
    return {_mm512_mullo_epi16(x.a, y.a), _mm512_mullo_epi16(x.b, y.b)};
}

INKJET_INLINE eight sum16(eight x, eight y) { return _mm512_add_epi16(x.a, y.a); }
INKJET_INLINE sixteen sum16(sixteen x, sixteen y) {
    return {_mm512_add_epi16(x.a, y.a), _mm512_add_epi16(x.b, y.b)};
}

template <unsigned Bits>
INKJET_INLINE eight shifted_right16(eight x) {
    return _mm512_srli_epi16(x.a, Bits);
}
template <unsigned Bits>
INKJET_INLINE sixteen shifted_right16(sixteen x) {
    return {_mm512_srli_epi16(x.a, Bits), _mm512_srli_epi16(x.b, Bits)};
}

INKJET_INLINE eight product32(eight x, eight y) { return _mm512_mullo_epi32(x.a, y.a); }
INKJET_INLINE sixteen product32(sixteen x, sixteen y) {
    return {_mm512_mullo_epi32(x.a, y.a), _mm512_mullo_epi32(x.b, y.b)};
}

INKJET_INLINE eight product64(eight x, eight y) { return _mm512_mullo_epi64(x.a, y.a); }
INKJET_INLINE sixteen product64(sixteen x, sixteen y) {
    return {_mm512_mullo_epi64(x.a, y.a), _mm512_mullo_epi64(x.b, y.b)};
}

INKJET_INLINE eight sum32(eight x, eight y) { return _mm512_add_epi32(x.a, y.a); }
INKJET_INLINE sixteen sum32(sixteen x, sixteen y) {
    return {_mm512_add_epi32(x.a, y.a), _mm512_add_epi32(x.b, y.b)};
}

INKJET_INLINE eight least32(eight x, eight y) { return _mm512_min_epu32(x.a, y.a); }
INKJET_INLINE sixteen least32(sixteen x, sixteen y) {
    return {_mm512_min_epu32(x.a, y.a), _mm512_min_epu32(x.b, y.b)};
}

INKJET_INLINE eight greatest8(eight x, eight y) { return _mm512_max_epu8(x.a, y.a); }
INKJET_INLINE sixteen greatest8(sixteen x, sixteen y) {
    return {_mm512_max_epu8(x.a, y.a), _mm512_max_epu8(x.b, y.b)};
}

// Bytes by their places in pairs of lanes, lanes by theirs, and bytes of a table.
INKJET_INLINE eight shuffled(eight x, __m512i places) { return _mm512_shuffle_epi8(x.a, places); }
INKJET_INLINE sixteen shuffled(sixteen x, __m512i places) {
    return {_mm512_shuffle_epi8(x.a, places), _mm512_shuffle_epi8(x.b, places)};
}

INKJET_INLINE eight permuted(eight x, __m512i places) { return _mm512_permutexvar_epi64(places, x.a); }
INKJET_INLINE sixteen permuted(sixteen x, __m512i places) {
    return {_mm512_permutexvar_epi64(places, x.a), _mm512_permutexvar_epi64(places, x.b)};
}

INKJET_INLINE eight looked_up(eight x, __m512i table) { return _mm512_permutexvar_epi8(x.a, table); }
INKJET_INLINE sixteen looked_up(sixteen x, __m512i table) {
    return {_mm512_permutexvar_epi8(x.a, table), _mm512_permutexvar_epi8(x.b, table)};
}

// The lanes of even or of odd number of both, by turns.
INKJET_INLINE eight even_lanes(eight x, eight y) { return _mm512_unpacklo_epi64(x.a, y.a); }
INKJET_INLINE sixteen even_lanes(sixteen x, sixteen y) {
    return {_mm512_unpacklo_epi64(x.a, y.a), _mm512_unpacklo_epi64(x.b, y.b)};
}

INKJET_INLINE eight odd_lanes(eight x, eight y) { return _mm512_unpackhi_epi64(x.a, y.a); }
INKJET_INLINE sixteen odd_lanes(sixteen x, sixteen y) {
    return {_mm512_unpackhi_epi64(x.a, y.a), _mm512_unpackhi_epi64(x.b, y.b)};
}

} // namespace avx512_numbers
INKJET_AVX512_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
