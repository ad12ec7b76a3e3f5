// Writing through any output iterator, one char at a time.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/buffer/chunk_sink.hpp>

#include <cstddef>
#include <span>
#include <type_traits>
#include <utility>

namespace inkjet {

/// A destination that assigns each char through an output iterator; what `to_iterator` makes.
template <class It>
struct iterator_target {
    It it; ///< where the next char goes
};

/// Makes a destination of an output iterator for `char`: `inkjet::write(value, inkjet::to_iterator(it))`.
/// Where the iterator stands afterwards is told by the member `it` of the object, if it was kept. There must
/// be room for all that is written. An exception of the iterator's is `errc::sink_failed`. Slower than other
/// destinations.
template <class It>
iterator_target<It> to_iterator(It it) {
    return {static_cast<It&&>(it)};
}

namespace detail {

template <class It>
struct chunk_target<iterator_target<It>> {
    static bool put(iterator_target<It>& target, std::span<const char> chunk, delivery& so_far) noexcept {
        INKJET_TRY {
            for (const char unit : chunk) {
                *target.it = unit;
                ++target.it;
                ++so_far.size;
            }
            return true;
        }
        INKJET_CATCH_ALL { return so_far.fail(errc::sink_failed, "the iterator threw an exception"); }
    }
};

} // namespace detail
} // namespace inkjet
