// A large range, written by several threads at once. To be included by who wants it.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/crew.hpp>
#include <inkjet/base/result.hpp>
#include <inkjet/base/shared_work.hpp>
#include <inkjet/buffer/buffer.hpp>
#include <inkjet/buffer/segments.hpp>
#include <inkjet/core/array_beginning.hpp>
#include <inkjet/core/array_part.hpp>
#include <inkjet/core/division.hpp>
#include <inkjet/inkjet.hpp>
#include <inkjet/writer/path.hpp>
#include <inkjet/writer/text.hpp>

#include <cstddef>
#include <memory>
#include <string_view>
#include <type_traits>

namespace inkjet {

namespace detail {

// So many bytes are written before it is decided whether to call for help, and how large a segment is.
inline constexpr std::size_t sample_size = 32 * 1024;

template <class It, class End>
concept accessible_anywhere = requires(const It& it, const End& end, std::ptrdiff_t n) {
    It(it + n);
    static_cast<std::size_t>(end - it);
};

inline namespace INKJET_ISA {

// The elements of one array that are written into segments, by whoever runs a piece.
template <class P, class Value, class It>
class segment_job {
  public:
    // `first` is the first element of the array; those from `at` to `size` are to be written.
    segment_job(const It& first, std::size_t at, std::size_t size, const division& parts,
                const options& chosen)
        : first_(first), at_(at), size_(size), parts_(parts), last_(chosen), others_(chosen) {
        others_.append_newline = false;
    }

    std::size_t pieces() const noexcept { return (size_ - at_ + parts_.step - 1) / parts_.step; }

    // Gets what is needed: a buffer for each segment in `out`, behind those in use and another one. Returns
    // false when there is no memory.
    bool prepare_to_keep(segments& out) noexcept { return prepare(out, 1, pieces(), SIZE_MAX); }

    // The same for segments that are copied: buffers, in `out`, for those that are there at a time.
    bool prepare_to_copy(segments& out) noexcept {
        const std::size_t open = parts_.open();
        return prepare(out, 0, pieces() < open ? pieces() : open, open);
    }

    // Has all written, by the calling thread and its helpers. `failure` tells then how it went.
    template <class Workers>
    void keep(Workers& workers) noexcept {
        work_together(workers, work_, helpers(), [&](auto) { work_->finish(); });
    }

    // The same, and hands out the text of each segment, and how many elements are before it, in order:
    // `copy(text, before)` returns false when it can't go on.
    template <class Workers, class F>
    void copy(Workers& workers, F copy) noexcept {
        const auto take = [&](std::size_t piece) {
            return copy(buffers_[piece % buffer_count_]->view().substr(1), at_ + piece * parts_.step);
        };
        work_together(workers, work_, helpers(), [&](auto call) { work_->finish_in_order(take, call); });
    }

    result& failure() noexcept { return failure_; }

  private:
    std::size_t helpers() const noexcept { return parts_.helpers < pieces() ? parts_.helpers : pieces() - 1; }

    bool prepare(segments& out, std::size_t skipped, std::size_t buffers, std::size_t open) noexcept {
        if (!segments_access::provide(out, skipped + buffers)) return false;
        buffers_ = segments_access::provided(out) + skipped;
        buffer_count_ = buffers;
        INKJET_TRY { work_ = std::make_shared<shared_work>(&run_piece, this, pieces(), open); }
        INKJET_CATCH_ALL { return false; }
        return true;
    }

    static void run_piece(void* job, std::size_t piece) noexcept {
        static_cast<segment_job*>(job)->write_piece(piece);
    }

    // Elements with commas behind them, and in front a bracket, which is left out of the segment: it makes a
    // path of what was written.
    void write_piece(std::size_t piece) noexcept {
        std::size_t at = at_ + piece * parts_.step;
        const std::size_t before = at, end = size_ - at < parts_.step ? size_ : at + parts_.step;
        buffer& out = *buffers_[piece % buffer_count_];
        out.clear();
        static_cast<void>(out.reserve(parts_.room)); // or it grows
        session<buffer> s(out, end == size_ ? last_ : others_);
        context& c = s.state();
        char* p = s.open();
        INKJET_TRY {
            p = ensure(c, p, entry_room);
            *p++ = '[';
            --c.depth;
            const std::size_t step = parts_.step / 16 + 1; // between glances at the others
            while (at != end && !c.failed && !work_->is_needless(piece)) {
                const std::size_t n = end - at < step ? end - at : step;
                p = put_part<P, Value>(c, p, first_ + static_cast<std::ptrdiff_t>(at),
                                       first_ + static_cast<std::ptrdiff_t>(at + n));
                at += n;
            }
            ++c.depth;
            if (at == size_) p = close_parts<P>(c, p - 1, ']', false);
        }
        INKJET_CATCH_ALL { p = c.thrown(); }
        const result written = s.finish(p, (end == size_ ? last_ : others_).append_newline);
        if (!written) [[unlikely]]
            work_->cut(piece, [&] { failure_ = placed(written, before); });
    }

    It first_;
    std::size_t at_, size_;
    division parts_;
    options last_, others_;
    buffer* const* buffers_ = nullptr;
    std::size_t buffer_count_ = 1;
    std::shared_ptr<shared_work> work_;
    result failure_;
};

// Copies a segment, before which there are so many elements. What the session would tell of the place of a
// failure is read off the segment.
INKJET_NOINLINE inline char* append_segment(context& c, char* p, std::string_view text,
                                            std::size_t before) noexcept {
    if (c.followed != nullptr) {
        c.followed->forget = [](follower&, const char*, const char*, bool) {};
        c.followed->move = [](follower&, const char*, const char*) {};
    }
    constexpr std::size_t most = 4096;
    for (std::size_t done = 0; done < text.size(); done += most) {
        const std::string_view piece = text.substr(done, most);
        p = put_bytes(c, p, piece.data(), piece.size());
        if (c.failed) [[unlikely]] {
            path_reader path;
            path.read("[");
            path.read(text.substr(0, done));
            c.failure = placed(result(c.failure.code, path.where(), c.failure.note()), before);
            break;
        }
    }
    return p;
}

// Writes an array: its beginning into `out`, and what is behind it into segments where that pays. They are
// appended to `out`, or else taken into use in `kept`, behind `out`, which is a buffer of its.
template <class P, class Value, class It, class Out, class Workers>
result write_array_in_parallel(const It& first, std::size_t size, Out& out, segments* kept, Workers& workers,
                               const options& chosen) noexcept {
    using beginning_policy = policy_for<Out, P>;
    options of_beginning = chosen;
    std::size_t pieces = 0; // that are kept, or copied
    session<Out> s(out, of_beginning);
    context& c = s.state();
    char* p = s.open();
    INKJET_TRY {
        array_beginning<beginning_policy, Value, It> beginning(c, first, size);
        p = beginning.write(p, sample_size);
        if (!beginning.is_whole() && !c.failed) {
            options of_segments = chosen;
            if (kept == nullptr) of_segments.append_newline = false; // that is done behind them
            const division parts(size - beginning.at(), beginning.bytes_for_each(), kept == nullptr, workers);
            segment_job<P, Value, It> job(first, beginning.at(), size, parts, of_segments);
            segments own;
            if (parts.step == 0 ||
                !(kept != nullptr ? job.prepare_to_keep(*kept) : job.prepare_to_copy(own))) {
                p = beginning.write(p, SIZE_MAX);
            } else {
                pieces = job.pieces();
                if (kept != nullptr) {
                    job.keep(workers);
                    of_beginning.append_newline = false;
                } else {
                    job.copy(workers, [&](std::string_view text, std::size_t before) noexcept {
                        p = append_segment(c, p, text, before);
                        return !c.failed;
                    });
                }
                const result& failure = job.failure();
                if (!failure) p = c.fail_at(failure.code, failure.where(), failure.note());
            }
        }
        if (pieces == 0 && !c.failed) p = close_parts<beginning_policy>(c, p - 1, ']', false);
    }
    INKJET_CATCH_ALL { p = c.thrown(); }
    result written = s.finish(p, of_beginning.append_newline);
    if (kept != nullptr && written) {
        const std::size_t before = kept->bytes();
        for (std::size_t i = 0; i <= pieces; ++i) segments_access::take(*kept, i != 0);
        written.size = kept->bytes() - before;
    }
    return written;
}

// What is no large array is written as by `write`.
template <class P, class T, class Out, class Workers>
result write_in_parallel_to(T& value, Out& out, segments* kept, Workers& workers,
                            const options& chosen) noexcept {
    using value_type = std::remove_cv_t<T>;
    static_assert(kind_of<value_type> == kind::range,
                  "inkjet::write_parallel needs a range that is written as an array; use inkjet::write");
    if constexpr (has_parts<P, value_type>) {
        using access = form<value_type, kind::range>;
        using element = typename access::element;
        INKJET_TRY {
            typename access::iterated& range = value;
            const auto first = access::first(range);
            const auto last = access::last(range);
            static_assert(accessible_anywhere<decltype(first), decltype(last)>,
                          "inkjet::write_parallel needs a range with random access; use inkjet::write");
            const std::size_t size = static_cast<std::size_t>(last - first);
            context c;
            c.chosen = &chosen;
            if (size > 1 && wants_help(workers) && chosen.depth_limit != 0 &&
                !stays_on_one_line<P, element>(c, first, last))
                return write_array_in_parallel<P, element>(first, size, out, kept, workers, chosen);
        }
        INKJET_CATCH_ALL {} // which will be met again
    }
    result written = write_to<policy_for<Out, P>>(value, out, chosen);
    if (kept != nullptr && written) segments_access::take(*kept, 0);
    return written;
}

template <class P, class T, class Out, class Workers>
result write_in_parallel(T& value, Out& out, Workers& workers, const options& chosen) noexcept {
    static_assert(std::is_integral_v<Workers> || std::is_invocable_v<Workers&, parallel_task>,
                  "inkjet::write_parallel needs a number of threads or a function that takes a task");
    if constexpr (std::is_same_v<Out, segments>) {
        if (!segments_access::provide(out, 1)) return result(errc::out_of_memory, "$", {});
        buffer& first = **segments_access::provided(out);
        first.clear();
        return write_in_parallel_to<P>(value, first, &out, workers, chosen);
    } else {
        return write_in_parallel_to<P>(value, out, nullptr, workers, chosen);
    }
}

} // namespace INKJET_ISA
} // namespace detail

inline namespace INKJET_ISA {

/// Appends the elements of `range` to `out` as an array, written by several threads at once.
///
/// `range` is written as `write` does it and has random access; different elements are read at the same time,
/// in any order, and encoders and `options::fallback` called so. `out` is `inkjet::segments`, which gets the
/// text in buffers, without a copy, or anything that `write` takes, to which it is copied in order while it
/// is written, with no more than four segments for each thread in memory, of 256 KB or one element. `workers`
/// says who helps the calling thread:
///
/// - a number of threads in all, the calling one included, which are started for this one write, but no more
///   than there are processors; 0: as many as there are;
/// - or an executor, a function that is called with tasks, each of which can be called as `task()`, at any
///   time, on any thread: `[&](auto task) { pool.post(task); }`. It gets as many as there are processors
///   besides the calling thread's (at least one where nothing is copied), and one more for each that came
///   back without work while segments were copied. No task waits, and none has to be run for the write to
///   end: it may be called from within the pool.
///
/// What is written, and what is returned, is the same as by `write`: of several refusals the first in the
/// order of the range, after which no further elements are begun. On failure `out` is as before. Threads that
/// can't be started and executors that throw mean less help, and a lack of memory for it none, but no
/// failure.
///
/// Up to a megabyte, as estimated from the first 32 KB, the calling thread writes alone, as do ranges of
/// numbers that `inline_numbers` keeps on one line. Never throws.
template <class Range, class Out, class Workers>
result write_parallel(Range&& range, Out&& out, Workers&& workers) noexcept {
    return detail::write_in_parallel<detail::default_policy>(range, out, workers,
                                                             detail::default_policy::value);
}

/// Appends an array with options that are chosen at run time.
template <class Range, class Out, class Workers>
result write_parallel(Range&& range, Out&& out, Workers&& workers, const options& chosen) noexcept {
    return detail::write_in_parallel<detail::run_time_policy>(range, out, workers, chosen);
}

/// Appends an array with options that are folded at compile time.
template <options Chosen, class Range, class Out, class Workers>
result write_parallel(Range&& range, Out&& out, Workers&& workers) noexcept {
    using policy = detail::policy_of<Chosen>;
    return detail::write_in_parallel<policy>(range, out, workers, policy::value);
}

} // namespace INKJET_ISA
} // namespace inkjet
