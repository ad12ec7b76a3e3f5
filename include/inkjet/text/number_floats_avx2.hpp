// Arrays of doubles as "a,b,c,", four at a time, with AVX2 and FMA.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_rows_avx2.hpp>
#include <inkjet/text/floating.hpp>
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

INKJET_COLD inline char* write_doubles_singly(char* out, const double* values, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) {
        out = write_floating(out, values[i]);
        *out++ = ',';
    }
    return out;
}

template <class Float>
inline char* write_doubles(char* out, const Float* values, std::size_t n) {
    // The sums are made for rounding to nearest.
    if ((_mm_getcsr() & _MM_ROUND_MASK) != _MM_ROUND_NEAREST) [[unlikely]]
        return write_doubles_singly(out, values, n);

    // Groups of four are prepared ahead of the one that is being written: they share no data, whereas one
    // alone waits out the latency of its own steps.
    constexpr std::size_t slots = 4, ahead = 3;
    four_rows rows[slots];
    const auto prepare = [&](std::size_t group) INKJET_LAMBDA_INLINE {
        const auto* const from = reinterpret_cast<const __m256i*>(values + group * 4);
        lay_out(shortest_doubles<Float>(_mm256_loadu_si256(from)), rows[group % slots]);
    };
    const std::size_t groups = n / 4;
    std::size_t prepared = 0;
    for (std::size_t group = 0; group < groups; ++group) {
        for (; prepared < groups && prepared <= group + ahead; ++prepared) prepare(prepared);
        const four_rows& four = rows[group % slots];
        const Float* const from = values + group * 4;
        if (!four.certain) [[unlikely]] {
            out = write_doubles_singly(out, from, 4);
            continue;
        }
        for (std::size_t i = 0; i < 4; ++i)
            out = write_row(out, four, i, std::bit_cast<std::uint64_t>(from[i]) >> 63);
    }
    for (std::size_t i = groups * 4; i < n; ++i) {
        out = write_floating(out, values[i]);
        *out++ = ',';
    }
    return out;
}

} // namespace avx2_numbers
INKJET_AVX2_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
