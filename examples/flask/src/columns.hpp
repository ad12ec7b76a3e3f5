// Arrow's columns: what `__arrow_c_array__` and `__arrow_c_stream__` hand out, taken over and checked, to be
// read where it lies.
#pragma once

#include <inkjet/types/datetime64.hpp>

#include "abi.hpp"
#include "problem.hpp"
#include "types.hpp"

#include <Python.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace inkjet_python {

// A column as its type says, and the array that it has at present. An index counts from the array's offset.
struct column {
    enum class kind : unsigned char {
        nothing, // each is null
        boolean, // bits
        number,
        date,      // days
        long_date, // milliseconds
        time,      // since midnight
        timestamp,
        text,
        viewed_text, // 16 bytes each: short text itself, or where it is
        list,
        fixed_list,
        object,
        dictionary, // indices of the one child's entries
        failure,    // in the place of an array that could not be had; `text` is why
    };
    kind is = kind::nothing;
    bool has_zone = false;
    element of = element::none; // of numbers, of counts of time, of indices, of the offsets of text and lists
    inkjet::datetime_unit unit{};
    std::int64_t list_size = 0;
    std::string_view name;
    std::int64_t place = 0; // among the children of the array around
    column* children = nullptr;
    std::int64_t child_count = 0;

    std::int64_t offset = 0, length = 0;
    const unsigned char* validity = nullptr; // null where all are valid
    const char* data = nullptr;
    const char* text = nullptr;          // of those whose offsets are in `data`
    const void* const* pieces = nullptr; // of viewed text, and their sizes
    const std::int64_t* piece_sizes = nullptr;
    std::int64_t piece_count = 0;

    static bool bit(const unsigned char* bits, std::int64_t at) noexcept {
        return (bits[at >> 3] >> (at & 7) & 1) != 0;
    }
    // So many bits from an entry's on, at most 64, the first one lowest.
    static constexpr unsigned word_size = 64;
    std::uint64_t word(const unsigned char* bits, std::int64_t index, unsigned size) const noexcept;
    bool is_valid(std::int64_t index) const noexcept {
        return validity == nullptr || bit(validity, offset + index);
    }
    const char* at(std::int64_t index, std::size_t size) const noexcept {
        return data + (offset + index) * static_cast<std::int64_t>(size);
    }
    template <class T>
    T load(std::int64_t index) const noexcept {
        T value;
        std::memcpy(&value, at(index, sizeof(T)), sizeof value);
        return value;
    }
    // One of those integers that offsets and indices are.
    std::int64_t load_integer(std::int64_t index) const noexcept;

    // The entries [from, to) of the text or the child that an entry has; false where there are none such.
    bool find_part(std::int64_t index, std::int64_t& from, std::int64_t& to) const noexcept;
    bool find_text(std::int64_t index, std::string_view& found) const noexcept;
};

// What such an object exports, moved to here: it is released in the end.
class exported_columns {
  public:
    // `make` is the method, of a stream or not; null, with an exception set, where asking for it failed.
    // `sorted`: members of objects in the order of their names. What is wrong, now or later, is noted in
    // `why`.
    exported_columns(PyObject* make, bool is_stream, bool sorted, problem& why);
    exported_columns(const exported_columns&) = delete;
    exported_columns& operator=(const exported_columns&) = delete;
    ~exported_columns();

    // Whether it can be written as far as is known.
    explicit operator bool() const noexcept { return well_; }

    // Goes on to the next array of a stream, or to the only one. Returns false at the end, or if there is
    // none because something is wrong.
    bool next();
    const column& top() const noexcept { return *columns_; }
    // A column whose entries are refused with what was wrong.
    const column& failure() noexcept {
        failure_.is = column::kind::failure;
        failure_.text = problem_.text();
        return failure_;
    }

  private:
    bool take(PyObject* made, bool is_stream);
    bool plan(bool sorted);
    bool fill(column& to, const arrow_schema& from, column*& next, bool sorted);
    bool read_format(column& to, const char* format);
    bool attach(column& to, const arrow_array& from);

    problem& problem_;
    bool well_ = false, first_ = true;
    arrow_schema schema_{};
    arrow_array array_{};
    arrow_stream stream_{};
    column* columns_ = nullptr;
    column failure_;
};

} // namespace inkjet_python
