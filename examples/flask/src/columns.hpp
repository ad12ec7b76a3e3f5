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

inline std::uint64_t column::word(const unsigned char* bits, std::int64_t index,
                                  unsigned size) const noexcept {
    const std::int64_t first = offset + index;
    const unsigned shift = first & 7, byte_count = (shift + size + 7) / 8;
    bits += first >> 3;
    std::uint64_t found = std::uint64_t{bits[0]} >> shift;
    for (unsigned i = 1; i < byte_count; ++i) found |= std::uint64_t{bits[i]} << (8 * i - shift);
    return size == word_size ? found : found & ((std::uint64_t{1} << size) - 1);
}

inline std::int64_t column::load_integer(std::int64_t index) const noexcept {
    switch (of) {
    case element::int8:
        return load<std::int8_t>(index);
    case element::uint8:
        return load<std::uint8_t>(index);
    case element::int16:
        return load<std::int16_t>(index);
    case element::uint16:
        return load<std::uint16_t>(index);
    case element::int32:
        return load<std::int32_t>(index);
    case element::uint32:
        return load<std::uint32_t>(index);
    default:
        return load<std::int64_t>(index);
    }
}

inline bool column::find_part(std::int64_t index, std::int64_t& from, std::int64_t& to) const noexcept {
    if (is == kind::fixed_list) { // whose entries were counted when the array was attached
        from = (offset + index) * list_size;
        to = from + list_size;
        return true;
    }
    from = load_integer(index);
    to = load_integer(index + 1);
    return from >= 0 && from <= to && (is == kind::text || to <= children->length);
}

inline bool column::find_text(std::int64_t index, std::string_view& found) const noexcept {
    if (is == kind::text) {
        std::int64_t from, to;
        if (!find_part(index, from, to) || (text == nullptr && from != to)) return false;
        found = {text == nullptr ? "" : text + from, static_cast<std::size_t>(to - from)};
        return true;
    }
    struct {
        std::int32_t size;
        char beginning[4]; // or all of it, with what follows
        std::int32_t piece, at;
    } view;
    constexpr std::int32_t longest_inside = 12;
    const char* const entry = at(index, sizeof view);
    std::memcpy(&view, entry, sizeof view);
    if (view.size < 0) return false;
    const auto size = static_cast<std::size_t>(view.size);
    if (view.size <= longest_inside) {
        found = {entry + sizeof view.size, size};
        return true;
    }
    if (view.piece < 0 || view.piece >= piece_count || view.at < 0) return false;
    if (std::int64_t{view.at} + view.size > piece_sizes[view.piece]) return false;
    found = {static_cast<const char*>(pieces[view.piece]) + view.at, size};
    return true;
}

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
