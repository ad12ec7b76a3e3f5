// What the texts of one member were like of late, in an array of objects.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/escape_blocks.hpp>

#include <cstddef>

namespace inkjet::detail {

// Most texts are ASCII and need no escape, which takes the least work to find out, and a branch. Where only
// some of a member's texts are so, as names in many languages, nothing foresees that branch, and it costs
// more than to check all of them. So texts are tried as plain ones until several were not ASCII, and then
// checked, until few are.
class text_column {
  public:
    void begin() noexcept {
        most_tried_ = block_size - 1;
        foreign_ = 0;
    }

    // Text is to be tried as a plain one if it has no more bytes than that.
    INKJET_INLINE std::size_t most_tried() const noexcept { return most_tried_; }
    bool tries() const noexcept { return most_tried_ != 0; }

    // A text that was tried is not ASCII.
    void failed() noexcept {
        if (++foreign_ < enough) return;
        most_tried_ = 0;
        foreign_ = 6 * one / 16;
    }

    // A text that was not tried is ASCII, or not.
    INKJET_INLINE void add(bool foreign) noexcept {
        unsigned bit = foreign;
        asm("" : "+r"(bit)); // not a branch again
        const unsigned share = foreign_ - foreign_ / 16u + (one / 16) * bit;
        foreign_ = static_cast<unsigned char>(share);
        if (share < 3 * one / 16) [[unlikely]]
            begin();
    }

  private:
    static constexpr unsigned one = 240, enough = 8;

    unsigned char most_tried_;
    // Where texts are tried, how many were not ASCII; else the share of these among the last dozens, of
    // `one`.
    unsigned char foreign_;
};

// Members of all classes share these: those of one class, if it has no more, get one each.
inline constexpr std::size_t text_columns = 16;
inline constexpr std::size_t no_text_column = text_columns;

} // namespace inkjet::detail
