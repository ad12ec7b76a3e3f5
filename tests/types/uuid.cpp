#include <inkjet/types/uuid.hpp>

#include "rooms.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

using inkjet::uuid;
using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

constexpr unsigned char bytes[16] = {0xf8, 0x1d, 0x4f, 0xae, 0x7d, 0xec, 0x11, 0xd0,
                                     0xa7, 0x65, 0x00, 0xa0, 0xc9, 0x1e, 0x6b, 0xf6};
constexpr auto text = R"("f81d4fae-7dec-11d0-a765-00a0c91e6bf6")"; // RFC 4122, section 3

struct identity {
    unsigned char octets[16];
};

struct session {
    identity id;
    int hits;
    std::optional<uuid> parent;
};

struct ticket {
    unsigned char octets[16];
};

} // namespace

template <>
inline constexpr bool inkjet::is_uuid<identity> = true;
template <>
inline constexpr bool inkjet::is_uuid<ticket> = true;
template <>
struct inkjet::encoder<ticket> {
    static int as(const ticket& t) { return t.octets[0]; }
};

TEST_CASE("UUIDs are text of 36 digits and dashes") {
    check_written(uuid(bytes), text);
    check_written(uuid(), R"("00000000-0000-0000-0000-000000000000")");
    std::array<std::byte, 16> ones{};
    ones.fill(std::byte{0xff});
    check_written(uuid(ones), R"("ffffffff-ffff-ffff-ffff-ffffffffffff")");
    check_written(uuid(std::span<const std::byte, 16>(ones)), R"("ffffffff-ffff-ffff-ffff-ffffffffffff")");
    check_written(uuid(std::span<const unsigned char, 16>(bytes)), text);
    check_written(identity{0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54,
                           0x32, 0x10},
                  R"("01234567-89ab-cdef-fedc-ba9876543210")");
    const std::string quoted(text);
    check_written(std::vector<uuid>(3, uuid(bytes)), "[" + quoted + "," + quoted + "," + quoted + "]");
    check_written(session{{}, 7, uuid(bytes)},
                  R"({"id":"00000000-0000-0000-0000-000000000000","hits":7,"parent":)" + quoted + "}");
    check_written(std::pair(uuid(bytes), 1), "[" + quoted + ",1]");
    CHECK(written(std::vector<uuid>(1, uuid(bytes)), {.indent = 1}) == "[\n " + quoted + "\n]");
}

TEST_CASE("UUIDs are made of sixteen bytes, no more and no less") {
    static_assert(std::is_constructible_v<uuid, const char(&)[16]>);
    static_assert(std::is_constructible_v<uuid, std::array<char8_t, 16>>);
    static_assert(!std::is_constructible_v<uuid, std::array<std::byte, 15>>);
    static_assert(!std::is_constructible_v<uuid, unsigned char(&)[17]>);
    static_assert(!std::is_constructible_v<uuid, std::span<unsigned char>>);
    static_assert(!std::is_constructible_v<uuid, std::vector<unsigned char>>);
    static_assert(!std::is_constructible_v<uuid, std::array<int, 16>>);
    CHECK(uuid(bytes) == uuid(std::span(bytes)));
    CHECK(uuid() < uuid(bytes));
}

TEST_CASE("UUIDs in every room") {
    check_every_room(uuid(bytes));
    check_every_room(std::vector<session>(40, session{{}, -2147483647, uuid(bytes)}));
}

TEST_CASE("UUIDs as keys") {
    const std::map<uuid, int> map{{uuid(bytes), 2}, {uuid(), 1}};
    const std::string expected =
        R"({"00000000-0000-0000-0000-000000000000":1,"f81d4fae-7dec-11d0-a765-00a0c91e6bf6":2})";
    CHECK(written(map, {.non_string_keys = true}) == expected);
    CHECK(written(map, {.sort_keys = true, .non_string_keys = true}) == expected);
    std::string out;
    CHECK(inkjet::write<inkjet::options{.non_string_keys = true}>(map, out));
    CHECK(out == expected);
    check_refused(map, inkjet::errc::bad_key, "$", "set .non_string_keys to write it as text");
}

TEST_CASE("an encoder goes before") { check_written(ticket{{42}}, "42"); }
