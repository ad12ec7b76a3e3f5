// Contiguous arrays of numbers as "a,b,c,".
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/floating.hpp>
#include <inkjet/text/integer.hpp>
#include <inkjet/text/number_bytes_avx512.hpp>
#include <inkjet/text/number_floats_avx2.hpp>
#include <inkjet/text/number_floats_avx512.hpp>
#include <inkjet/text/number_integers_avx2.hpp>
#include <inkjet/text/number_integers_avx512.hpp>

#include <cstddef>
#include <type_traits>

namespace inkjet::detail {

// Most characters of a T in an array, its comma included.
template <class T>
inline constexpr std::size_t number_run_chars = integer_chars<T> + 1;
template <>
inline constexpr std::size_t number_run_chars<double> = double_chars + 1;
template <>
inline constexpr std::size_t number_run_chars<float> = float_chars + 1;

inline namespace INKJET_ISA {

/// Writes n numbers, each followed by a comma, as `write_integer` or `write_floating` does, and returns the
/// end.
///
/// T is an integer type of up to 64 bits or `float` or `double`, whose values must be finite. Touches at most
/// `n * number_run_chars<T> + overrun` bytes.
template <class T>
inline char* write_number_run(char* out, const T* values, std::size_t n) noexcept {
#if defined(INKJET_ISA_AVX512)
    if constexpr (std::is_same_v<T, std::uint8_t>)
        return avx512_numbers::write_bytes(out, values, n);
    else if constexpr (std::is_integral_v<T>)
        return avx512_numbers::write_integers(out, values, n);
    else
        return avx512_numbers::write_floats(out, values, n);
#elif defined(INKJET_ISA_AVX2)
    if constexpr (std::is_integral_v<T>)
        return avx2_numbers::write_integers(out, values, n);
    else if constexpr (std::is_same_v<T, double>)
        return avx2_numbers::write_doubles(out, values, n);
#endif
    for (std::size_t i = 0; i < n; ++i) {
        if constexpr (std::is_floating_point_v<T>)
            out = write_floating(out, values[i]);
        else
            out = write_integer(out, values[i]);
        *out++ = ',';
    }
    return out;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
