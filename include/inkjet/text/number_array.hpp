// Contiguous arrays of numbers or bools as "a,b,c,", and of tuples of numbers as "a,b],[c,d],[".
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/bool_array.hpp>
#include <inkjet/text/number_bytes_avx2.hpp>
#include <inkjet/text/number_bytes_avx512.hpp>
#include <inkjet/text/number_floats_avx2.hpp>
#include <inkjet/text/number_floats_avx512.hpp>
#include <inkjet/text/number_integers_avx2.hpp>
#include <inkjet/text/number_integers_avx512.hpp>
#include <inkjet/text/number_separators.hpp>
#include <inkjet/text/x86_cpu.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace inkjet::detail {

// Most characters of a T in an array, with what stands behind it.
template <class T, std::size_t Extent = 1>
inline constexpr std::size_t number_run_chars = integer_chars<T> + 1;
template <>
inline constexpr std::size_t number_run_chars<bool> = bool_run_chars;
template <std::size_t Extent>
inline constexpr std::size_t number_run_chars<double, Extent> = double_chars + (Extent == 1 ? 1 : 3);
template <std::size_t Extent>
inline constexpr std::size_t number_run_chars<float, Extent> = float_chars + (Extent == 1 ? 1 : 3);

inline namespace INKJET_ISA {

// The kernels, by instruction set.
template <class T, std::size_t Extent>
inline char* write_number_run_portable(char* out, const T* values, std::size_t n) noexcept {
    separators<Extent> behind;
    return write_each_number(out, values, n, behind);
}

#if defined(INKJET_ISA_AVX2) || defined(INKJET_DISPATCH)
template <class T, std::size_t Extent>
inline char* write_number_run_avx2(char* out, const T* values, std::size_t n) noexcept {
    if constexpr (std::is_same_v<T, std::uint8_t>)
        return avx2_numbers::write_bytes(out, values, n);
    else if constexpr (std::is_integral_v<T>)
        return avx2_numbers::write_integers(out, values, n);
    else
        return avx2_numbers::write_floats<Extent>(out, values, n);
}
#endif

#if defined(INKJET_ISA_AVX512) || defined(INKJET_DISPATCH)
template <class T, std::size_t Extent>
inline char* write_number_run_avx512(char* out, const T* values, std::size_t n) noexcept {
    if constexpr (std::is_same_v<T, std::uint8_t>)
        return avx512_numbers::write_bytes(out, values, n);
    else if constexpr (std::is_integral_v<T>)
        return avx512_numbers::write_integers(out, values, n);
    else
        return avx512_numbers::write_floats<Extent>(out, values, n);
}
#endif

#if defined(INKJET_DISPATCH)
template <class T>
using number_run_function = char*(char*, const T*, std::size_t) noexcept;

template <class T, std::size_t Extent>
char* choose_and_write_number_run(char* out, const T* values, std::size_t n) noexcept;

// The first call finds the kernel. Initialised as a constant, so that numbers can be written before main;
// read and written as a relaxed atomic, since all that could be seen too early is the function that chooses,
// and it may choose twice. (By the compiler's own means, as <atomic> takes longer to read than all of this.)
template <class T, std::size_t Extent>
inline constinit number_run_function<T>* chosen_number_run = &choose_and_write_number_run<T, Extent>;

template <class T, std::size_t Extent>
INKJET_COLD char* choose_and_write_number_run(char* out, const T* values, std::size_t n) noexcept {
    number_run_function<T>* const kernel = widest_kernel<number_run_function<T>>(
        &write_number_run_portable<T, Extent>, &write_number_run_avx2<T, Extent>,
        &write_number_run_avx512<T, Extent>);
    __atomic_store_n(&chosen_number_run<T, Extent>, kernel, __ATOMIC_RELAXED);
    return kernel(out, values, n);
}
#endif

/// Writes n numbers as `write_integer` or `write_floating` does, with a comma behind each, and returns the
/// end. If `Extent` is not 1, n is a multiple of it, and `],[` stands behind each `Extent` numbers.
///
/// T is `bool` or an integer type of up to 64 bits, `Extent` 1 then, or `float` or `double`, whose values
/// must be finite. Touches at most `n * number_run_chars<T, Extent> + overrun` bytes.
template <std::size_t Extent = 1, class T>
inline char* write_number_run(char* out, const T* values, std::size_t n) noexcept {
    static_assert(Extent == 1 || std::is_floating_point_v<T>);
    constexpr std::size_t worth_a_kernel = 4;
    if constexpr (std::is_same_v<T, bool>) {
        return write_bool_run(out, values, n);
    } else {
        if (n < worth_a_kernel) return write_number_run_portable<T, Extent>(out, values, n);
#if defined(INKJET_DISPATCH)
        return __atomic_load_n(&chosen_number_run<T, Extent>, __ATOMIC_RELAXED)(out, values, n);
#elif defined(INKJET_ISA_AVX512)
        return write_number_run_avx512<T, Extent>(out, values, n);
#elif defined(INKJET_ISA_AVX2)
        return write_number_run_avx2<T, Extent>(out, values, n);
#else
        return write_number_run_portable<T, Extent>(out, values, n);
#endif
    }
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
