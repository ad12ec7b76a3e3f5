// What options say about keys: how the words of a name are joined, and which key comes before which.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/utf16_order.hpp>
#include <inkjet/writer/options.hpp>

#include <cstddef>
#include <string_view>

namespace inkjet::detail {

inline namespace INKJET_ISA {

constexpr bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
constexpr char to_upper(char c) noexcept { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }
constexpr char to_lower(char c) noexcept { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

// A name's words are joined by a character each, so that it becomes no longer than this.
constexpr std::size_t styled_size(std::size_t name_size) noexcept { return 2 * name_size; }

// Whether a word begins at name[i]: behind an underscore, at a capital behind a small letter or digit, and at
// the last of several capitals if a small letter follows (as in HTTPServer).
constexpr bool begins_word(std::string_view name, std::size_t i) noexcept {
    if (i == 0 || name[i - 1] == '_') return true;
    if (!is_upper(name[i])) return false;
    return !is_upper(name[i - 1]) || (i + 1 < name.size() && is_lower(name[i + 1]));
}

// Writes the name in a style and returns its end. Underscores only divide words; a name of nothing else stays
// as it is. Letters beyond ASCII have no case.
constexpr char* style_key(char* out, std::string_view name, key_style style) noexcept {
    char* const begin = out;
    for (std::size_t i = 0; style != key_style::as_declared && i < name.size(); ++i) {
        const char c = name[i];
        if (c == '_') continue;
        const bool first = begins_word(name, i), joined = first && out != begin;
        switch (style) {
        case key_style::camel:
            *out++ = joined ? to_upper(c) : to_lower(c);
            break;
        case key_style::pascal:
            *out++ = first ? to_upper(c) : to_lower(c);
            break;
        case key_style::kebab:
            if (joined) *out++ = '-';
            *out++ = to_lower(c);
            break;
        case key_style::screaming_snake:
            if (joined) *out++ = '_';
            *out++ = to_upper(c);
            break;
        case key_style::as_declared:
        case key_style::snake:
            if (joined) *out++ = '_';
            *out++ = to_lower(c);
            break;
        }
    }
    if (out == begin)
        for (const char c : name) *out++ = c;
    return out;
}

constexpr bool key_less(const options& o, std::string_view a, std::string_view b) noexcept {
    return o.utf16_order ? compare_as_utf16(a, b) < 0 : a < b;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
