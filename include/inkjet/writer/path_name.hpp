// The name of a member as a step of a JSONPath.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/view.hpp>

#include <cstddef>
#include <string_view>

namespace inkjet::detail {

// RFC 9535, section 2.5.1: letters, digits, _ and everything beyond ASCII make a shorthand; any other name is
// quoted with ', where the escapes of JSON mean the same. The name is escaped as in JSON; `put` is called
// with one piece of text after the other.
template <class Put>
INKJET_COLD constexpr void put_path_name(std::string_view name, Put put) {
    bool shorthand = !name.empty() && !(name[0] >= '0' && name[0] <= '9');
    for (const char unit : name)
        shorthand =
            shorthand && ((unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z') || unit == '_' ||
                          (unit >= '0' && unit <= '9') || static_cast<signed char>(unit) < 0);
    if (shorthand) {
        put(".");
        put(name);
        return;
    }
    put("['");
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name[i] == '\'')
            put("\\'");
        else if (name[i] == '\\' && i + 1 < name.size() && name[i + 1] != '"') {
            put(between(&name[i], &name[i] + 2));
            ++i;
        } else if (name[i] != '\\')
            put(between(&name[i], &name[i] + 1));
    }
    put("']");
}

} // namespace inkjet::detail
