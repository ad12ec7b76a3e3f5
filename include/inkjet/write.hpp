// The verbs: write a value into a buffer, or make a string of it.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/result.hpp>
#include <inkjet/buffer/buffer.hpp>
#include <inkjet/buffer/callback_sink.hpp>
#include <inkjet/buffer/container_sink.hpp>
#include <inkjet/buffer/file_sink.hpp>
#include <inkjet/buffer/iterator_sink.hpp>
#include <inkjet/buffer/span_sink.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/writer/context.hpp>
#include <inkjet/writer/note.hpp>
#include <inkjet/writer/value_writer.hpp>

#include <string>
#include <string_view>
#include <type_traits>

namespace inkjet {

namespace detail {

// Whether a destination can't show again what was delivered to it.
template <class Out>
inline constexpr bool forgets = requires { requires sink<Out>::forgets; };

struct no_trail {};

template <options Chosen>
using policy_of = std::conditional_t<Chosen == options{}, default_policy, folded_policy<Chosen>>;

// Where the destination forgets, the path is followed. `T` is void, or the value is given as a `T&&`:
// destinations that refer to text (gather.hpp) have a policy of their own for those that last.
template <class Out, class P, class T>
struct policy_choice {
    using type = std::conditional_t<forgets<Out>, following_policy<P>, P>;
};
template <class Out, class P, class T = void>
using policy_for = typename policy_choice<std::remove_reference_t<Out>, P, T>::type;

inline namespace INKJET_ISA {

// One write from the opening of the sink to its end: what stands around every traversal.
template <class Out>
class session {
  public:
    session(Out& out, const options& chosen) noexcept : sink_(context_, out) {
        context_.chosen = &chosen;
        context_.depth = chosen.depth_limit;
        if constexpr (forgets<Out>) context_.followed = &trail_;
    }

    context& state() noexcept { return context_; }

    // Returns the first cursor, at which there may be no room yet. To be called once.
    char* open() noexcept { return sink_.open(context_); }

    // Ends the output at the cursor, or with a line feed there.
    INKJET_INLINE result finish(char* cursor, bool append_newline) noexcept {
        if (append_newline) {
            cursor = ensure(context_, cursor, 1);
            *cursor++ = '\n';
        }
        if (!context_.failed && sink_.commit(context_, cursor)) [[likely]] {
            const std::size_t appended = sink_.appended(context_);
            context_.failed = false; // as it is: the destructor of the context need not look any more
            return result(appended);
        }
        return roll_back();
    }

    // Brings the buffer back to what it was, or writes no more to what can't be. Returns the failure, if
    // there was one.
    INKJET_COLD result roll_back() noexcept {
        if (!context_.failed) context_.fail_at(context_.reason(), "$", context_.note());
        sink_.roll_back(context_);
        context_.failure.size = sink_.appended(context_);
        return static_cast<result&&>(context_.failure);
    }

    // For output in lines: commits them all or, after a failure, those that are whole. `line` is the index of
    // the one that is being written.
    result finish_lines(char* cursor, std::size_t line) noexcept {
        if (!context_.failed && sink_.commit(context_, cursor)) [[likely]]
            return result(sink_.appended(context_));
        return keep_lines(line);
    }

  private:
    INKJET_COLD result keep_lines(std::size_t line) noexcept {
        if (!context_.failed) context_.fail_at(context_.reason(), "$", context_.note());
        const std::size_t lost = sink_.keep(context_, context_.whole);
        const result& first = context_.failure;
        const bool elsewhere = first.code == errc::buffer_full && lost != 0;
        pile<char> where; // one that grows where the path in the line is long
        note place("$[", elsewhere ? line - lost : line);
        where.push(place.view());
        where.push("]");
        std::string_view inside = first.where(); // of the line, without the `$`
        inside.remove_prefix(1);
        if (!elsewhere) where.push(inside);
        result failed(first.code, {where.data(), where.size()}, first.note());
        failed.size = sink_.appended(context_);
        return failed;
    }

    context context_;
    [[no_unique_address]] sink<Out> sink_;
    [[no_unique_address]] std::conditional_t<forgets<Out>, trail, no_trail> trail_;
};

template <class P>
INKJET_INLINE const options* options_for() noexcept {
    return &P::value;
}
template <class P>
INKJET_INLINE const options* options_for(const options& chosen) noexcept {
    return &chosen;
}

// The options are those of the policy, if it has its own, but for what it leaves to the run of the program:
// then they are given. Otherwise all of them are known at compile time. (Not in a function that both share:
// to inline that into both costs each class that is written.)
template <class P, class T, class Out, class... Options>
result write_to(T& value, Out& out, const Options&... given) noexcept {
    const options& chosen = *options_for<P>(given...);
    session<Out> s(out, chosen);
    char* p = s.open();
    INKJET_TRY {
        if constexpr (requires { form_of<T>::template write_at_root<P>(s.state(), p, value); })
            p = form_of<T>::template write_at_root<P>(s.state(), p, value);
        else
            p = write_in_any_room<P>(s.state(), p, value);
    }
    INKJET_CATCH_ALL { p = s.state().thrown(); }
    return s.finish(p, chosen.append_newline);
}

} // namespace INKJET_ISA
} // namespace detail

inline namespace INKJET_ISA {

/// Appends `value` to `out` as compact, strict JSON (RFC 8259).
///
/// `out` is a `std::string`, a `std::vector` (any allocator) or `std::span` of `char`, `unsigned char`,
/// `std::byte` or `char8_t`, or an `inkjet::buffer`. What it held stays. On failure it has its former size
/// and bytes; a span's bytes are then arbitrary, and after a success those behind the result's `size` are.
///
/// Or `out` takes chunks, of 64 KiB where `inkjet::in_chunks` does not choose another size: a `FILE*`, a
/// callback `bool(std::span<const char>)` that returns false to end it, `inkjet::to_iterator(it)`; and, with
/// the headers inkjet/buffer/ostream_sink.hpp and descriptor_sink.hpp, a `std::ostream` and
/// `inkjet::file_descriptor(fd)`. No more than a chunk is held in memory: none is allocated for output up to
/// 4 KB, one chunk beyond. Nothing is flushed. After a failure no byte is written, and the result's `size`
/// tells how many were before.
///
/// Or, with inkjet/gather.hpp, `out` is an `inkjet::gather`, which refers to long text where it lies.
///
/// Returns the number of bytes appended, or the reason and the place of the refusal: `invalid_utf8`,
/// `not_finite`, `bad_key`, `bad_value`, `depth`, `buffer_full`, `out_of_memory`, `sink_failed`, and
/// `cancelled` if a callback returned false. Never throws. Linear in the output; allocates only to make `out`
/// larger or to hold a chunk. Thread-safe as long as nobody changes `value` or uses `out` meanwhile.
template <class T, class Out>
result write(T&& value, Out&& out) noexcept {
    return detail::write_to<detail::policy_for<Out, detail::default_policy, T>>(value, out);
}

/// Appends `value` to `out` with options that are chosen at run time. As `write(value, out)` otherwise; each
/// option's own refusals and allocations stand beside it.
template <class T, class Out>
result write(T&& value, Out&& out, const options& chosen) noexcept {
    return detail::write_to<detail::policy_for<Out, detail::run_time_policy, T>>(value, out, chosen);
}

/// Appends `value` to `out` with options that are folded at compile time: `write<options{.indent = 2}>(value,
/// out)`.
template <options Chosen, class T, class Out>
result write(T&& value, Out&& out) noexcept {
    return detail::write_to<detail::policy_for<Out, detail::policy_of<Chosen>, T>>(value, out);
}

#if INKJET_EXCEPTIONS
/// Returns `value` as a string of compact, strict JSON. Throws `inkjet::error` where `write` fails.
template <class T>
std::string to_string(T&& value) {
    std::string out;
    if (result r = write(value, out); !r) throw error(static_cast<result&&>(r));
    return out;
}

/// Returns `value` as a string of JSON with options. Throws `inkjet::error` where `write` fails.
template <class T>
std::string to_string(T&& value, const options& chosen) {
    std::string out;
    if (result r = write(value, out, chosen); !r) throw error(static_cast<result&&>(r));
    return out;
}
#endif

} // namespace INKJET_ISA
} // namespace inkjet
