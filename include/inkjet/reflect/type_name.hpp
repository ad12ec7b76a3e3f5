// The name of a type as its program calls it, without what is around it and without template arguments.
#pragma once

#include <inkjet/reflect/printed_names.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace inkjet::detail {

// The return type is auto because g++ prints what other names stand for behind the arguments.
template <class T>
constexpr auto print_type() noexcept {
    return std::string_view(__PRETTY_FUNCTION__, sizeof(__PRETTY_FUNCTION__) - 1);
}

// Cuts the name of `T` out of "... print_type() [T = scope::name<argument>]", or "[with T = ...]".
constexpr name_span find_type_name(std::string_view printed) noexcept {
    constexpr std::string_view mark = "T = ";
    std::size_t begin = printed.find(mark, printed.find('[')) + mark.size();
    std::size_t at = begin, depth = 0, arguments = 0;
    for (; at < printed.size() && (depth != 0 || printed[at] != ']'); ++at) {
        const char c = printed[at];
        if (c == '<' || c == '(' || c == '{' || c == '[') {
            if (depth++ == 0 && c == '<') arguments = at;
        } else if (c == '>' || c == ')' || c == '}' || c == ']') {
            --depth;
        } else if (depth == 0 && c == ':') {
            begin = at + 1;
            arguments = 0; // were those of a class or function around it
        }
    }
    return {begin, (arguments != 0 ? arguments : at) - begin};
}

template <class T>
struct type_name_storage {
    static constexpr std::string_view printed = print_type<T>();
    static constexpr std::array<name_span, 1> span{find_type_name(printed)};
    static constexpr name_chars<span[0].size> stored{printed, span};
};

/// Holds the unqualified name of the class or built-in type `T`, in static storage.
template <class T>
inline constexpr std::string_view type_name{type_name_storage<T>::stored.chars,
                                            type_name_storage<T>::span[0].size};

} // namespace inkjet::detail
