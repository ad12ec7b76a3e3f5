// Scatter-gather output, for writev and what is like it: long text is referred to, not copied. To be included
// by who wants it.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/memory.hpp>
#include <inkjet/base/window.hpp>
#include <inkjet/buffer/io_piece.hpp>
#include <inkjet/buffer/sink.hpp>
#include <inkjet/core/kind.hpp>
#include <inkjet/inkjet.hpp>
#include <inkjet/writer/options.hpp>
#include <inkjet/writer/sliced_text.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>

namespace inkjet {

/// The length from which text is referred to where none is chosen, in bytes.
inline constexpr std::size_t default_slice_threshold = 4096;

namespace detail {

// Where a gather has its memory from: `reallocate`, or what stands for it in a test.
struct heap {
    static void* resize(void* piece, std::size_t size) noexcept { return reallocate(piece, size); }
};

} // namespace detail

template <class Memory>
class basic_gather;

/// Gathers output in pieces, for `writev` and the like. What is written is held in memory of its own, but
/// long text and raw fragments, which are referred to where they lie:
///
///     inkjet::gather out;
///     inkjet::result r = inkjet::write(value, out);
///     ::writev(socket, out.data(), static_cast<int>(out.size()));
///
/// Lifetime: what is reached from `value` through data members, bases, elements of forward ranges, entries of
/// maps and the contents of optionals, variants, tuples, pointers, references and views must live unchanged
/// until the pieces were used; all else is copied before `write` returns, that is keys, what is a temporary
/// or given as one (unless it owns nothing: a borrowed range, a pointer, `inkjet::raw`, `object`, `array`),
/// and what comes out of a function of yours, an encoder, a fallback, an `inkjet::writer` or a generator.
///
/// Text is referred to where nothing in it needs an escape, and up to there where that is far enough; UTF-8
/// is checked. Writes append; one that fails leaves the pieces as they were. Made to be reused: `clear` keeps
/// the memory. Not thread-safe. `writev` takes IOV_MAX pieces at a time (1024 on Linux), and may write a
/// part.
using gather = basic_gather<detail::heap>;

template <class Memory>
class basic_gather {
  public:
    using value_type = io_piece;

    /// Makes one without output. Text of less than `threshold` bytes (at least 64) is copied: each slice
    /// costs two pieces and 56 bytes.
    explicit basic_gather(std::size_t threshold = default_slice_threshold) noexcept
        : threshold_(threshold < least_threshold ? least_threshold : threshold) {}
    basic_gather(basic_gather&& other) noexcept : threshold_(other.threshold_) { swap(other); }
    basic_gather& operator=(basic_gather&& other) noexcept {
        swap(other);
        return *this;
    }
    ~basic_gather() {
        detail::release(text_);
        detail::release(slices_);
        detail::release(pieces_);
    }

    /// Returns the pieces, in order, none of them empty; valid until the next write into this object,
    /// `clear`, or its end. What they point to is not to be changed.
    const io_piece* data() const noexcept { return pieces_; }
    std::size_t size() const noexcept { return piece_count_; }
    bool empty() const noexcept { return piece_count_ == 0; }
    const io_piece* begin() const noexcept { return pieces_; }
    const io_piece* end() const noexcept { return pieces_ + piece_count_; }

    /// Returns the number of bytes in all pieces.
    std::size_t bytes() const noexcept { return text_size_ + sliced_; }

    /// Returns the length from which text is referred to, in bytes.
    std::size_t threshold() const noexcept { return threshold_; }

    /// Forgets the output and keeps the memory.
    void clear() noexcept { cut(0, 0); }

  private:
    friend class detail::sink<basic_gather>;

    // Shorter text is written in one step, which costs less than to ask where it comes from.
    static constexpr std::size_t least_threshold = detail::escape_plain_max + 1;
    static constexpr std::size_t max_size = PTRDIFF_MAX - detail::overrun;

    // Text that lies elsewhere, and where in our own text it has its place.
    struct slice {
        std::size_t at;
        const char* data;
        std::size_t size;
    };

    void swap(basic_gather& other) noexcept {
        std::swap(threshold_, other.threshold_);
        std::swap(text_, other.text_);
        std::swap(text_size_, other.text_size_);
        std::swap(text_capacity_, other.text_capacity_);
        std::swap(slices_, other.slices_);
        std::swap(slice_count_, other.slice_count_);
        std::swap(slice_capacity_, other.slice_capacity_);
        std::swap(sliced_, other.sliced_);
        std::swap(pieces_, other.pieces_);
        std::swap(piece_count_, other.piece_count_);
        std::swap(laid_text_, other.laid_text_);
        std::swap(laid_slices_, other.laid_slices_);
        std::swap(laid_pieces_, other.laid_pieces_);
    }

    template <class T>
    static bool resize(T*& items, std::size_t count) noexcept {
        if (count > max_size / sizeof(T)) return false;
        void* const moved = Memory::resize(items, count * sizeof(T));
        if (moved == nullptr) return false;
        items = static_cast<T*>(moved);
        return true;
    }

    // When it fails, the text is where it was.
    bool grow_text(std::size_t more) noexcept {
        if (slice_capacity_ == 0 && !grow_slices()) return false;
        if (more > max_size - text_size_) return false;
        const std::size_t needed = text_size_ + more, ampler = text_capacity_ + text_capacity_ / 2;
        const std::size_t wanted = needed > ampler ? needed : ampler;
        if (resize(text_, wanted + detail::overrun))
            text_capacity_ = wanted;
        else if (resize(text_, needed + detail::overrun))
            text_capacity_ = needed;
        else
            return false;
        return true;
    }

    // Pieces too, so that they can be laid out when all has gone well: one for each slice, and for our text
    // before, between and behind them.
    bool grow_slices() noexcept {
        const std::size_t capacity = slice_capacity_ == 0 ? 16 : 2 * slice_capacity_;
        if (!resize(slices_, capacity) || !resize(pieces_, 2 * capacity + 1)) return false;
        slice_capacity_ = capacity;
        return true;
    }

    bool add_slice(std::size_t at, const char* data, std::size_t size) noexcept {
        if (slice_count_ == slice_capacity_ && !grow_slices()) return false;
        slices_[slice_count_++] = {at, data, size};
        sliced_ += size;
        return true;
    }

    void cut(std::size_t text_size, std::size_t slice_count) noexcept {
        text_size_ = text_size;
        while (slice_count_ != slice_count) sliced_ -= slices_[--slice_count_].size;
        lay_out();
    }

    // Makes the pieces. Those before the last slice of the write before stay, unless our text has moved.
    void lay_out() noexcept {
        if (laid_text_ != text_ || laid_slices_ > slice_count_) laid_slices_ = laid_pieces_ = 0;
        laid_text_ = text_;
        std::size_t at = laid_slices_ == 0 ? 0 : slices_[laid_slices_ - 1].at;
        piece_count_ = laid_pieces_;
        for (; laid_slices_ != slice_count_; ++laid_slices_) {
            const slice& next = slices_[laid_slices_];
            if (next.at != at) add_piece(text_ + at, next.at - at);
            add_piece(next.data, next.size);
            at = next.at;
        }
        laid_pieces_ = piece_count_;
        if (text_size_ != at) add_piece(text_ + at, text_size_ - at);
    }

    void add_piece(const char* data, std::size_t size) noexcept {
        pieces_[piece_count_++] = {const_cast<char*>(data), size};
    }

    std::size_t threshold_;
    char* text_ = nullptr;
    std::size_t text_size_ = 0;
    std::size_t text_capacity_ = 0; // what was allocated, less the `overrun` bytes kept behind it
    slice* slices_ = nullptr;
    std::size_t slice_count_ = 0;
    std::size_t slice_capacity_ = 0;
    std::size_t sliced_ = 0; // bytes in all slices
    io_piece* pieces_ = nullptr;
    std::size_t piece_count_ = 0;
    const char* laid_text_ = nullptr; // where our text was when pieces were laid out last,
    std::size_t laid_slices_ = 0;     // the slices among them,
    std::size_t laid_pieces_ = 0;     // and the pieces up to the last of those
};

namespace detail {

template <class Memory>
class sink<basic_gather<Memory>> : slice_taker {
    using target_type = basic_gather<Memory>;

  public:
    sink(const window&, target_type& target) noexcept
        : slice_taker{target.threshold_, &take}, target_(target), former_size_(target.text_size_),
          former_slices_(target.slice_count_), former_bytes_(target.bytes()) {}

    char* open(window& w) noexcept {
        w.sink = this;
        w.grow = &grow;
        w.slices = this;
        return stand(w);
    }

    bool commit(window&, char* cursor) noexcept {
        target_.text_size_ = static_cast<std::size_t>(cursor - target_.text_);
        target_.lay_out();
        return true;
    }
    void roll_back(const window&) noexcept { target_.cut(former_size_, former_slices_); }

    // The slices of a line stand before its line feed.
    std::size_t keep(window&, std::size_t size) noexcept {
        const std::size_t text_size = former_size_ + size;
        std::size_t slices = target_.slice_count_;
        while (slices != former_slices_ && target_.slices_[slices - 1].at >= text_size) --slices;
        target_.cut(text_size, slices);
        return 0;
    }
    std::size_t appended(const window&) const noexcept { return target_.bytes() - former_bytes_; }

  private:
    char* stand(window& w) noexcept {
        w.begin = target_.text_ + former_size_;
        w.end = target_.text_ + target_.text_capacity_;
        return target_.text_ + target_.text_size_;
    }

    static char* grow(window& w, char* cursor, std::size_t need) {
        auto& self = *static_cast<sink*>(w.sink);
        self.target_.text_size_ = static_cast<std::size_t>(cursor - self.target_.text_);
        if (!self.target_.grow_text(need)) return w.refuse(errc::out_of_memory);
        return self.stand(w);
    }

    static bool take(slice_taker& taker, const char* cursor, const char* s, std::size_t n) {
        target_type& target = static_cast<sink&>(taker).target_;
        return target.add_slice(static_cast<std::size_t>(cursor - target.text_), s, n);
    }

    target_type& target_;
    std::size_t former_size_;
    std::size_t former_slices_;
    std::size_t former_bytes_;
};

// What is given as a temporary is copied, unless it owns nothing.
template <class Memory, class P, class T>
struct policy_choice<basic_gather<Memory>, P, T> {
    using type = copying_unless<is_lasting<T>, gathering_policy<P>>;
};

} // namespace detail
} // namespace inkjet
