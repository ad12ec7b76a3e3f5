// Fragments that are JSON already, written as they are.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/encoder.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/text/json_check.hpp>
#include <inkjet/writer/note.hpp>
#include <inkjet/writer/text.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace inkjet {

/// Holds one JSON value as text, written as it is. Trusted: what is in it is not looked at, so that text that
/// is not one JSON value makes the whole output something else than JSON. Refers to the text, owns nothing.
struct raw {
    std::string_view json;
};

/// Holds one JSON value as text, written as it is after a check: text that is not exactly one JSON value (RFC
/// 8259), in UTF-8, nested no deeper than the limit leaves, is refused with `errc::bad_value`. Refers to the
/// text.
struct raw_checked {
    std::string_view json;
};

namespace detail {

template <class T>
struct fragment_form : unbounded_form {
    template <class P>
    static char* write(context& c, char* p, const T& value) {
        if constexpr (std::is_same_v<T, raw_checked>) {
            const json_check checked = check_json(value.json.data(), value.json.size(), c.depth);
            if (!checked)
                return c.fail(errc::bad_value, p,
                              note("raw text is not one JSON value from offset ", checked.offset).view());
        }
        if constexpr (gathers<P>)
            p = put_bytes_or_slice<P>(c, p, value.json.data(), value.json.size());
        else
            p = put_bytes(c, p, value.json.data(), value.json.size());
        return ensure(c, p, exit_room);
    }
};

template <>
inline constexpr bool owns_nothing<raw> = true;
template <>
inline constexpr bool owns_nothing<raw_checked> = true;

template <>
inline constexpr bool has_own_form<raw> = true;
template <>
inline constexpr bool has_own_form<raw_checked> = true;
template <>
struct form<raw, kind::own> : fragment_form<raw> {};
template <>
struct form<raw_checked, kind::own> : fragment_form<raw_checked> {};

} // namespace detail
} // namespace inkjet
