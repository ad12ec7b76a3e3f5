// The keys of a class's members, made ready at compile time.
#pragma once

#include <inkjet/base/window.hpp>
#include <inkjet/core/key_style.hpp>
#include <inkjet/core/members.hpp>
#include <inkjet/text/escape_sequences.hpp>
#include <inkjet/text/utf8.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace inkjet::detail {

// Keys of more bytes are not renamed by options.
inline constexpr std::size_t longest_styled_key = 256;

// The key of member I, in the style that its class wants, else in the one that the options do.
template <class T, std::size_t I, key_style Chosen>
struct member_key {
    static constexpr std::string_view name = members_of<T>::name(I);
    static constexpr key_style style = members_of<T>::given(I)             ? members_of<T>::style(I)
                                       : name.size() <= longest_styled_key ? Chosen
                                                                           : key_style::as_declared;
    static constexpr auto styled = [] {
        std::array<char, styled_size(name.size()) + 1> chars{};
        style_key(chars.data(), name, style);
        return chars;
    }();
    static constexpr std::string_view text = [] {
        if constexpr (style == key_style::as_declared)
            return name;
        else
            return std::string_view(styled.data());
    }();
    static_assert(first_invalid_utf8(text.data(), text.size()) == text.size(), "inkjet: a key must be UTF-8");
};

// What stands before a member's value: `{` or `,`, then the escaped key in quotes, and a colon.
template <class T, std::size_t I, key_style Chosen = key_style::as_declared>
struct key_text {
    static constexpr std::string_view key = member_key<T, I, Chosen>::text;

    static constexpr std::size_t capacity = escape_max_length * key.size() + 4;
    struct built {
        std::array<char, capacity> text;
        std::size_t size;
    };
    static constexpr built make() noexcept {
        built b{};
        char* p = b.text.data();
        *p++ = I == 0 ? '{' : ',';
        *p++ = '"';
        p = escape_portable(p, key.data(), key.size());
        *p++ = '"';
        *p++ = ':';
        b.size = static_cast<std::size_t>(p - b.text.data());
        return b;
    }
    static constexpr std::size_t size = make().size;
    static constexpr std::array<char, size> text = [] {
        const built b = make();
        std::array<char, size> exact{};
        for (std::size_t i = 0; i < size; ++i) exact[i] = b.text[i];
        return exact;
    }();

    // The same with a quote behind it, and more, so that whole registers can be stored: fewer stores than the
    // exact size would take.
    static constexpr std::size_t padded_size(bool with_quote) {
        const std::size_t least = size + with_quote;
        return least <= 8 ? 8 : (least + 15) / 16 * 16;
    }
    static_assert(padded_size(true) - size <= overrun);
    static constexpr std::array<char, padded_size(true)> padded = [] {
        std::array<char, padded_size(true)> chars{};
        for (std::size_t i = 0; i < size; ++i) chars[i] = text[i];
        chars[size] = '"';
        return chars;
    }();
};

} // namespace inkjet::detail
