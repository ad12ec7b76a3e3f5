// How a large array is divided among those who write it: how many help, and how long a segment is.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/crew.hpp>
#include <inkjet/base/shared_work.hpp>
#include <inkjet/writer/context.hpp>

#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

// From so many further bytes on it pays: starting a thread takes as long as writing some 100 KB.
inline constexpr std::size_t parallel_threshold = 1024 * 1024;
// Segments are that long if there are enough of them for all to be busy to the end; and there are no more
// than one writev takes. Those that are copied should still be in the cache then.
inline constexpr std::size_t longest_kept_segment = 1024 * 1024;
inline constexpr std::size_t longest_copied_segment = 256 * 1024;
inline constexpr std::size_t segments_for_each = 4;
inline constexpr std::size_t most_segments = 1000;

inline namespace INKJET_ISA {

// How the elements behind the beginning are divided; no segments if it does not pay.
struct division {
    std::size_t step = 0; // elements in a segment
    std::size_t room = 0; // bytes to be had at first: as many as it will have, and some more, but not without
                          // end, as the first elements may be far larger than the others
    std::size_t helpers = 0;

    // So many elements are left, of so many bytes each.
    template <class Workers>
    division(std::size_t left, std::size_t bytes_for_each, bool copies, const Workers& workers) noexcept {
        const std::size_t all = left <= SIZE_MAX / bytes_for_each ? left * bytes_for_each : SIZE_MAX;
        if (all < parallel_threshold || left < 2) return;
        helpers = count_helpers(workers, copies ? 0 : 1); // one processor alone would only copy
        const std::size_t longest = copies ? longest_copied_segment : longest_kept_segment;
        if (helpers == 0) return;
        std::size_t segment = all / (segments_for_each * (helpers + 1));
        if (segment > longest) segment = longest;
        if (!copies && segment < all / most_segments) segment = all / most_segments;
        step = segment / bytes_for_each + 1;
        room = bytes_for_each <= longest / step ? step * bytes_for_each : longest;
        room += room / 16 + 2 * max_step;
    }

    // How many are there at a time where they are copied.
    std::size_t open() const noexcept {
        const std::size_t wanted = segments_for_each * (helpers + 1);
        return wanted < shared_work::most_open ? wanted : shared_work::most_open;
    }
};

} // namespace INKJET_ISA
} // namespace inkjet::detail
