// Which of the wider kernels the machine can run.
#pragma once

#include <inkjet/base/config.hpp>

#if defined(__x86_64__)
# include <cpuid.h>

namespace inkjet::detail {
inline namespace INKJET_ISA {

// Compilers differ in whether they know this one by name.
inline bool machine_has_lzcnt() noexcept {
    unsigned a = 0, b = 0, c = 0, d = 0;
    return __get_cpuid(0x8000'0001, &a, &b, &c, &d) != 0 && (c & 1u << 5) != 0;
}

// All of INKJET_AVX2_SETS. May run before main, when nothing else has looked at the processor yet; looking
// again does no harm.
inline bool machine_has_avx2() noexcept {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
           __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt") &&
           __builtin_cpu_supports("fma") && machine_has_lzcnt();
}

// All of INKJET_AVX512_SETS.
inline bool machine_has_avx512() noexcept {
    return machine_has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512ifma") &&
           __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2");
}

// The widest of three kernels that the machine can run.
template <class Kernel>
Kernel* widest_kernel(Kernel* baseline, Kernel* avx2, Kernel* avx512) noexcept {
    return machine_has_avx512() ? avx512 : machine_has_avx2() ? avx2 : baseline;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
#endif
