#include <inkjet/types/key_order.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using inkjet::detail::few_keys;
using inkjet::detail::first_bytes;
using inkjet::detail::noted_key;
using inkjet::detail::ordered_key;
using inkjet::detail::sort_keys;

namespace {

std::vector<std::string> sorted(const std::vector<std::string>& keys, std::vector<std::size_t>& places) {
    std::vector<noted_key> noted;
    for (const std::string& key : keys) noted.push_back({key});
    std::vector<ordered_key> order;
    for (noted_key& each : noted) order.push_back({&each});
    std::vector<ordered_key> spare(order.size() > few_keys ? order.size() : 0);
    sort_keys<false>(order.data(), order.size(), spare.data());
    std::vector<std::string> made;
    places.clear();
    for (const ordered_key& each : order) {
        made.emplace_back(each.noted->key);
        places.push_back(static_cast<std::size_t>(each.noted - noted.data()));
    }
    return made;
}

} // namespace

TEST_CASE("first bytes are ordered as texts are, as far as they go") {
    using namespace std::string_view_literals;
    CHECK(first_bytes("") == 0);
    CHECK(first_bytes("a") == 0x6100000000000000);
    CHECK(first_bytes("abcdefgh") == 0x6162636465666768);
    for (std::size_t n = 0; n < 8; ++n) {
        std::uint64_t expected = 0;
        for (std::size_t i = 0; i < n; ++i) expected |= std::uint64_t{0xF1 + i} << (56 - 8 * i);
        CHECK(first_bytes(std::string_view("\xF1\xF2\xF3\xF4\xF5\xF6\xF7\xF8", n)) == expected);
    }
    CHECK(first_bytes("abcdefghi") == 0x6162636465666768);
    CHECK(first_bytes("\xff") == 0xff00000000000000);
    const std::string_view texts[] = {"",         "\0"sv, "\0\0"sv,  "a",        "a\0b"sv,
                                      "a\x01",    "aa",   "abcdefg", "abcdefgh", "abcdefgh\0"sv,
                                      "abcdefgi", "\x7f", "\x80",    "\xc3\xa4"};
    for (const std::string_view a : texts)
        for (const std::string_view b : texts) {
            CAPTURE(a);
            CAPTURE(b);
            if (first_bytes(a) != first_bytes(b)) CHECK((first_bytes(a) < first_bytes(b)) == (a < b));
            noted_key left{a}, right{b};
            CHECK(ordered_key::goes_before<false>({&left, first_bytes(a)}, {&right, first_bytes(b)}) ==
                  (a < b));
        }
}

TEST_CASE("few keys and many, equal ones in their order") {
    std::mt19937 random(1);
    std::vector<std::size_t> places;
    for (std::size_t count = 0; count < 100; ++count)
        for (int round = 0; round < 20; ++round) {
            std::vector<std::string> keys;
            for (std::size_t i = 0; i < count; ++i) {
                std::string key(round < 10 ? 0 : 8, 'x');
                for (std::size_t left = random() % 4; left != 0; --left)
                    key += static_cast<char>(random() % 3 == 0 ? 0 : random() % 256);
                keys.push_back(key);
            }
            if (round % 5 == 0) std::sort(keys.begin(), keys.end());
            std::vector<std::string> expected = keys;
            std::sort(expected.begin(), expected.end());
            CHECK(sorted(keys, places) == expected);
            for (std::size_t i = 1; i < count; ++i)
                if (expected[i] == expected[i - 1]) CHECK(places[i - 1] < places[i]);
        }
}

TEST_CASE("many keys that are in order but for one, or the other way round") {
    std::vector<std::size_t> places;
    for (const std::size_t count : {33u, 64u, 65u, 127u, 128u, 129u, 1000u, 4097u}) {
        std::vector<std::string> keys;
        for (std::size_t i = 0; i < count; ++i)
            keys.push_back("a common beginning " + std::to_string(100'000 + i));
        const std::vector<std::string> expected = keys;
        CHECK(sorted(keys, places) == expected);
        std::swap(keys.front(), keys.back());
        CHECK(sorted(keys, places) == expected);
        std::reverse(keys.begin(), keys.end());
        CHECK(sorted(keys, places) == expected);
        std::shuffle(keys.begin(), keys.end(), std::mt19937(count));
        CHECK(sorted(keys, places) == expected);
    }
}

TEST_CASE("by UTF-16 code units, first bytes have no say") {
    noted_key noted[] = {{"\xef\xbd\x81"}, {"\xf0\x90\x80\x80"}, {"z"}};
    ordered_key order[] = {{&noted[0], 1}, {&noted[1], 2}, {&noted[2], 3}};
    sort_keys<true>(order, 3, nullptr);
    CHECK(order[0].noted == &noted[2]);
    CHECK(order[1].noted == &noted[1]);
    CHECK(order[2].noted == &noted[0]);
}

TEST_CASE("what begins with the keys is gone through in their order") {
    struct numbered : inkjet::detail::noted_key {
        int number;

        int& get() { return number; }
    };
    numbered noted[] = {{{"b"}, 1}, {{"c"}, 2}, {{"a"}, 3}};
    ordered_key order[] = {{&noted[0]}, {&noted[1]}, {&noted[2]}};
    sort_keys<false>(order, 3, nullptr);

    using iterator = inkjet::detail::ordered_iterator<numbered>;
    std::string keys;
    for (iterator it(order); it != iterator(order + 3); ++it) {
        keys += it.key();
        *it *= 10;
    }
    CHECK(keys == "abc");
    CHECK(noted[0].number == 10);
    CHECK(noted[1].number == 20);
    CHECK(noted[2].number == 30);
}
