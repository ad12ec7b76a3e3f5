// What the tests of gathered output have in common: what is in the pieces, and where they lie.
#pragma once

#include <inkjet/gather.hpp>
#include <inkjet/inkjet.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace testing {

inline std::string_view text_of(const inkjet::io_piece& piece) {
    return {static_cast<const char*>(piece.iov_base), piece.iov_len};
}

// Reads all pieces.
template <class Memory>
std::string joined(const inkjet::basic_gather<Memory>& out) {
    std::string text;
    for (const inkjet::io_piece& piece : out) {
        CHECK(piece.iov_len != 0);
        text += text_of(piece);
    }
    CHECK(text.size() == out.bytes());
    return text;
}

// How many pieces lie where `text` does.
template <class Memory>
std::size_t count_of(const inkjet::basic_gather<Memory>& out, std::string_view text) {
    std::size_t n = 0;
    for (const inkjet::io_piece& piece : out)
        if (piece.iov_base == text.data() && piece.iov_len == text.size()) ++n;
    return n;
}

// Has something written by `write(out)`, which must be one piece: nothing is referred to. The pieces are read
// when all temporaries are gone.
template <class Write>
void check_copied(Write write) {
    std::string expected;
    REQUIRE(write(expected));
    REQUIRE(expected.size() >= 5000);
    inkjet::gather out;
    const inkjet::result r = write(out);
    CHECK(r.size == expected.size());
    CHECK(out.size() == 1);
    CHECK((joined(out) == expected));
}

// The same where these texts, and no others, must lie where they are.
template <class Write>
void check_referred(Write write, std::initializer_list<std::string_view> texts) {
    std::string expected;
    REQUIRE(write(expected));
    inkjet::gather out;
    const inkjet::result r = write(out);
    CHECK(r.size == expected.size());
    CHECK((joined(out) == expected));
    for (const std::string_view text : texts) CHECK(count_of(out, text) == 1);
    CHECK(out.size() == 2 * texts.size() + 1); // quotes stand around each
}

// A value with all ways of options.
template <class T>
void check_value_referred(const T& value, std::initializer_list<std::string_view> texts) {
    using inkjet::options;
    check_referred([&](auto& out) { return inkjet::write(value, out); }, texts);
    for (const options& chosen : {options{}, options{.indent = 2}, options{.sort_keys = true},
                                  options{.html_safe = true}, options{.skip_null = true, .skip_empty = true}})
        check_referred([&](auto& out) { return inkjet::write(value, out, chosen); }, texts);
    check_referred(
        [&](auto& out) { return inkjet::write<options{.indent = 1, .sort_keys = true}>(value, out); }, texts);
}
template <class T>
void check_value_copied(const T& value) {
    using inkjet::options;
    check_copied([&](auto& out) { return inkjet::write(value, out); });
    for (const options& chosen : {options{}, options{.indent = 2}, options{.sort_keys = true},
                                  options{.html_safe = true}, options{.skip_empty = true}})
        check_copied([&](auto& out) { return inkjet::write(value, out, chosen); });
    check_copied(
        [&](auto& out) { return inkjet::write<options{.indent = 1, .sort_keys = true}>(value, out); });
}

} // namespace testing
