// What the tests of room have in common: one value, written into spans of every size.
#pragma once

#include "writing.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace testing {

// Has a value written by `write(out)` into spans of every size from none to some hundred bytes more than it
// takes, so that the window ends at every place of the output once. Whatever fits must be there, what does
// not must be refused, and the bytes behind the span must stay as they are.
template <class Write>
void check_rooms(Write write) {
    std::string expected;
    REQUIRE(write(expected).code == inkjet::errc::ok);

    constexpr std::size_t slack = 768, guard = 256;
    std::vector<char> place(expected.size() + slack + guard);
    for (std::size_t size = 0; size < expected.size() + slack; ++size) {
        std::fill_n(place.begin(), size + guard, '#');
        const inkjet::result r = write(std::span(place.data(), size));
        CAPTURE(size);
        if (size < expected.size())
            REQUIRE(r.code == inkjet::errc::buffer_full);
        else
            REQUIRE(std::string_view(place.data(), r.size) == expected);
        REQUIRE(std::all_of(&place[size], &place[size] + guard, [](char byte) { return byte == '#'; }));
    }
}

template <class T>
void check_every_room(const T& value) {
    check_rooms([&](auto&& out) { return inkjet::write(value, out); });
}

template <class T>
void check_every_room(const T& value, const inkjet::options& chosen) {
    check_rooms([&](auto&& out) { return inkjet::write(value, out, chosen); });
}

} // namespace testing
