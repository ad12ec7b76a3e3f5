// Error codes and conditions as objects of what they say.
#pragma once

#include <inkjet/core/encoded.hpp>
#include <inkjet/core/encoder.hpp>
#include <inkjet/core/object.hpp>
#include <inkjet/types/number.hpp>
#include <inkjet/types/text.hpp>

#include <string>
#include <string_view>
#include <system_error>

namespace inkjet {

namespace detail {

struct error_parts {
    std::string_view category;
    int value;
    std::string message;
};

} // namespace detail

// The names stay as they are, whatever becomes of those of reflected members.
template <>
struct describe<detail::error_parts> {
    static constexpr auto members = inkjet::members(member("category", &detail::error_parts::category),
                                                    member("value", &detail::error_parts::value),
                                                    member("message", &detail::error_parts::message));
};

/// Writes `{"category":"generic","value":2,"message":"No such file or directory"}`; a code that says success
/// is written in the same way, with the value 0. Allocates the message, which is in the language and the
/// encoding of the locale: one that is not UTF-8 is refused, or written as `.invalid_utf8` says.
template <>
struct encoder<std::error_code> {
    static detail::error_parts as(const std::error_code& error) {
        return {error.category().name(), error.value(), error.message()};
    }
};

/// Writes a condition as it would the code of the same category and value.
template <>
struct encoder<std::error_condition> {
    static detail::error_parts as(const std::error_condition& error) {
        return {error.category().name(), error.value(), error.message()};
    }
};

} // namespace inkjet
