// The keys of a class's members, made ready at compile time.
#pragma once

#include <inkjet/base/window.hpp>
#include <inkjet/core/key_style.hpp>
#include <inkjet/core/members.hpp>
#include <inkjet/text/escape_sequences.hpp>
#include <inkjet/text/utf8.hpp>

#include <cstddef>
#include <string_view>

namespace inkjet::detail {

// All keys of a class are made at once, by functions that know no class, in loops without calls: compilers
// take long to instantiate something for each member, and to evaluate.

// Keys of more bytes are not renamed by options.
inline constexpr std::size_t longest_styled_key = 256;

// What a look at a name tells.
struct name_facts {
    std::size_t escaped; // how long it is in JSON
    bool as_it_is;       // whether nothing in it is escaped
    bool plain;          // whether it is ASCII without any character that an option escapes
    bool utf8;
};

constexpr name_facts facts_of_name(std::string_view name) noexcept {
    name_facts facts{name.size(), true, true, true};
    bool ascii = true;
    for (const char *at = name.data(), *const end = at + name.size(); at != end; ++at) {
        const auto c = static_cast<unsigned char>(*at);
        if (c >= '0' && c <= 'z' && c != '<' && c != '>' && c != '\\') continue;
        if (c < 0x20 || c == '"' || c == '\\') facts.escaped += make_escape_sequence(c).length - 1u;
        if (c >= 0x80) ascii = false;
        if (c >= 0x80 || c == '<' || c == '>' || c == '&' || c == '\'' || c == '/') facts.plain = false;
    }
    facts.as_it_is = facts.escaped == name.size();
    if (!ascii) facts.utf8 = first_invalid_utf8(name.data(), name.size()) == name.size();
    return facts;
}

// What stands around a key: `{"` or `,"` before it, `":` behind it.
inline constexpr std::size_t around_key = 4;

// The size of what is stored for a key that takes `size` bytes with all that, and with the quote of text
// behind it or without: whole registers, which are fewer stores than the exact size would take.
constexpr std::size_t padded_key_size(std::size_t size, bool with_quote) noexcept {
    const std::size_t least = size + with_quote;
    return least <= 8 ? 8 : (least + 15) / 16 * 16;
}
static_assert(16 <= overrun);

// Writes `,"name":"` and returns the end, before the last quote.
constexpr char* put_key_text(char* out, char opener, std::string_view name, key_style style,
                             bool as_it_is) noexcept {
    *out++ = opener;
    *out++ = '"';
    if (style != key_style::as_declared)
        out = style_key(out, name, style);
    else if (as_it_is)
        for (const char *at = name.data(), *const end = at + name.size(); at != end;) *out++ = *at++;
    else
        out = escape_portable(out, name.data(), name.size());
    *out++ = '"';
    *out++ = ':';
    *out = '"';
    return out;
}

template <std::size_t Size>
struct key_chars {
    char text[Size];
};

// The keys of T's members: each in the style that its class wants, else in `Chosen`, which the options do.
template <class T, key_style Chosen = key_style::as_declared>
class object_keys {
    using members = members_of<T>;
    static constexpr std::size_t count = members::count;

    static constexpr key_style style(std::size_t i) noexcept {
        return members::given(i)                               ? members::style(i)
               : Chosen == key_style::as_declared              ? Chosen
               : members::name(i).size() <= longest_styled_key ? Chosen
                                                               : key_style::as_declared;
    }

    // For all together; a name that is given a style consists of letters, which need no escape.
    static constexpr name_facts facts = [] {
        name_facts all{0, true, true, true};
        for (std::size_t i = 0; i < count; ++i) {
            const std::string_view name = members::name(i);
            const name_facts one = facts_of_name(name);
            const std::size_t most =
                style(i) == key_style::as_declared ? one.escaped : styled_size(name.size());
            all.escaped += padded_key_size(most + around_key, true);
            all.as_it_is = all.as_it_is && one.as_it_is;
            all.plain = all.plain && one.plain;
            all.utf8 = all.utf8 && one.utf8;
        }
        return all;
    }();
    static_assert(facts.utf8, "inkjet: a key must be UTF-8");

    struct made {
        key_chars<facts.escaped + 1> chars{};
        std::size_t begin[count + 1]{};
        std::size_t size[count + 1]{};
    };
    static constexpr made keys = [] {
        made m;
        char* p = m.chars.text;
        for (std::size_t i = 0; i < count; ++i) {
            const char* const end =
                put_key_text(p, i == 0 ? '{' : ',', members::name(i), style(i), facts.as_it_is);
            m.begin[i] = static_cast<std::size_t>(p - m.chars.text);
            m.size[i] = static_cast<std::size_t>(end - p);
            p += padded_key_size(m.size[i], true);
        }
        return m;
    }();

    // The text apart, as it is all that a program needs at run time.
    static constexpr key_chars<facts.escaped + 1> chars = keys.chars;

  public:
    // Whether no option escapes more in the keys than JSON does.
    static constexpr bool plain = facts.plain;

    // How long what stands before the value of member i is: `{` or `,`, then the escaped key in quotes, and a
    // colon.
    static constexpr std::size_t size(std::size_t i) noexcept { return keys.size[i]; }

    // Where that begins. Behind it a quote and further bytes up to `padded_key_size` can be read.
    static constexpr const char* text(std::size_t i) noexcept { return chars.text + keys.begin[i]; }

    // The key of member i alone.
    static constexpr std::string_view key(std::size_t i) noexcept {
        if (style(i) == key_style::as_declared) return members::name(i);
        return {chars.text + keys.begin[i] + 2, keys.size[i] - around_key};
    }
};

} // namespace inkjet::detail
