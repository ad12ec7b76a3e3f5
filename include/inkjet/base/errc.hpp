// Why a write was refused.
#pragma once

#include <string_view>

namespace inkjet {

/// Names the reason of a failure. `ok` is zero; every other value means that the value was not written, and
/// that nothing was appended where that can be undone.
enum class errc : unsigned char {
    ok,
    invalid_utf8,  ///< text that is not well-formed Unicode (RFC 3629; lone surrogates of UTF-16 and UTF-32
                   ///< too)
    not_finite,    ///< NaN or an infinity, which JSON has no form for (RFC 8259, section 6)
    integer_range, ///< an integer past 53 bits where `strict_integers` is on (RFC 7493, section 2.2)
    time_range,    ///< a date or time that RFC 3339 can't express
    bad_key,       ///< a member name that is not text, where `non_string_keys` is off
    bad_value,     ///< a value that has no JSON form: a raw fragment that is not one JSON value, a valueless
                   ///< variant
    depth,         ///< arrays and objects nested deeper than `depth_limit`
    buffer_full,   ///< a fixed span that is too short
    out_of_memory, ///< an allocation that failed or threw
    sink_failed,   ///< a destination that refused bytes, or threw an exception
    cancelled,     ///< stopped from outside: by a callback that returned false
};

/// Returns what `code` means, in a few words without a full stop. Static storage.
constexpr std::string_view describe_code(errc code) noexcept {
    switch (code) {
    case errc::ok:
        return "ok";
    case errc::invalid_utf8:
        return "invalid UTF-8";
    case errc::not_finite:
        return "a number that is not finite";
    case errc::integer_range:
        return "an integer past 53 bits";
    case errc::time_range:
        return "a time that is out of range";
    case errc::bad_key:
        return "a key that is not text";
    case errc::bad_value:
        return "a value without a JSON form";
    case errc::depth:
        return "nested too deeply";
    case errc::buffer_full:
        return "the buffer is full";
    case errc::out_of_memory:
        return "out of memory";
    case errc::sink_failed:
        return "the destination failed";
    case errc::cancelled:
        return "cancelled";
    }
    return "unknown";
}

} // namespace inkjet
