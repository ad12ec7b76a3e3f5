// Which of the x86-64 escape kernels the machine can run.
#pragma once

#include <inkjet/base/config.hpp>

#if defined(__x86_64__)
namespace inkjet::detail {
inline namespace INKJET_ISA {

// These may run before main, when nothing else has looked at the processor yet; looking again does no harm.
inline bool machine_has_avx2() noexcept {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
           __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
}

inline bool machine_has_avx512() noexcept {
    return machine_has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2");
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
#endif
