// Names cut out of the text in which a compiler prints template arguments.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace inkjet::detail {

// Where a name stands in a text.
struct name_span {
    std::size_t begin = 0;
    std::size_t size = 0;
};

// Letters, digits, underscore, the `$` that compilers allow, and the bytes of a character that UTF-8 writes
// in several.
constexpr bool is_name_char(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

// Returns where the name begins that ends at `end`.
constexpr std::size_t name_begin(std::string_view text, std::size_t end) noexcept {
    while (end > 0 && is_name_char(text[end - 1])) --end;
    return end;
}

// Returns where the last name ends that ends at or before `end`.
constexpr std::size_t name_end(std::string_view text, std::size_t end) noexcept {
    while (end > 0 && !is_name_char(text[end - 1])) --end;
    return end;
}

// Goes back from `end`, over whatever is in brackets, and returns the position behind the first `mark`, or
// behind a bracket that is not closed before `end`; 0 if there is neither.
constexpr std::size_t find_before(std::string_view text, std::size_t end, char mark) noexcept {
    std::size_t depth = 0;
    for (std::size_t at = end; at > 0; --at) {
        const char c = text[at - 1];
        if (c == '>' || c == ')' || c == '}' || c == ']') {
            ++depth;
        } else if (c == '<' || c == '(' || c == '{' || c == '[') {
            if (depth == 0) return at;
            --depth;
        } else if (depth == 0 && c == mark) {
            return at;
        }
    }
    return 0;
}

template <std::size_t Count>
constexpr std::size_t size_of_names(const std::array<name_span, Count>& spans) noexcept {
    std::size_t size = 0;
    for (std::size_t i = 0; i < Count; ++i) size += spans[i].size;
    return size;
}

// Names copied behind each other: the printed text, far longer, stays out of the program.
template <std::size_t Size>
struct name_chars {
    char chars[Size + 1]{};

    template <std::size_t Count>
    constexpr name_chars(std::string_view text, const std::array<name_span, Count>& spans) noexcept {
        char* out = chars;
        for (std::size_t i = 0; i < Count; ++i)
            for (std::size_t j = 0; j < spans[i].size; ++j) *out++ = text[spans[i].begin + j];
    }
};

template <std::size_t Count>
constexpr std::array<std::string_view, Count>
views_of_names(const char* chars, const std::array<name_span, Count>& spans) noexcept {
    std::array<std::string_view, Count> views{};
    for (std::size_t i = 0; i < Count; ++i) {
        views[i] = std::string_view(chars, spans[i].size);
        chars += spans[i].size;
    }
    return views;
}

} // namespace inkjet::detail
