// The room that a writer's cursor stands in, and the way to get more.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/errc.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace inkjet::detail {

// Bytes that any store may touch behind the room that was asked for: the widest register. Whoever hands out
// room keeps them behind it.
inline constexpr std::size_t overrun = 64;

// Follows text that is delivered for good.
struct follower {
    // [first, last) was delivered and will be overwritten. If `at_root`, a line ends there.
    void (*forget)(follower& self, const char* first, const char* last, bool at_root);
    // Text that was at `from` was moved.
    void (*move)(follower& self, const char* from, const char* to);
};

// Takes text by reference instead of a copy, for destinations that are lists of pieces.
struct slice_taker {
    std::size_t least; // shorter text is copied
    // s[0, n) comes at the cursor, as if it had been written there. Returns false if there is no memory.
    bool (*take)(slice_taker& self, const char* cursor, const char* s, std::size_t n);
};

// A contiguous stretch of bytes that ends at `end`. The cursor itself (`char*`) is passed by value, in and
// out, so that it lives in a register and stores through it force no reloads.
struct window {
    char* end = nullptr;

    // Makes room for `need` more bytes at the cursor and returns the cursor, which may point elsewhere now;
    // what was written before it is kept (or already delivered). Returns nullptr when there is no more room
    // to be had, and `refuse` was told why.
    char* (*grow)(window& self, char* cursor, std::size_t need) = nullptr;

    // What this write has put out so far lies in two pieces: what was delivered before, and [begin, cursor).
    const char* begin = nullptr;

    void* sink = nullptr;

  private:
    const char* note_text_; // set with `reason_`
    std::size_t note_size_;

  public:
    // From here on all is zero at first, which takes few stores: a short write is over in a dozen
    // nanoseconds.
    const char* delivered = nullptr;
    std::size_t delivered_size = 0;

    // The most that `grow` can be asked for, if that is limited.
    std::size_t step_limit = 0;

    // To be told what becomes of text, if the sink delivers what can't be looked at again.
    follower* followed = nullptr;

    // To be handed text that outlives the write, if the sink can refer to it; null where all is copied.
    slice_taker* slices = nullptr;

    // For output in lines: the end of the last whole one, in bytes of output; 0: none yet. What stands behind
    // it is held back by sinks that deliver, as long as they can.
    std::size_t whole = 0;

    window() noexcept {} // leaves the particulars alone

    // Says why there is no more room, with particulars that are as lasting as the sink. Returns nullptr, as
    // `grow` does then.
    char* refuse(errc why, std::string_view particulars = {}) noexcept {
        reason_ = why;
        note_text_ = particulars.data();
        note_size_ = particulars.size();
        return nullptr;
    }
    errc reason() const noexcept { return reason_; }
    std::string_view note() const noexcept {
        return reason_ != errc::ok ? std::string_view(note_text_, note_size_) : std::string_view();
    }

    // Text longer than that is handed over in pieces.
    std::size_t longest_step() const noexcept { return step_limit != 0 ? step_limit : SIZE_MAX; }

    std::size_t room(const char* cursor) const noexcept { return static_cast<std::size_t>(end - cursor); }

  private:
    errc reason_ = errc::ok;
};

} // namespace inkjet::detail
