// Values that fmt prints as JSON: `fmt::print("{}", inkjet::json(value))`.
#pragma once

#include <inkjet/json_format.hpp>

#include <fmt/format.h>

#include <string_view>

/// Prints a `json_view`, in chunks, as `inkjet::write` does with the view's options; `{:4}` indents by four
/// spaces a level, `{:#}` by two (`{:9}`, as `.indent`, by a tab). A refused value throws `fmt::format_error`
/// with the result's message; the text before it stays where it was put. Without exceptions the program ends.
template <class T>
struct fmt::formatter<inkjet::json_view<T>, char> : inkjet::detail::json_formatter<fmt::format_error> {
    template <class Context>
    auto format(const inkjet::json_view<T>& view, Context& context) const {
        auto out = context.out();
        this->print(view, [&](std::string_view chunk) {
            out = fmt::format_to(out, "{}", fmt::string_view(chunk.data(), chunk.size()));
        });
        return out;
    }
};
