// How much of a text can stand in a JSON string as it is: found without copying it, by the kernel for the
// flags of this translation unit, or a wider one that the machine turns out to have.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/escape.hpp>

#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

// What is asked of a text, besides that nothing in it needs an escape.
enum class text_demand : unsigned char {
    nothing,
    utf8,  // that it is well-formed
    ascii, // that it is of no more than ASCII
};

inline namespace INKJET_ISA {

#if defined(INKJET_ISA_AVX512) || defined(INKJET_DISPATCH)
INKJET_AVX512_BEGIN
namespace avx512_kernel {
# include <inkjet/text/clean_loop.inl>
} // namespace avx512_kernel
INKJET_AVX512_END
#endif
#if defined(INKJET_ISA_AVX2) || defined(INKJET_DISPATCH)
INKJET_AVX2_BEGIN
namespace avx2_kernel {
# include <inkjet/text/clean_loop.inl>
} // namespace avx2_kernel
INKJET_AVX2_END
#endif
#if defined(INKJET_ISA_PORTABLE)
namespace portable_kernel {
# include <inkjet/text/clean_loop.inl>
} // namespace portable_kernel
#elif defined(INKJET_ISA_SSE2)
namespace sse2_kernel {
# include <inkjet/text/clean_loop_sse2.inl>
} // namespace sse2_kernel
#elif defined(INKJET_ISA_XSIMD)
namespace xsimd_kernel {
# include <inkjet/text/clean_loop.inl>
} // namespace xsimd_kernel
#endif

#if defined(INKJET_DISPATCH)
using clean_prefix_function = std::size_t(const char*, std::size_t);

template <text_demand Demand>
std::size_t choose_and_find_clean_prefix(const char* s, std::size_t n);

// As the escape kernel is chosen.
template <text_demand Demand>
inline constinit clean_prefix_function* chosen_clean_prefix = &choose_and_find_clean_prefix<Demand>;

template <text_demand Demand>
INKJET_COLD std::size_t choose_and_find_clean_prefix(const char* s, std::size_t n) {
    clean_prefix_function* const kernel = widest_kernel<clean_prefix_function>(
        &own_kernel::clean_prefix<Demand>, &avx2_kernel::clean_prefix<Demand>,
        &avx512_kernel::clean_prefix<Demand>);
    __atomic_store_n(&chosen_clean_prefix<Demand>, kernel, __ATOMIC_RELAXED);
    return kernel(s, n);
}
#endif

/// Returns how many bytes of s[0, n) come before the first that needs an escape (or that is not ASCII, where
/// that is demanded), `n` if there is none; 0 where UTF-8 is demanded and it is ill-formed up to there, or in
/// the block of 64 bytes around that byte. Linear in what it returns. `s` may be null if n is 0.
template <text_demand Demand>
INKJET_INLINE std::size_t clean_prefix(const char* s, std::size_t n) {
#if defined(INKJET_DISPATCH)
    return __atomic_load_n(&chosen_clean_prefix<Demand>, __ATOMIC_RELAXED)(s, n);
#else
    return own_kernel::clean_prefix<Demand>(s, n);
#endif
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
