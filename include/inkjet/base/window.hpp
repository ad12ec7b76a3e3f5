// The room that a writer's cursor stands in, and the way to get more.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/errc.hpp>

#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

// Bytes that any store may touch behind the room that was asked for: the widest register. Whoever hands out
// room keeps them behind it.
inline constexpr std::size_t overrun = 64;

// A contiguous stretch of bytes that ends at `end`. The cursor itself (`char*`) is passed by value, in and
// out, so that it lives in a register and stores through it force no reloads.
struct window {
    char* end = nullptr;

    // Makes room for `need` more bytes at the cursor and returns the cursor, which may point elsewhere now;
    // what was written before it is kept (or already delivered). Returns nullptr when there is no more room
    // to be had, and sets `reason`.
    char* (*grow)(window& self, char* cursor, std::size_t need) = nullptr;

    // What this write has put out so far lies in two pieces: what was delivered before, and [begin, cursor).
    const char* begin = nullptr;
    const char* delivered = nullptr;
    std::size_t delivered_size = 0;

    // The most that `grow` can be asked for: text longer than that is handed over in pieces.
    std::size_t longest_step = SIZE_MAX;

    void* sink = nullptr;
    errc reason = errc::ok;

    std::size_t room(const char* cursor) const noexcept { return static_cast<std::size_t>(end - cursor); }
};

} // namespace inkjet::detail
