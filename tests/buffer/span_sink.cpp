#include <inkjet/buffer/span_sink.hpp>

#include "sink_driver.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using inkjet::errc;
using sink_test::drive;

namespace {

std::string counted(std::size_t n) {
    std::string text(n, ' ');
    for (std::size_t i = 0; i < n; ++i) text[i] = static_cast<char>('a' + i % 23);
    return text;
}

// Writes `text` into a span of `size` bytes with guards on both sides.
void check_span(std::string_view text, std::size_t size, std::size_t step, std::size_t ask) {
    constexpr std::size_t guard = 256;
    std::string place(size + 2 * guard, '#');
    std::span<char> target(place.data() + guard, size);
    const sink_test::outcome o = drive(target, text, step, ask);
    const bool fits = text.size() <= size;
    CHECK(o.code == (fits ? errc::ok : errc::buffer_full));
    CHECK(o.appended == (fits ? text.size() : 0));
    if (fits) CHECK(std::string_view(place).substr(guard, text.size()) == text);
    CHECK(place.compare(0, guard, std::string(guard, '#')) == 0);
    CHECK(place.compare(guard + size, guard, std::string(guard, '#')) == 0);
}

} // namespace

TEST_CASE("what fits exactly fits, in spans of all sizes around it") {
    for (const std::size_t length : {0U, 1U, 63U, 64U, 65U, 300U, 4032U, 5000U, 12000U}) {
        const std::string text = counted(length);
        for (const std::size_t step : {std::size_t{1}, std::size_t{50}})
            for (const std::size_t ask : {step, step + 160, std::size_t{2048}}) {
                const std::size_t first = length < 70 ? 0 : length - 70;
                for (std::size_t size = first; size < length + 70; size += length > 1000 ? 23 : 1)
                    check_span(text, size, step, ask);
                check_span(text, length, step, ask);
                if (length > 0) check_span(text, length - 1, step, ask);
            }
    }
}

TEST_CASE("a step longer than the stage is refused, not overrun") {
    std::string place(10000, '#');
    std::span<char> target(place.data(), 5000);
    inkjet::detail::window w;
    inkjet::detail::sink<std::span<char>> sink(w, target);
    char* const p = sink.open(w);
    CHECK(w.longest_step() < 4096);
    CHECK(w.grow(w, p, w.longest_step() + 1) == nullptr);
    CHECK(w.reason() == errc::buffer_full);
}

TEST_CASE("what was delivered can still be read, as error messages need it") {
    std::string place(300, '#');
    std::span<char> target(place);
    inkjet::detail::window w;
    inkjet::detail::sink<std::span<char>> sink(w, target);
    char* p = sink.open(w);
    for (int i = 0; i < 200; ++i) *p++ = 'x';
    p = w.grow(w, p, 2048);
    REQUIRE(p != nullptr);
    CHECK(std::string_view(w.delivered, w.delivered_size) == std::string(200, 'x'));
    CHECK(w.begin == p);
}

TEST_CASE("spans of a fixed extent, and of every byte type") {
    std::array<char, 3> chars{};
    std::span<char, 3> fixed(chars);
    CHECK(drive(fixed, "abc", 1, 1).appended == 3);
    CHECK(std::string_view(chars.data(), 3) == "abc");
    CHECK(drive(fixed, "abcd", 1, 1).code == errc::buffer_full);

    std::array<std::byte, 3> bytes{};
    std::span<std::byte> of_bytes(bytes);
    CHECK(drive(of_bytes, "abc", 1, 1).appended == 3);
    CHECK(bytes[2] == std::byte{'c'});

    std::array<unsigned char, 2> unsigned_chars{};
    std::span<unsigned char, 2> of_unsigned(unsigned_chars);
    CHECK(drive(of_unsigned, "ab", 1, 1).appended == 2);
    CHECK(unsigned_chars[1] == 'b');

    std::array<char8_t, 2> units{};
    std::span<char8_t> of_units(units);
    CHECK(drive(of_units, "ab", 1, 1).appended == 2);
    CHECK(units[1] == u8'b');

    std::span<char> nothing;
    CHECK(drive(nothing, "", 1, 1).code == errc::ok);
    CHECK(drive(nothing, "a", 1, 1).code == errc::buffer_full);
}
