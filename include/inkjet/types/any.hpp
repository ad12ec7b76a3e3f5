// std::any, whose value is written by the fallback of the options.
#pragma once

#include <inkjet/core/fallback.hpp>

#include <any>
#include <cstddef>

namespace inkjet::detail {

template <>
inline constexpr bool has_own_form<std::any> = true;

// An empty one is null.
template <>
struct form<std::any, kind::own> : unbounded_form {
    template <class>
    static char* write(context& c, char* p, const std::any& value) {
        if (!value.has_value()) return ensure(c, put_literal(p, "null"), exit_room);
        return write_by_fallback(c, p, value);
    }

    static content look(const std::any& value) noexcept {
        return value.has_value() ? content::something : content::absent;
    }
};

} // namespace inkjet::detail
