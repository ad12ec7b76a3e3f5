// The room that a writer's cursor stands in, and the way to get more.
#pragma once

#include <inkjet/base/config.hpp>

#include <cstddef>

namespace inkjet::detail {

// Bytes that any store may touch behind the room that was asked for: the widest register. Whoever hands out room
// keeps them behind it.
inline constexpr std::size_t overrun = 64;

// A contiguous stretch of bytes that ends at `end`. The cursor itself (`char*`) is passed by value, in and out, so
// that it lives in a register and stores through it force no reloads.
struct window {
    char* end = nullptr;

    // Makes room for `need` more bytes at the cursor and returns the cursor, which may point elsewhere now; what was
    // written before it is kept (or already delivered). Returns nullptr when there is no more room to be had; the
    // reason has been recorded then.
    char* (*grow)(window& self, char* cursor, std::size_t need) = nullptr;

    std::size_t room(const char* cursor) const noexcept { return static_cast<std::size_t>(end - cursor); }
};

} // namespace inkjet::detail
