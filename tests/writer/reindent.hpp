// What compact JSON looks like with white space, made in the plainest way.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace testing {

inline std::string reindent(std::string_view compact, std::size_t indent) {
    std::string out;
    std::size_t level = 0;
    bool in_text = false;
    const auto new_line = [&] { out.append("\n").append(level * indent, ' '); };
    for (std::size_t i = 0; i < compact.size(); ++i) {
        const char unit = compact[i];
        if (in_text) {
            out += unit;
            if (unit == '\\') out += compact[++i];
            in_text = unit != '"';
            continue;
        }
        const bool opens = unit == '[' || unit == '{', closes = unit == ']' || unit == '}';
        const bool empty = opens && (compact[i + 1] == ']' || compact[i + 1] == '}');
        if (closes) --level, new_line();
        out += unit;
        if (empty)
            out += compact[++i];
        else if (opens)
            ++level, new_line();
        else if (unit == ',')
            new_line();
        else if (unit == ':')
            out += ' ';
        in_text = unit == '"';
    }
    return out;
}

} // namespace testing
