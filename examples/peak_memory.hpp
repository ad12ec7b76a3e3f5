// How much memory this process has, and the most that it ever had. For POSIX systems.
#pragma once

#include <sys/resource.h>

#include <cstddef>

namespace examples {

// Returns the most memory that was resident at any time since the process began, in bytes.
inline std::size_t peak_memory() noexcept {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
#if defined(__APPLE__)
    return static_cast<std::size_t>(usage.ru_maxrss);
#else
    return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
#endif
}

} // namespace examples
