// The options of dumps as bits, with orjson's names and numbers, and what they are to the library.
#pragma once

#include <inkjet/writer/options.hpp>

namespace inkjet_python {

enum flag : unsigned {
    indent_2 = 1u << 0,
    naive_utc = 1u << 1,
    non_str_keys = 1u << 2,
    omit_microseconds = 1u << 3,
    serialize_numpy = 1u << 4,
    sort_keys = 1u << 5,
    strict_integer = 1u << 6,
    utc_z = 1u << 7,
    passthrough_subclass = 1u << 8,
    passthrough_datetime = 1u << 9,
    append_newline = 1u << 10,
    passthrough_dataclass = 1u << 11,
    // Ours, far from orjson's next ones.
    html_safe = 1u << 24,
    decimal_as_str = 1u << 25,
    ascii = 1u << 26,
    big_int = 1u << 27,
    serialize_arrow = 1u << 28,
    serialize_dlpack = 1u << 29,
    serialize_buffer = 1u << 30,
};

// Eight bits of ours hold an indentation of any width: spaces, or 9 for a tab.
inline constexpr unsigned indent_shift = 16, indent_mask = 0xffu << indent_shift;

// orjson keeps these names and does by default what they ask for.
inline constexpr unsigned serialize_dataclass = 0, serialize_uuid = 0;

// What objects export themselves, by protocols that others than numpy have, too.
inline constexpr unsigned serialize_exported = serialize_arrow | serialize_dlpack | serialize_buffer;

inline constexpr unsigned all_flags =
    ((1u << 12) - 1) | html_safe | decimal_as_str | ascii | big_int | serialize_exported | indent_mask;

// How deeply arrays and objects nest, and calls of `default` in one another: orjson's numbers.
inline constexpr unsigned depth_limit = 254;

// What is always so. Text from Python is made into UTF-8 by Python, which refuses surrogates.
inline constexpr inkjet::options plain_options{
    .invalid_utf8 = inkjet::invalid_utf8_policy::pass,
    .non_finite = inkjet::non_finite_policy::null,
    .non_string_keys = true, // the traversal asks for the flag by itself
    .depth_limit = depth_limit,
};

// Those flags under which the traversal that has the options folded in does the same, or what they ask for by
// itself.
inline constexpr unsigned plain_flags = non_str_keys | serialize_numpy | passthrough_subclass |
                                        passthrough_datetime | passthrough_dataclass | append_newline |
                                        decimal_as_str | sort_keys | big_int | serialize_exported;

constexpr inkjet::options options_of(unsigned flags) noexcept {
    inkjet::options chosen = plain_options;
    chosen.indent = static_cast<unsigned char>((flags & indent_2) != 0 ? 2 : flags >> indent_shift & 0xff);
    chosen.ascii = (flags & ascii) != 0;
    chosen.append_newline = (flags & append_newline) != 0;
    chosen.sort_keys = (flags & sort_keys) != 0;
    chosen.html_safe = (flags & html_safe) != 0;
    chosen.strict_integers = (flags & strict_integer) != 0;
    chosen.naive_as_utc = (flags & naive_utc) != 0;
    chosen.utc_as_z = (flags & utc_z) != 0;
    chosen.omit_subseconds = (flags & omit_microseconds) != 0;
    return chosen;
}

} // namespace inkjet_python
