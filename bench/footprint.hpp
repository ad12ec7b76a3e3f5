// What a piece of work takes: bytes, time and the peak of the memory, measured in a process of its own.
#pragma once

#include "../examples/peak_memory.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <stdexcept>

namespace bench {

struct footprint {
    std::size_t bytes = 0; // written
    double seconds = 0;
    std::size_t memory = 0; // more than there was before, at the peak
};

// Runs `work`, which returns how many bytes it wrote, in a child. `rehearsal` is the same with next to
// nothing to do: what the child has in memory after it, code and libraries, does not count.
inline footprint footprint_of(const std::function<std::size_t()>& rehearsal,
                              const std::function<std::size_t()>& work) {
    using clock = std::chrono::steady_clock;
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("no pipe");
    const pid_t child = fork();
    if (child == 0) {
        footprint found;
        try {
            rehearsal();
            const std::size_t before = examples::peak_memory();
            const clock::time_point start = clock::now();
            found.bytes = work();
            found.seconds = std::chrono::duration<double>(clock::now() - start).count();
            found.memory = examples::peak_memory() - before;
        } catch (...) {
            found.bytes = 0;
        }
        const bool told = write(ends[1], &found, sizeof found) == static_cast<ssize_t>(sizeof found);
        _exit(told ? 0 : 1);
    }
    close(ends[1]);
    footprint found;
    const bool heard = child > 0 && read(ends[0], &found, sizeof found) == static_cast<ssize_t>(sizeof found);
    close(ends[0]);
    if (child > 0) waitpid(child, nullptr, 0);
    if (!heard || found.bytes == 0) throw std::runtime_error("a process of the measurement failed");
    return found;
}

} // namespace bench
