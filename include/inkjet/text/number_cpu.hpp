// Which of the x86-64 kernels for arrays of numbers the machine can run.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/escape_cpu.hpp>

#if defined(INKJET_DISPATCH)
# include <cpuid.h>

namespace inkjet::detail {
inline namespace INKJET_ISA {

// Compilers differ in whether they know this one by name.
inline bool machine_has_lzcnt() noexcept {
    unsigned a = 0, b = 0, c = 0, d = 0;
    return __get_cpuid(0x8000'0001, &a, &b, &c, &d) != 0 && (c & 1u << 5) != 0;
}

inline bool machine_has_avx2_numbers() noexcept {
    return machine_has_avx2() && machine_has_lzcnt() && __builtin_cpu_supports("fma");
}

inline bool machine_has_avx512_numbers() noexcept {
    return machine_has_avx512() && machine_has_lzcnt() && __builtin_cpu_supports("avx512cd") &&
           __builtin_cpu_supports("avx512ifma");
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
#endif
