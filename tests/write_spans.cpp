// The span that fits exactly, all shorter ones, and longer ones.
#include <inkjet/inkjet.hpp>

#include "items.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using inkjet::errc;
using testing::some_items;

namespace {

// Leaves exactly no room for the brace where the text before the numbers ends with just what it must leave.
struct tight {
    std::string s;
    std::int64_t aaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbb, ccccccccccccccccc, ddddddddddddd;
};

template <int Levels>
struct nested {
    using type = std::vector<typename nested<Levels - 1>::type>;
    static type make(std::string text) { return type(1, nested<Levels - 1>::make(std::move(text))); }
};
template <>
struct nested<0> {
    using type = std::optional<std::string>;
    static type make(std::string text) {
        if (text.empty()) return std::nullopt;
        return text;
    }
};

// Writes into a span of every size from `first` to 70 bytes more than it takes. The memory ends with the
// span, for sanitizers; without them, bytes behind it tell.
template <class T>
void check_every_span(const T& value, std::size_t first = 0) {
    std::string expected;
    REQUIRE(inkjet::write(value, expected));
    std::string guarded;
    for (std::size_t size = first; size <= expected.size() + 70; ++size) {
        const bool fits = size >= expected.size();
        const std::vector<char> exact(size);
        const std::span<char> whole(const_cast<char*>(exact.data()), size);
        const inkjet::result r = inkjet::write(value, std::span(whole));
        REQUIRE(r.code == (fits ? errc::ok : errc::buffer_full));
        REQUIRE(r.size == (fits ? expected.size() : 0));
        if (fits) REQUIRE(std::string_view(whole.data(), expected.size()) == expected);

        guarded.assign(size + 256, '#');
        REQUIRE(inkjet::write(value, std::span(guarded.data() + 128, size)).code == r.code);
        REQUIRE(guarded.find_first_not_of('#') >= 128);
        REQUIRE(guarded.find_first_not_of('#', 128 + size) == std::string::npos);
    }
}

} // namespace

TEST_CASE("spans of every size, up to the exact one and beyond") {
    check_every_span(std::string("text"));
    check_every_span(std::vector<std::string>{"", "\x01", std::string(300, '\n')});
    check_every_span(some_items(10));
    check_every_span(std::vector<int>(700, -12345));
    check_every_span(std::vector<std::array<double, 2>>(60, {-1.0 / 3, 1e-300}));
    check_every_span(std::vector<bool>(300, false));
}

TEST_CASE("long strings with dense escapes in spans of every size around the exact one") {
    for (const std::size_t plain : {0U, 200U, 5000U})
        for (const std::size_t dense : {1U, 64U, 700U, 4000U}) {
            const std::string text = std::string(plain, 'x').append(dense, '\x02').append(plain, 'y');
            const std::size_t exact = 2 + 2 * plain + 6 * dense;
            check_every_span(text, exact < 600 ? 0 : exact - 600);
            check_every_span(std::vector{text, text}, 2 * exact + 3 - 100);
        }
}

TEST_CASE("the room for closing brackets and short values is there, wherever a window ends") {
    constexpr std::int64_t longest = std::numeric_limits<std::int64_t>::min();
    for (std::size_t n = 0; n < 300; n += 7)
        check_every_span(tight{std::string(n, 's'), longest, longest, longest, longest}, n);
    check_every_span(std::vector(3, tight{"", longest, longest, longest, longest}));
    for (const std::size_t n : {0U, 1U, 100U, 1000U}) {
        check_every_span(nested<10>::make(std::string(n, 'n')));
    }
    check_every_span(std::vector(200, nested<5>::make("")));
}
