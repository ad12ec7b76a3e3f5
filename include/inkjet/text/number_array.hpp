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
#include <inkjet/text/x86_cpu.hpp>

#include <cstddef>
#include <cstdint>
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

// One after the other: where there is no wider way, and for the last few.
template <class T>
INKJET_INLINE char* write_each_number(char* out, const T* values, std::size_t n) noexcept {
    for (std::size_t i = 0; i < n; ++i) {
        if constexpr (std::is_floating_point_v<T>)
            out = write_floating(out, values[i]);
        else
            out = write_integer(out, values[i]);
        *out++ = ',';
    }
    return out;
}

// The kernels, by instruction set.
template <class T>
inline char* write_number_run_portable(char* out, const T* values, std::size_t n) noexcept {
    return write_each_number(out, values, n);
}

#if defined(INKJET_ISA_AVX2) || defined(INKJET_DISPATCH)
template <class T>
inline char* write_number_run_avx2(char* out, const T* values, std::size_t n) noexcept {
    if constexpr (std::is_integral_v<T>)
        return avx2_numbers::write_integers(out, values, n);
    else if constexpr (std::is_same_v<T, double>)
        return avx2_numbers::write_doubles(out, values, n);
    else
        return write_each_number(out, values, n);
}
#endif

#if defined(INKJET_ISA_AVX512) || defined(INKJET_DISPATCH)
template <class T>
inline char* write_number_run_avx512(char* out, const T* values, std::size_t n) noexcept {
    if constexpr (std::is_same_v<T, std::uint8_t>)
        return avx512_numbers::write_bytes(out, values, n);
    else if constexpr (std::is_integral_v<T>)
        return avx512_numbers::write_integers(out, values, n);
    else
        return avx512_numbers::write_floats(out, values, n);
}
#endif

#if defined(INKJET_DISPATCH)
template <class T>
using number_run_function = char*(char*, const T*, std::size_t) noexcept;

template <class T>
char* choose_and_write_number_run(char* out, const T* values, std::size_t n) noexcept;

// The first call finds the kernel. Initialised as a constant, so that numbers can be written before main;
// read and written as a relaxed atomic, since all that could be seen too early is the function that chooses,
// and it may choose twice. (By the compiler's own means, as <atomic> takes longer to read than all of this.)
template <class T>
inline constinit number_run_function<T>* chosen_number_run = &choose_and_write_number_run<T>;

template <class T>
INKJET_COLD char* choose_and_write_number_run(char* out, const T* values, std::size_t n) noexcept {
    number_run_function<T>* kernel = &write_number_run_portable<T>;
    if (machine_has_avx512())
        kernel = &write_number_run_avx512<T>;
    else if (machine_has_avx2())
        kernel = &write_number_run_avx2<T>;
    __atomic_store_n(&chosen_number_run<T>, kernel, __ATOMIC_RELAXED);
    return kernel(out, values, n);
}
#endif

/// Writes n numbers, each followed by a comma, as `write_integer` or `write_floating` does, and returns the
/// end.
///
/// T is an integer type of up to 64 bits or `float` or `double`, whose values must be finite. Touches at most
/// `n * number_run_chars<T> + overrun` bytes.
template <class T>
inline char* write_number_run(char* out, const T* values, std::size_t n) noexcept {
    constexpr std::size_t worth_a_kernel = 4;
    if (n < worth_a_kernel) return write_each_number(out, values, n);
#if defined(INKJET_DISPATCH)
    return __atomic_load_n(&chosen_number_run<T>, __ATOMIC_RELAXED)(out, values, n);
#elif defined(INKJET_ISA_AVX512)
    return write_number_run_avx512(out, values, n);
#elif defined(INKJET_ISA_AVX2)
    return write_number_run_avx2(out, values, n);
#else
    return write_number_run_portable(out, values, n);
#endif
}

/// Returns the index of the first number that is infinite or NaN, or n.
template <class Float>
inline std::size_t find_not_finite(const Float* values, std::size_t n) noexcept {
    using bits = std::conditional_t<sizeof(Float) == 8, std::uint64_t, std::uint32_t>;
    // With the sign cleared, adding one to an exponent of ones makes it overflow into the place of the sign.
    constexpr bits infinity =
        sizeof(Float) == 8 ? bits{0x7ff} << (sizeof(bits) * 8 - 12) : bits{0xff} << (sizeof(bits) * 8 - 9);
    constexpr bits sign = bits{1} << (sizeof(bits) * 8 - 1);
    constexpr bits one = sign - infinity;
    const auto overflow = [&](std::size_t i) INKJET_LAMBDA_INLINE {
        bits value;
        __builtin_memcpy(&value, values + i, sizeof value);
        return (value & ~sign) + one;
    };
    constexpr std::size_t block = 32; // of which compilers make vectors
    std::size_t first = 0;
    for (; n - first >= block; first += block) {
        bits any = 0;
        for (std::size_t i = 0; i < block; ++i) any |= overflow(first + i);
        if ((any & sign) != 0) break;
    }
    while (first < n && (overflow(first) & sign) == 0) ++first;
    return first;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
