#include <inkjet/text/hex.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <random>
#include <string>
#include <vector>

namespace {

// Behind the digits, nothing may be touched.
std::string hex_of(const std::vector<unsigned char>& bytes) {
    std::string out(2 * bytes.size() + 64, '#');
    char* const end = inkjet::detail::write_hex(out.data(), bytes.data(), bytes.size());
    CHECK(end == out.data() + 2 * bytes.size());
    CHECK(out.substr(2 * bytes.size()) == std::string(64, '#'));
    return out.substr(0, 2 * bytes.size());
}

std::string expected_of(const std::vector<unsigned char>& bytes) {
    std::string out;
    for (const unsigned char byte : bytes) {
        out += "0123456789abcdef"[byte / 16];
        out += "0123456789abcdef"[byte % 16];
    }
    return out;
}

} // namespace

TEST_CASE("the vectors of RFC 4648, section 10, in lower case") {
    CHECK(hex_of({}) == "");
    CHECK(hex_of({'f'}) == "66");
    CHECK(hex_of({'f', 'o', 'o', 'b', 'a', 'r'}) == "666f6f626172");
}

TEST_CASE("every byte in every lane") {
    for (unsigned byte = 0; byte < 256; ++byte)
        for (std::size_t lane = 0; lane < 16; ++lane) {
            std::vector<unsigned char> bytes(16);
            bytes[lane] = static_cast<unsigned char>(byte);
            REQUIRE(hex_of(bytes) == expected_of(bytes));
        }
}

TEST_CASE("random bytes of every length") {
    std::mt19937 random(7);
    for (std::size_t n = 0; n < 300; ++n) {
        std::vector<unsigned char> bytes(n);
        for (unsigned char& byte : bytes) byte = static_cast<unsigned char>(random());
        REQUIRE(hex_of(bytes) == expected_of(bytes));
    }
    CHECK(inkjet::detail::write_hex(nullptr, nullptr, 0) == nullptr);
}
