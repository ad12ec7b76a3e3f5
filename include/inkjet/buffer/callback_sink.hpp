// Writing into a function of the caller's, which takes one chunk after the other.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/buffer/chunk_sink.hpp>

#include <cstddef>
#include <span>
#include <type_traits>

namespace inkjet::detail {

template <class F>
    requires std::is_same_v<std::invoke_result_t<F&, std::span<const char>>, bool>
struct chunk_target<F> {
    template <class Callee>
    static bool put(Callee& take, std::span<const char> chunk, delivery& so_far) noexcept {
        INKJET_TRY {
            if (!take(chunk)) return so_far.fail(errc::cancelled, "the callback returned false");
            so_far.size += chunk.size();
            return true;
        }
        INKJET_CATCH_ALL { return so_far.fail(errc::sink_failed, "the callback threw an exception"); }
    }
};

} // namespace inkjet::detail
