// Values that std::format prints as JSON: `std::format("{}", inkjet::json(value))`.
#pragma once

#include <inkjet/json_format.hpp>

#include <version>

#if !defined(__cpp_lib_format)
# error "inkjet/format.hpp: this standard library has no std::format; inkjet/fmt.hpp is for fmt"
#endif

#include <format>
#include <string_view>

/// Prints a `json_view`, in chunks, as `inkjet::write` does with the view's options; `{:4}` indents by four
/// spaces a level, `{:#}` by two (`{:9}`, as `.indent`, by a tab). A refused value throws `std::format_error`
/// with the result's message; the text before it stays where it was put. Without exceptions the program ends.
template <class T>
struct std::formatter<inkjet::json_view<T>, char> : inkjet::detail::json_formatter<std::format_error> {
    template <class Context>
    auto format(const inkjet::json_view<T>& view, Context& context) const {
        auto out = context.out();
        this->print(view, [&](std::string_view chunk) { out = std::format_to(out, "{}", chunk); });
        return out;
    }
};
