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

// The names of a list, copied behind each other: the printed text, far longer, stays out of the program.
//   List::count   how many names there are
//   List::text()  the printed text
//   List::spans() std::array<name_span, count>, where they stand in it
template <class List>
class name_storage {
    static constexpr auto spans_ = List::spans();

    static constexpr std::size_t size() {
        std::size_t sum = 0;
        for (const name_span& span : spans_) sum += span.size;
        return sum;
    }

    static constexpr auto copied() {
        std::array<char, size() + 1> chars{};
        const std::string_view text = List::text();
        std::size_t at = 0;
        for (const name_span& span : spans_)
            for (std::size_t i = 0; i < span.size; ++i) chars[at++] = text[span.begin + i];
        return chars;
    }

    static constexpr auto chars_ = copied();

  public:
    static constexpr std::array<std::string_view, List::count> views() {
        std::array<std::string_view, List::count> result{};
        std::size_t at = 0;
        for (std::size_t i = 0; i < List::count; ++i) {
            result[i] = std::string_view(chars_.data() + at, spans_[i].size);
            at += spans_[i].size;
        }
        return result;
    }
};

} // namespace inkjet::detail
