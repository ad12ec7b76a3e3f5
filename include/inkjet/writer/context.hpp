// What one write carries along: its window, its options, its first failure.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/result.hpp>
#include <inkjet/base/window.hpp>
#include <inkjet/text/escape.hpp>
#include <inkjet/writer/options.hpp>
#include <inkjet/writer/path.hpp>
#include <inkjet/writer/text_column.hpp>
#include <inkjet/writer/trail.hpp>

#include <cstddef>
#include <new>
#include <string_view>

namespace inkjet::detail {

// Room is counted in bytes behind the cursor. A *bounded* value (a number, an array of two numbers, …) is
// written into room that its caller has made. Any other value finds at least `entry_room`, makes what room it
// needs by itself, and leaves at least `exit_room`: enough for a bracket, a comma, most keys and a number or
// two without another check.
inline constexpr std::size_t entry_room = 8;
inline constexpr std::size_t exit_room = 160;
// What an element finds behind another and its comma, where neither it nor the other is bounded: an object
// that ends in such a value needs no check for its brace then.
inline constexpr std::size_t element_room = exit_room - 2;

// The most that is ever asked for in one step, but for text. After a failure the writers go on, into spare
// room of this size, until the next place that looks at `failed`: so no writer has to look before each store.
inline constexpr std::size_t max_step = 2048;

// Brackets are closed over the comma before the cursor, so that the spare room has a byte in front of it,
// too.
inline constexpr std::size_t spare_lead = 16;

struct context : window {
    bool failed = false;
    bool has_columns = false;    // whether `columns` were begun, as the first object in an array does
    unsigned fallback_calls = 0; // how many of them are going on
    unsigned depth = 0;          // how many more arrays and objects may be opened
    const options* chosen = nullptr;
    union {
        result failure; // there if `failed`
    };
    text_column columns[text_columns];
    char spare[spare_lead + max_step + overrun];

    context() noexcept {} // leaves `failure`, `columns` and `spare` alone
    context(const context&) = delete;
    context& operator=(const context&) = delete;
    ~context() {
        if (failed) failure.~result();
    }

    INKJET_INLINE void begin_columns() noexcept {
        if (has_columns) return;
        has_columns = true;
        for (text_column& column : columns) column.begin();
    }

    // Makes room by growing or delivering. Never returns nullptr: after a failure there is room, but it is
    // spare.
    INKJET_COLD char* refill(char* cursor, std::size_t need) {
        if (!failed) {
            if (char* grown = grow(*this, cursor, need)) return grown;
            fail(reason(), cursor, note());
        }
        return spare + spare_lead;
    }

    // Records the first failure; what failed is the value (or key) that would stand at the cursor.
    INKJET_COLD char* fail(errc code, char* cursor, std::string_view particulars) {
        if (!failed) {
            const std::string_view last(begin, static_cast<std::size_t>(cursor - begin));
            if (followed != nullptr) {
                fail_at(code, followed_trail().where_behind(last), particulars);
            } else {
                path_reader path;
                path.read({delivered, delivered_size});
                path.read(last);
                fail_at(code, path.where(), particulars);
            }
        }
        return spare + spare_lead;
    }

    // Records the first failure where the place is known otherwise.
    INKJET_COLD char* fail_at(errc code, std::string_view where, std::string_view particulars) {
        if (!failed) {
            ::new (&failure) result(code, where, particulars);
            failed = true;
            end = spare + spare_lead + max_step;
            grow = [](window&, char*, std::size_t) -> char* { return nullptr; }; // the cursor left the sink
        }
        return spare + spare_lead;
    }

    // Lets whatever else is asked for come to nothing, as after a failure.
    void end_all() noexcept {
        if (!failed) ::new (&failure) result();
        failed = true;
    }

    // Of a sink that forgets what it delivered.
    trail& followed_trail() const noexcept { return static_cast<trail&>(*followed); }

    // Makes the exception that is being caught, out of foreign code, the first failure. Where the cursor was
    // is lost with it.
    INKJET_COLD char* thrown() {
#if INKJET_EXCEPTIONS
        try {
            throw;
        } catch (const std::bad_alloc&) {
            return fail_at(errc::out_of_memory, "$", "std::bad_alloc was thrown while values were read");
        } catch (...) {
        }
#endif
        return fail_at(errc::bad_value, "$",
                       "an exception was thrown by a range, an encoder or a member function");
    }
};

// Asks for `need` bytes at the cursor, at most `max_step`.
INKJET_INLINE char* ensure(context& c, char* cursor, std::size_t need) {
    if (c.room(cursor) < need) [[unlikely]]
        return c.refill(cursor, need);
    return cursor;
}

// Marks the beginnings of the elements of one array, or of the members of one object, where its policy
// follows the path: then text before the last mark need not be read to know where one is. To be made when the
// nesting was counted; no text of the level may be delivered between its end and its mark's.
template <class P>
class trail_mark {
  public:
    trail_mark(const context&, const char*) noexcept {}
    void at(const char*, std::size_t) noexcept {}
};
template <class P>
    requires follows<P>
class trail_mark<P> {
  public:
    trail_mark(const context& c, const char* cursor) noexcept
        : mark_(c.followed_trail().mark(c.chosen->depth_limit - c.depth - 1)) {
        mark_.opened = cursor;
    }
    trail_mark(const trail_mark&) = delete;
    trail_mark& operator=(const trail_mark&) = delete;
    ~trail_mark() { mark_.element = nullptr; }

    // The next element's text will begin at the cursor; so many went before it.
    INKJET_INLINE void at(const char* cursor, std::size_t index) noexcept {
        mark_.element = cursor;
        mark_.index = index;
    }

  private:
    trail::mark_type& mark_;
};

template <class P>
INKJET_INLINE constexpr const options& chosen(const context& c) {
    if constexpr (P::fixed)
        return P::value;
    else
        return *c.chosen;
}

} // namespace inkjet::detail
