// Arrays of doubles or floats as "a,b,c,", eight at a time, with AVX2 and FMA.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_rows_avx2.hpp>
#include <inkjet/text/number_separators.hpp>
#include <inkjet/text/shortest_floats_avx2.hpp>
#include <inkjet/text/shortest_lanes_avx2.hpp>

#if defined(INKJET_ISA_AVX2) || defined(INKJET_DISPATCH)
# include <inkjet/text/x86_intrinsics.hpp>

# include <bit>
# include <cstddef>
# include <cstdint>

namespace inkjet::detail {
inline namespace INKJET_ISA {
INKJET_AVX2_BEGIN
namespace avx2_numbers {

// The decimals of the first `count` of eight values, and of zeros for the others. Loaded as integers: of what
// is loaded as doubles clang, with -ffast-math, compares the bits with those of zero as doubles, and then
// takes subnormals for zero. (A template, so that the tables are made only where arrays are written.)
template <class Float>
INKJET_INLINE eight_decimals shortest(const Float* values, std::size_t count) {
    if constexpr (sizeof(Float) == sizeof(double)) {
        const auto* const from = reinterpret_cast<const long long*>(values);
        const eight_words which =
            greater(all(count), {_mm256_set_epi64x(3, 2, 1, 0), _mm256_set_epi64x(7, 6, 5, 4)});
        return shortest_doubles<Float>(
            {_mm256_maskload_epi64(from, which.a), _mm256_maskload_epi64(from + 4, which.b)});
    } else {
        const __m256i which = _mm256_cmpgt_epi32(_mm256_set1_epi32(static_cast<int>(count)),
                                                 _mm256_set_epi32(7, 6, 5, 4, 3, 2, 1, 0));
        return shortest_floats<Float>(_mm256_maskload_epi32(reinterpret_cast<const int*>(values), which));
    }
}

INKJET_INLINE std::uint64_t is_negative(double v) { return std::bit_cast<std::uint64_t>(v) >> 63; }
INKJET_INLINE std::uint64_t is_negative(float v) { return std::bit_cast<std::uint32_t>(v) >> 31; }

// Writes the first `count` numbers.
template <bool HasExponents, class Float, std::size_t Extent>
INKJET_INLINE char* write_rows(char* out, const eight_rows& rows, const Float* values, unsigned count,
                               separators<Extent> behind) {
    const auto write = [&](unsigned i) INKJET_LAMBDA_INLINE {
        out = write_row<HasExponents>(out, rows, i, is_negative(values[i]), behind);
    };
    if (count < 8) [[unlikely]] {
        for (unsigned i = 0; i < count; ++i) write(i);
        return out;
    }
    // Unrolled by hand: g++ doesn't, and the places would be computed.
    write(0);
    write(1);
    write(2);
    write(3);
    write(4);
    write(5);
    write(6);
    write(7);
    return out;
}

template <class Float, std::size_t Extent>
INKJET_COLD char* write_uncertain_rows(char* out, const eight_rows& rows, const Float* values, unsigned count,
                                       separators<Extent> behind) {
    for (unsigned i = 0; i < count; ++i) {
        if ((rows.uncertain >> i & 1) != 0)
            out = behind.put(write_floating(out, values[i]), i);
        else
            out = write_row<true>(out, rows, i, is_negative(values[i]), behind);
    }
    return out;
}

template <class Float, std::size_t Extent>
INKJET_INLINE char* write_group(char* out, const eight_rows& rows, const Float* values, unsigned count,
                                separators<Extent> behind) {
    if (rows.uncertain != 0) [[unlikely]]
        return write_uncertain_rows(out, rows, values, count, behind);
    return rows.has_exponents ? write_rows<true>(out, rows, values, count, behind)
                              : write_rows<false>(out, rows, values, count, behind);
}

// The numbers begin a tuple.
template <std::size_t Extent, class Float>
inline char* write_floats(char* out, const Float* values, std::size_t n) {
    separators<Extent> behind;
    // The sums are made for rounding to nearest.
    if ((_mm_getcsr() & _MM_ROUND_MASK) != _MM_ROUND_NEAREST) [[unlikely]]
        return write_numbers_rarely(out, values, n, behind);

    // A group is prepared ahead of the one that is being written: they share no data, whereas one alone waits
    // out the latency of its own steps.
    constexpr std::size_t worth_a_group = 4;
    eight_rows rows[2];
    std::size_t prepared = 0; // how many are in rows[at]
    for (std::size_t at = 0;; at ^= 1) {
        std::size_t next = n - prepared < 8 ? n - prepared : 8;
        if (next >= worth_a_group)
            lay_out(shortest(values + prepared, next), rows[at ^ 1]);
        else
            next = 0;
        if (prepared != 0) {
            const auto count = static_cast<unsigned>(prepared);
            out = write_group(out, rows[at], values, count, behind);
            behind.pass(count);
            values += prepared;
            n -= prepared;
        }
        prepared = next;
        if (next == 0) break;
    }
    return write_each_number(out, values, n, behind);
}

} // namespace avx2_numbers
INKJET_AVX2_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
