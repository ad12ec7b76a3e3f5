// Arrow's columns as arrays, and their entries as values: numbers, text, times, arrays, objects.
#pragma once

#include <inkjet/core/encoded.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/core/sequence.hpp>
#include <inkjet/types/map.hpp>

#include "arrays.hpp"
#include "columns.hpp"
#include "containers.hpp"
#include "foreign_values.hpp"
#include "number_entries.hpp"
#include "outcome.hpp"
#include "times.hpp"

#include <cstdint>
#include <string_view>

namespace inkjet_python {
namespace {

// One entry of a column.
struct cell {
    const column* of;
    std::int64_t index;
};

// The entries [from, to) of a column, and those of the arrays that follow in a stream, if there is one.
struct rows {
    const column* of;
    std::int64_t from, to;
    exported_columns* more;

    // Goes on where there are no entries left. Returns whether there are others.
    bool refill() {
        while (from == to) {
            if (more == nullptr) return false;
            if (!more->next()) {
                if (*more) return false;
                *this = {&more->failure(), 0, 1, nullptr};
                return true;
            }
            of = &more->top();
            from = 0;
            to = of->length;
        }
        return true;
    }
};

class row_iterator {
  public:
    explicit row_iterator(const rows& all) noexcept : left_(all) { there_are_ = left_.refill(); }
    cell operator*() const noexcept { return {left_.of, left_.from}; }
    row_iterator& operator++() {
        ++left_.from;
        there_are_ = left_.refill();
        return *this;
    }
    bool operator==(end_mark) const noexcept { return !there_are_; }

  private:
    rows left_;
    bool there_are_;
};

// An entry of a column of objects.
class members {
  public:
    using key_type = std::string_view;
    using mapped_type = cell;
    static constexpr bool keeps_order = true; // sorted when the columns were read, where that is asked for

    explicit members(cell of) noexcept : of_(*of.of), index_(of.of->offset + of.index) {}

    struct member {
        std::string_view key;
        cell value;
    };
    class iterator {
      public:
        iterator(const column* at, std::int64_t index) noexcept : at_(at), index_(index) {}
        member operator*() const noexcept { return {at_->name, {at_, index_}}; }
        iterator& operator++() noexcept {
            ++at_;
            return *this;
        }
        bool operator==(const iterator& other) const noexcept { return at_ == other.at_; }

      private:
        const column* at_;
        std::int64_t index_;
    };
    iterator begin() const noexcept { return {of_.children, index_}; }
    iterator end() const noexcept { return {of_.children + of_.child_count, index_}; }

  private:
    const column& of_;
    std::int64_t index_;
};

template <class Write>
INKJET_NOINLINE inkjet::written put_cell(Write write, cell c);

template <class Write>
inkjet::written put_time_of_day(Write write, std::int64_t count, inkjet::datetime_unit unit) {
    const moment since = moment_of(count, unit, false);
    if (since.second < 0 || since.second >= inkjet::detail::seconds_per_day)
        return write.refuse(inkjet::errc::time_range, "a time that is not of one day");
    return write(time_fields{inkjet::detail::time_of_second(static_cast<std::uint32_t>(since.second)),
                             since.microsecond});
}

template <class Write>
INKJET_NOINLINE inkjet::written put_cell(Write write, cell c) {
    static constexpr char malformed[] = "malformed array of Arrow";
    const column& in = *c.of;
    if (!in.is_valid(c.index)) return write(nullptr);
    switch (in.is) {
    case column::kind::nothing:
        return write(nullptr);
    case column::kind::boolean:
        return write(column::bit(reinterpret_cast<const unsigned char*>(in.data), in.offset + c.index));
    case column::kind::number:
        return with_number_type(in.of, [&]<class T>(const T*) { return write(in.load<T>(c.index)); });
    case column::kind::text:
    case column::kind::viewed_text: {
        std::string_view text;
        if (!in.find_text(c.index, text)) return refused(write, malformed);
        return write(foreign_text{text});
    }
    case column::kind::object:
        return write(members(c));
    case column::kind::list:
    case column::kind::fixed_list: {
        std::int64_t from, to;
        if (!in.find_part(c.index, from, to)) return refused(write, malformed);
        return write(rows{in.children, from, to, nullptr});
    }
    case column::kind::dictionary: {
        const std::int64_t index = in.load_integer(c.index);
        if (index < 0 || index >= in.children->length) return refused(write, malformed);
        return put_cell(write, {in.children, index});
    }
    case column::kind::date:
        return write(day{in.load_integer(c.index)});
    case column::kind::long_date: {
        const std::int64_t second = moment_of(in.load_integer(c.index), in.unit, false).second;
        constexpr std::int64_t per_day = inkjet::detail::seconds_per_day;
        return write(day{second / per_day - (second % per_day < 0 ? 1 : 0)});
    }
    case column::kind::time:
        return put_time_of_day(write, in.load_integer(c.index), in.unit);
    case column::kind::timestamp:
        return write(moment_of(in.load_integer(c.index), in.unit, in.has_zone));
    case column::kind::failure:
        return refused(write, in.text);
    }
    return refused(write, malformed);
}

} // namespace
} // namespace inkjet_python

template <>
struct inkjet::encoder<inkjet_python::cell> {
    INKJET_INLINE static written choose(inkjet_python::cell c, auto write) {
        return inkjet_python::put_cell(write, c);
    }
};

namespace inkjet::detail {

template <>
inline constexpr bool has_own_form<inkjet_python::rows> = true;

template <>
struct form<inkjet_python::rows, kind::own> : unbounded_form {
    template <class P>
    static char* write(context& c, char* p, const inkjet_python::rows& value) {
        using namespace inkjet_python;
        const text_checker checks(c);
        if (is_indented<P>(c)) return put_array<P, cell>(c, p, row_iterator(value), end_mark{});
        if (!may_nest<1>(c)) [[unlikely]]
            return too_deep(c, p);
        *p++ = '[';
        --c.depth;
        rows left = value;
        bool empty = true;
        for (; !c.failed && left.refill(); empty = false) {
            p = put_entries<P>(c, p, left);
            left.from = left.to;
        }
        ++c.depth;
        if (empty) ++p;
        p[-1] = ']';
        return ensure(c, p, exit_room);
    }

  private:
    // All entries that there are at present, at least one, each with a comma behind it.
    template <class P>
    static char* put_entries(context& c, char* p, const inkjet_python::rows& some) {
        using namespace inkjet_python;
        if (some.of->is == column::kind::number)
            return with_number_type(some.of->of, [&]<class T>(const T*) {
                return number_entries<P>::template put<T>(c, p, *some.of, some.from, some.to);
            });
        if (some.of->is == column::kind::boolean)
            return number_entries<P>::template put<bool>(c, p, *some.of, some.from, some.to);
        if (some.of->is == column::kind::text) return put_texts<P>(c, p, some);
        for (cell each{some.of, some.from}; each.index != some.to && !c.failed; ++each.index) {
            p = ensure(c, p, entry_room);
            p = write_value<P>(c, p, each);
            *p++ = ',';
        }
        return p;
    }

    template <class P>
    static char* put_texts(context& c, char* p, const inkjet_python::rows& some) {
        using namespace inkjet_python;
        foreign_text found;
        for (std::int64_t at = some.from; at != some.to && !c.failed; ++at) {
            p = ensure(c, p, entry_room);
            if (some.of->is_valid(at) && some.of->find_text(at, found.text)) [[likely]] {
                p = write_value<P>(c, p, found);
            } else {
                const cell other{some.of, at};
                p = write_value<P>(c, p, other);
            }
            *p++ = ',';
        }
        return p;
    }
};

} // namespace inkjet::detail
