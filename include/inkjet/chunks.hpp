// JSON that is fetched piece by piece, for servers that ask for the next bytes when they can send them.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/result.hpp>
#include <inkjet/buffer/part_carrier.hpp>
#include <inkjet/core/array_part.hpp>
#include <inkjet/core/parted.hpp>
#include <inkjet/inkjet.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <type_traits>

namespace inkjet {

/// Says what a call of `next` has put into a span.
struct chunk {
    std::size_t size; ///< bytes, from the beginning of the span on
    bool done;        ///< whether there are no more: all is written, or something was refused
};

inline namespace INKJET_ISA {

/// Writes a value piece by piece, each into a span that is handed over for it. What `chunks` makes.
///
/// Ranges are read one element at a time (arrays of plain numbers some dozens at a time), maps one entry at a
/// time unless their keys are to be sorted, anything else at once. Elements are written straight into the
/// span; the one that does not fit is held in memory until it is fetched, and nothing else ever is. A range
/// is iterated once and no further ahead than that: its rows may come from a cursor or a coroutine.
///
/// One that holds its value (of a temporary) can be moved until `next` is called for the first time; moved
/// later it ends with `errc::bad_value`. One that refers to its value can be moved at any time. Not
/// thread-safe.
template <class T, class P>
class chunk_generator {
    using value_type = std::remove_cvref_t<T>;
    static constexpr detail::parting parts = detail::parting_of<P, value_type>;
    using access = detail::parted<value_type, parts>;
    using iterated = typename access::iterated;

  public:
    chunk_generator(T&& value, const options& chosen) : value_(static_cast<T&&>(value)), chosen_(chosen) {}
    chunk_generator(chunk_generator&& other)
        requires std::is_constructible_v<T, T&&>
        : value_(static_cast<T&&>(other.value_)), chosen_(other.chosen_),
          carrier_(static_cast<detail::part_carrier&&>(other.carrier_)), phase_(other.phase_),
          on_one_line_(other.on_one_line_), step_(other.step_), index_(other.index_),
          status_(static_cast<result&&>(other.status_)) {
        if constexpr (std::is_reference_v<T>) {
            if (other.reading_) reading_.emplace(static_cast<typename access::state&&>(*other.reading_));
        }
        if (!std::is_reference_v<T> && phase_ == phase::inside)
            refuse(result(errc::bad_value, "$", "moved while its value was being read"));
        other.phase_ = phase::over;
    }
    chunk_generator& operator=(chunk_generator&&) = delete;

    /// Puts the next bytes into `place`, as many as there are: no fewer than fit, until the end comes. Any
    /// size will do; large ones are faster, as the last element of each span goes through memory.
    ///
    /// After a refusal the bytes of the elements before it are still delivered, whole; `done` is true then,
    /// too, and `status` tells. After the end, or a refusal, returns `{0, true}`. Never throws. Linear in the
    /// bytes.
    chunk next(std::span<char> place) noexcept {
        detail::context c;
        c.chosen = &chosen_;
        c.depth = chosen_.depth_limit;
        carrier_.open(c, place);
        bool thrown = false;
        INKJET_TRY {
            while (phase_ != phase::over && !carrier_.carries() && !carrier_.is_full() && !c.failed)
                write_part(c);
        }
        INKJET_CATCH_ALL {
            c.thrown();
            thrown = true;
        }
        if (c.failed) [[unlikely]]
            refuse(place_of(c.failure, thrown));
        status_.size += carrier_.used();
        return {carrier_.used(), phase_ == phase::over && !carrier_.carries()};
    }
    chunk next(std::span<unsigned char> place) noexcept {
        return next(std::span(reinterpret_cast<char*>(place.data()), place.size()));
    }
    chunk next(std::span<std::byte> place) noexcept {
        return next(std::span(reinterpret_cast<char*>(place.data()), place.size()));
    }

    /// Returns how it went so far: `errc::ok`, or the refusal with its place (`$[12].name`; `$[12]` if the
    /// range threw an exception there); and in `size` how many bytes were delivered. The codes are those of
    /// `write`; `out_of_memory` also when an element did not fit the span and there was no memory for it.
    const result& status() const noexcept { return status_; }

  private:
    enum class phase : unsigned char { before, inside, over };

    static constexpr char opening = parts == detail::parting::object ? '{' : '[';
    static constexpr char closing = parts == detail::parting::object ? '}' : ']';

    // Numbers are printed several at a time.
    static constexpr std::size_t run = 64;

    INKJET_COLD void refuse(result refusal) noexcept {
        refusal.size = status_.size;
        status_ = static_cast<result&&>(refusal);
        phase_ = phase::over;
    }

    INKJET_COLD result place_of(const result& failure, bool thrown) const noexcept {
        if constexpr (parts == detail::parting::array) {
            if (thrown && phase_ == phase::inside)
                return detail::placed(result(failure.code, "$[0]", failure.note()), index_);
            return detail::placed(failure, index_);
        }
        return failure;
    }

    void write_part(detail::context& c) {
        if constexpr (parts == detail::parting::whole)
            write_whole(c);
        else
            write_some(c);
    }

    void write_whole(detail::context& c) {
        char* p = carrier_.begin_part(c);
        p = detail::write_in_any_room<P>(c, p, value_);
        end(c, p);
    }

    void write_some(detail::context& c) {
        const bool first = phase_ == phase::before;
        if (first) {
            if constexpr (parts == detail::parting::object) {
                // In another order than that of the map.
                if (detail::chosen<P>(c).sort_keys) return write_whole(c);
            }
            iterated& range = value_;
            reading_.emplace(std::type_identity<access>(), range);
        }
        char* p = carrier_.begin_part(c);
        if (c.depth == 0) [[unlikely]] {
            detail::too_deep(c, p);
            return;
        }
        auto& [at, last] = reading();
        if (first) {
            phase_ = phase::inside;
            if constexpr (parts == detail::parting::array)
                on_one_line_ = detail::stays_on_one_line<P, typename access::element>(c, at, last);
            if (at == last) return write_end(c, p, true);
            p = write_part_at(c, p, true);
        } else {
            advance();
            if (at == last) return write_end(c, p, false);
            p = write_part_at(c, p, false);
        }
        // More of them as long as they stay in the span.
        while (!c.failed && carrier_.next_part_in_place(c, p)) {
            advance();
            if (at == last) return write_end(c, p, false);
            p = write_part_at(c, p, false);
        }
        if (!c.failed) carrier_.end_part(c, p);
    }

    INKJET_INLINE typename access::state& reading() {
        return *reading_; // NOLINT: it is there once the first part was begun
    }

    INKJET_INLINE void advance() {
        index_ += step_;
        if constexpr (is_run)
            reading().at += static_cast<std::ptrdiff_t>(step_);
        else
            ++reading().at;
    }

    INKJET_INLINE char* write_part_at(detail::context& c, char* p, bool first) {
        p = detail::ensure(c, p, detail::exit_room);
        *p++ = opening; // so that a path can be read off the part alone
        --c.depth;
        p = write_elements(c, p, first);
        ++c.depth;
        if (!first && !c.failed) carrier_.first_byte(c) = ',';
        return p;
    }

    void write_end(detail::context& c, char* p, bool empty) {
        p = detail::ensure(c, p, 2);
        if (empty) *p++ = opening;
        end(c, detail::close_parts<P>(c, p, closing, empty || on_one_line_));
    }

    INKJET_INLINE char* write_elements(detail::context& c, char* p, bool first) {
        auto& [at, last] = reading();
        step_ = 1;
        if constexpr (parts == detail::parting::object) {
            return detail::map_writer<P, iterated>::entry(c, detail::new_line<P>(c, p), *at);
        } else {
            using element = typename access::element;
            if constexpr (is_run) {
                if (!detail::is_indented<P>(c) && detail::prints_in_runs<element>(detail::chosen<P>(c))) {
                    const std::size_t left = static_cast<std::size_t>(last - at);
                    step_ = left < run ? left : run;
                    return detail::put_elements<P, element>(c, p, at, at + step_) - 1; // without its comma
                }
            }
            if (!on_one_line_)
                p = detail::new_line<P>(c, p);
            else if (!first)
                *p++ = ' ';
            return detail::with_element<element>(at, [&](auto& value) INKJET_LAMBDA_INLINE {
                return detail::write_in_any_room<P>(c, p, value);
            });
        }
    }

    // Ends the last part.
    void end(detail::context& c, char* p) {
        if (chosen_.append_newline) {
            p = detail::ensure(c, p, 1);
            *p++ = '\n';
        }
        if (c.failed) [[unlikely]]
            return;
        carrier_.end_part(c, p);
        phase_ = phase::over;
    }

    static constexpr bool is_run = [] {
        if constexpr (parts == detail::parting::array)
            return detail::are_pointers<decltype(access::state::at), decltype(access::state::end)> &&
                   detail::is_run_element<typename access::element>;
        else
            return false;
    }();

    T value_;
    options chosen_;
    detail::part_carrier carrier_;
    std::optional<typename access::state> reading_;
    phase phase_ = phase::before;
    bool on_one_line_ = false;
    std::size_t step_ = 0;  // elements of the last part
    std::size_t index_ = 0; // of the next element, when those of the last part are counted
    result status_;
};

/// Makes a generator of the JSON of `value`, for servers that ask for the next piece:
///
///     auto body = inkjet::chunks(rows);
///     for (bool done = false; !done;) {
///         const auto [size, last] = body.next(span);   // as large as the next packet, or as you like
///         send(span.first(size));
///         done = last;
///     }
///     if (!body.status()) abort();
///
/// The bytes are those of `write(value, out)`. An lvalue is referred to and must live, unchanged, until the
/// end; a temporary is held. Allocates only for an element that does not fit its span, or not with some
/// hundred bytes to spare (with 1.3 KB, if it holds an array of text).
template <class T>
chunk_generator<T, detail::default_policy> chunks(T&& value) {
    return {static_cast<T&&>(value), detail::default_policy::value};
}

/// Makes a generator that writes with options that are chosen at run time.
template <class T>
chunk_generator<T, detail::run_time_policy> chunks(T&& value, const options& chosen) {
    return {static_cast<T&&>(value), chosen};
}

/// Makes a generator that writes with options that are folded at compile time: `chunks<options{.indent =
/// 2}>(value)`.
template <options Chosen, class T>
chunk_generator<T, detail::policy_of<Chosen>> chunks(T&& value) {
    return {static_cast<T&&>(value), Chosen};
}

} // namespace INKJET_ISA
} // namespace inkjet
