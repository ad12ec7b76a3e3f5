// What the tests of values have in common: one value, written in every way there is, against the exact bytes.
#pragma once

#include <inkjet/inkjet.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace testing {

// Writes `value` and returns the text; a failure returns its message.
template <class T>
std::string written(T&& value) {
    std::string out;
    const inkjet::result r = inkjet::write(value, out);
    return r ? out : r.message();
}

template <class T>
std::string written(T&& value, const inkjet::options& chosen) {
    std::string out;
    const inkjet::result r = inkjet::write(value, out, chosen);
    return r ? out : r.message();
}

// Checks the bytes of `value` in every kind of buffer, behind what the buffer held, and with options that are
// the defaults but only known at run time. A span that fits exactly must do, and one that is a byte too short
// must not.
template <class T>
void check_written(T&& value, std::string_view expected) {
    CHECK(written(value) == expected);
    CHECK(written(value, inkjet::options{}) == expected);

    inkjet::buffer buffer;
    REQUIRE(buffer.append("kept"));
    const inkjet::result r = inkjet::write(value, buffer);
    CHECK(r.size == expected.size());
    CHECK(buffer.view() == "kept" + std::string(expected));

    std::vector<std::byte> bytes(3, std::byte{7});
    CHECK(inkjet::write(value, bytes).size == expected.size());
    CHECK(bytes.size() == 3 + expected.size());
    CHECK(std::string_view(reinterpret_cast<const char*>(bytes.data()) + 3, expected.size()) == expected);

    std::vector<char> place(expected.size() + 1, '#');
    CHECK(inkjet::write(value, std::span(place.data(), expected.size())).size == expected.size());
    CHECK(std::string_view(place.data(), expected.size()) == expected);
    CHECK(place.back() == '#');

    place.assign(expected.size(), '#');
    const inkjet::result full = inkjet::write(value, std::span(place.data(), expected.size() - 1));
    CHECK(full.code == inkjet::errc::buffer_full);
    CHECK(full.size == 0);
    CHECK(place.back() == '#');
}

// Checks that `value` is refused, with the code, the place and the particulars, and that the buffer stays as
// it was.
template <class T>
void check_refused(T&& value, inkjet::errc code, std::string_view where, std::string_view note = {}) {
    std::string out = "kept";
    const inkjet::result r = inkjet::write(value, out);
    CHECK(r.code == code);
    CHECK(r.where() == where);
    CHECK(r.note() == note);
    CHECK(r.size == 0);
    CHECK(out == "kept");
    CHECK(inkjet::write(value, out, inkjet::options{}).where() == where);
}

} // namespace testing
