// Bytes as base64: the kernel for the flags of this translation unit, or a wider one that the machine turns
// out to have.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/base64_portable.hpp>

#if defined(INKJET_ISA_AVX512) || defined(INKJET_DISPATCH)
# include <inkjet/text/base64_avx512.hpp>
#endif
#if defined(INKJET_ISA_AVX2) || defined(INKJET_DISPATCH)
# include <inkjet/text/base64_avx2.hpp>
#endif
#if defined(INKJET_DISPATCH)
# include <inkjet/text/x86_cpu.hpp>
#endif

#include <cstddef>

namespace inkjet::detail {
inline namespace INKJET_ISA {

#if defined(INKJET_ISA_AVX512)
namespace base64_kernel = avx512_kernel;
#elif defined(INKJET_ISA_AVX2)
namespace base64_kernel = avx2_kernel;
#else
namespace base64_kernel = portable_kernel;
#endif

#if defined(INKJET_DISPATCH)
using base64_function = char*(char*, const unsigned char*, std::size_t) noexcept;

// As it is with `escape_text`: the first call finds the kernel.
template <class Code>
char* choose_and_write_base64(char* out, const unsigned char* s, std::size_t n) noexcept;

template <class Code>
inline constinit base64_function* chosen_write_base64 = &choose_and_write_base64<Code>;

template <class Code>
INKJET_COLD char* choose_and_write_base64(char* out, const unsigned char* s, std::size_t n) noexcept {
    base64_function* const kernel =
        widest_kernel<base64_function>(&base64_kernel::write_base64<Code>, &avx2_kernel::write_base64<Code>,
                                       &avx512_kernel::write_base64<Code>);
    __atomic_store_n(&chosen_write_base64<Code>, kernel, __ATOMIC_RELAXED);
    return kernel(out, s, n);
}
#endif

/// Writes s[0, n) as base64 of the alphabet and padding that `Code` names, `base64_size<Code>(n)` characters,
/// and returns the end. Touches up to `overrun` bytes more. `s` may be null if n is 0.
template <class Code>
INKJET_INLINE char* write_base64(char* out, const unsigned char* s, std::size_t n) noexcept {
#if defined(INKJET_DISPATCH)
    return __atomic_load_n(&chosen_write_base64<Code>, __ATOMIC_RELAXED)(out, s, n);
#else
    return base64_kernel::write_base64<Code>(out, s, n);
#endif
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
