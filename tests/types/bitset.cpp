#include <inkjet/types/bitset.hpp>

#include "rooms.hpp"

#include <bitset>
#include <cstddef>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

struct rights {
    int user;
    std::bitset<9> mode;
    bool sticky;
};

template <std::size_t N>
void check_random() {
    std::mt19937 random(N);
    std::bitset<N> bits;
    for (std::size_t i = 0; i < N; ++i) bits[i] = random() % 2 != 0;
    check_written(bits, '"' + bits.to_string() + '"');
    check_every_room(bits);
    check_written(std::vector<std::bitset<N>>(2, bits),
                  "[\"" + bits.to_string() + "\",\"" + bits.to_string() + "\"]");
}

} // namespace

template <>
struct inkjet::encoder<std::bitset<33>> {
    static unsigned long as(const std::bitset<33>& bits) { return bits.to_ulong(); }
};

TEST_CASE("bitsets are text, the highest bit first") {
    check_written(std::bitset<4>(5), R"("0101")");
    check_written(std::bitset<1>(1), R"("1")");
    check_written(std::bitset<0>(), R"("")");
    check_written(std::bitset<64>(1), '"' + std::string(63, '0') + "1\"");
    check_written(rights{1000, 0750, false}, R"({"user":1000,"mode":"111101000","sticky":false})");
    check_written(std::vector<bool>{true, false}, "[true,false]");
    CHECK(written(std::vector<std::bitset<2>>{1, 2}, {.indent = 1}) == "[\n \"01\",\n \"10\"\n]");
}

TEST_CASE("bitsets of many sizes") {
    check_random<63>();
    check_random<65>();
    check_random<510>();
    check_random<511>();
    check_random<1888>();
    check_random<1889>();
    check_random<5000>();
    check_every_room(std::vector<rights>(60, rights{-2147483647, 0777, true}));
}

TEST_CASE("bitsets as keys") {
    const std::unordered_map<std::bitset<3>, int> map{{std::bitset<3>(6), 1}};
    CHECK(written(map, {.non_string_keys = true}) == R"({"110":1})");
    CHECK(written(map, {.sort_keys = true, .non_string_keys = true}) == R"({"110":1})");
    check_refused(map, inkjet::errc::bad_key, "$", "set .non_string_keys to write it as text");
    const std::unordered_map<std::bitset<156>, int> wide{{{}, 1}};
    CHECK(written(wide, {.non_string_keys = true}) == "{\"" + std::string(156, '0') + "\":1}");
}

TEST_CASE("an encoder goes before") { check_written(std::bitset<33>(5), "5"); }
