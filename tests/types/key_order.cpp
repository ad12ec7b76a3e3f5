#include <inkjet/types/key_order.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using inkjet::detail::first_bytes;
using inkjet::detail::ordered_key;
using inkjet::detail::sort_keys;

namespace {

std::vector<std::string> sorted(const std::vector<std::string>& keys, std::vector<std::size_t>& places) {
    std::vector<ordered_key> entries;
    for (const std::string& key : keys) entries.push_back({key, first_bytes(key)});
    std::vector<ordered_key*> order;
    for (ordered_key& entry : entries) order.push_back(&entry);
    sort_keys<false>(order.data(), order.size());
    std::vector<std::string> made;
    places.clear();
    for (const ordered_key* entry : order) {
        made.emplace_back(entry->key);
        places.push_back(static_cast<std::size_t>(entry - entries.data()));
    }
    return made;
}

} // namespace

TEST_CASE("first bytes are ordered as texts are, as far as they go") {
    using namespace std::string_view_literals;
    CHECK(first_bytes("") == 0);
    CHECK(first_bytes("a") == 0x6100000000000000);
    CHECK(first_bytes("abcdefgh") == 0x6162636465666768);
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
            const int found = ordered_key::compare<false>({a, first_bytes(a)}, {b, first_bytes(b)});
            CHECK((found < 0) == (a < b));
            CHECK((found == 0) == (a == b));
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

TEST_CASE("by UTF-16 code units, first bytes have no say") {
    ordered_key entries[] = {{"\xef\xbd\x81", 1}, {"\xf0\x90\x80\x80", 2}, {"z", 3}};
    ordered_key* order[] = {&entries[0], &entries[1], &entries[2]};
    sort_keys<true>(order, 3);
    CHECK(order[0] == &entries[2]);
    CHECK(order[1] == &entries[1]);
    CHECK(order[2] == &entries[0]);
}
