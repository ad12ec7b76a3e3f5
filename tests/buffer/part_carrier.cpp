#include <inkjet/buffer/part_carrier.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <utility>

using inkjet::detail::overrun;
using inkjet::detail::part_carrier;
using inkjet::detail::window;

namespace {

// Writes a part as writers do: `step` bytes at a time, with stores that touch what may be touched behind.
char* put(window& w, char* p, std::string_view text, std::size_t step) {
    for (std::size_t at = 0; at < text.size(); at += step) {
        const std::string_view piece = text.substr(at, step);
        if (w.room(p) < piece.size()) p = w.grow(w, p, piece.size());
        if (p == nullptr) return p;
        std::memset(p, '!', piece.size() + overrun);
        std::memcpy(p, piece.data(), piece.size());
        p += piece.size();
    }
    return p;
}

} // namespace

TEST_CASE("parts come out as they went in, in spans of every size") {
    for (const std::size_t part : {1U, 10U, 100U, 3000U})
        for (const std::size_t step : {1U, 30U, 2000U})
            for (std::size_t size = 1; size < 400; size += 1 + size / 20) {
                part_carrier carrier;
                std::string expected, got;
                for (char letter = 'a'; letter <= 'z'; ++letter)
                    expected += std::string(part - 1, letter) + '.';
                std::string place(size + 2 * overrun, '#');
                for (char letter = 'a'; got.size() != expected.size();) {
                    window w;
                    carrier.open(w, std::span(place.data(), size));
                    while (letter <= 'z' && !carrier.carries() && !carrier.is_full()) {
                        char* const p =
                            put(w, carrier.begin_part(w), std::string(part - 1, letter) + ',', step);
                        if (part == 1)
                            carrier.first_byte(w) = '.';
                        else
                            p[-1] = '.';
                        carrier.end_part(w, p);
                        ++letter;
                    }
                    got.append(place, 0, carrier.used());
                    REQUIRE((got.size() == expected.size() || carrier.used() == size));
                    REQUIRE(place.find_first_not_of('#', size) == std::string::npos);
                }
                REQUIRE((got == expected));
                CHECK_FALSE(carrier.carries());
            }
}

TEST_CASE("the text of a part lies in two pieces, and its first byte can be changed in either") {
    std::string place(200, ' ');
    part_carrier carrier;
    window w;
    carrier.open(w, std::span(place.data(), place.size()));
    carrier.end_part(w, put(w, carrier.begin_part(w), "before", 6));
    char* p = put(w, carrier.begin_part(w), "[part", 5);
    CHECK(&carrier.first_byte(w) == place.data() + 6);
    p = put(w, p, std::string(500, 'x'), 500);
    CHECK(std::string_view(w.delivered, w.delivered_size) == "[part");
    CHECK((std::string_view(w.begin, static_cast<std::size_t>(p - w.begin)) == std::string(500, 'x')));
    carrier.first_byte(w) = ',';
    carrier.end_part(w, p);
    CHECK((place == "before,part" + std::string(189, 'x')));
    CHECK(carrier.carries());
    CHECK(carrier.is_full());

    part_carrier moved = std::move(carrier);
    CHECK_FALSE(carrier.carries());
    CHECK(moved.carries());
    std::string rest(400, ' ');
    moved.open(w, rest);
    CHECK(moved.used() == 311);
    CHECK_FALSE(moved.carries());
    p = put(w, moved.begin_part(w), "[in memory, as fewer than 64 bytes are left", 40); // 400 - 311 = 89
    moved.end_part(w, p);
    CHECK(moved.used() == 354);
    p = put(w, moved.begin_part(w), "[x", 2);
    CHECK(&moved.first_byte(w) == w.begin);
}

TEST_CASE("a part that is not ended is dropped, and memory that can't be had is told") {
    std::string place(100, ' ');
    part_carrier carrier;
    window w;
    carrier.open(w, place);
    carrier.end_part(w, put(w, carrier.begin_part(w), "kept", 4));
    put(w, carrier.begin_part(w), std::string(300, 'x'), 10);
    CHECK(carrier.used() == 4);
    CHECK_FALSE(carrier.carries());
    char* const p = put(w, carrier.begin_part(w), "[begun", 6);
    CHECK(w.grow(w, p, PTRDIFF_MAX) == nullptr);
    CHECK(w.reason() == inkjet::errc::out_of_memory);
    CHECK(w.delivered_size == 0); // or a path would be read off the same text twice
    CHECK(carrier.used() == 4);
    carrier.open(w, place);
    CHECK(carrier.used() == 0);
}
