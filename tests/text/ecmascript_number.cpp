#include <inkjet/text/ecmascript_number.hpp>

#include <doctest/doctest.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>
#include <string_view>

using inkjet::detail::binary_of_double;
using inkjet::detail::decimal;
using inkjet::detail::ecmascript_chars;
using inkjet::detail::shortest_exact;
using inkjet::detail::write_ecmascript;

namespace {

std::string text_of(decimal number) {
    char place[ecmascript_chars + 8];
    std::memset(place, '#', sizeof place);
    char* const end = write_ecmascript(place, number);
    if (end > place + ecmascript_chars - 1) FAIL("too long"); // a minus sign may come before
    if (std::string_view(end, place + sizeof place).find_first_not_of('#') != std::string_view::npos)
        FAIL("touched what is behind " << std::string_view(place, end));
    return {place, end};
}

std::string text_of(double v) {
    return text_of(shortest_exact(binary_of_double(std::bit_cast<std::uint64_t>(v))));
}

// Number::toString, step by step, from the digits and the exponent that std::to_chars finds.
std::string reference(double v) {
    char place[64];
    const auto r = std::to_chars(place, place + sizeof place, v, std::chars_format::scientific);
    const std::string text(place, r.ptr);
    const auto e = text.find('e');
    std::string digits;
    for (const char c : text.substr(0, e))
        if (c != '.') digits += c;
    const int n = std::stoi(text.substr(e + 1)) + 1, k = static_cast<int>(digits.size());
    const auto zeros = [](int count) { return std::string(static_cast<std::size_t>(count), '0'); };
    const auto first = [&](int count) { return digits.substr(0, static_cast<std::size_t>(count)); };
    const auto from = [&](int at) { return digits.substr(static_cast<std::size_t>(at)); };
    if (k <= n && n <= 21) return digits + zeros(n - k);
    if (0 < n && n <= 21) return first(n) + "." + from(n);
    if (-6 < n && n <= 0) return "0." + zeros(-n) + digits;
    const std::string exponent = (n - 1 < 0 ? "e-" : "e+") + std::to_string(std::abs(n - 1));
    return k == 1 ? digits + exponent : first(1) + "." + from(1) + exponent;
}

} // namespace

TEST_CASE("numbers as JSON.stringify writes them") {
    CHECK(text_of(1.0) == "1");
    CHECK(text_of(0.5) == "0.5");
    CHECK(text_of(123456.789) == "123456.789");
    CHECK(text_of(1e20) == "100000000000000000000");
    CHECK(text_of(1.2e20) == "120000000000000000000");
    CHECK(text_of(999999999999999900000.0) == "999999999999999900000");
    CHECK(text_of(1e21) == "1e+21");
    CHECK(text_of(1.5e300) == "1.5e+300");
    CHECK(text_of(0.000001) == "0.000001");
    CHECK(text_of(0.0000012345678901234567) == "0.0000012345678901234567");
    CHECK(text_of(0.00000123) == "0.00000123");
    CHECK(text_of(1e-7) == "1e-7");
    CHECK(text_of(1.25e-7) == "1.25e-7");
    CHECK(text_of(5e-324) == "5e-324");
    CHECK(text_of(2.2250738585072014e-308) == "2.2250738585072014e-308");
    CHECK(text_of(1.7976931348623157e308) == "1.7976931348623157e+308");
    CHECK(text_of(9007199254740992.0) == "9007199254740992");
    CHECK(text_of(333333333.33333329) == "333333333.3333333"); // RFC 8785, section 3.2.2
    CHECK(text_of(1e30) == "1e+30");
    CHECK(text_of(4.50) == "4.5");
    CHECK(text_of(2e-3) == "0.002");
    CHECK(text_of(1e-27) == "1e-27");
}

TEST_CASE("samples of RFC 8785, appendix B") {
    const auto of_bits = [](std::uint64_t bits) { return text_of(std::bit_cast<double>(bits)); };
    CHECK(of_bits(0x0000000000000001) == "5e-324");
    CHECK(of_bits(0x7fefffffffffffff) == "1.7976931348623157e+308");
    CHECK(of_bits(0x4340000000000000) == "9007199254740992");
    CHECK(of_bits(0x4430000000000000) == "295147905179352830000");
    CHECK(of_bits(0x44b52d02c7e14af5) == "9.999999999999997e+22");
    CHECK(of_bits(0x44b52d02c7e14af6) == "1e+23");
    CHECK(of_bits(0x44b52d02c7e14af7) == "1.0000000000000001e+23");
    CHECK(of_bits(0x444b1ae4d6e2ef4e) == "999999999999999700000");
    CHECK(of_bits(0x444b1ae4d6e2ef4f) == "999999999999999900000");
    CHECK(of_bits(0x444b1ae4d6e2ef50) == "1e+21");
    CHECK(of_bits(0x3eb0c6f7a0b5ed8c) == "9.999999999999997e-7");
    CHECK(of_bits(0x3eb0c6f7a0b5ed8d) == "0.000001");
    CHECK(of_bits(0x41b3de4355555553) == "333333333.3333332");
    CHECK(of_bits(0x41b3de4355555557) == "333333333.33333343");
    CHECK(of_bits(0x3ff0000000000001) == "1.0000000000000002");
    CHECK(of_bits(0x43143ff3c1cb0959) == "1424953923781206.2");
}

TEST_CASE("trailing zeros of digits are taken for what they are") {
    CHECK(text_of(decimal{1200, -2}) == "12");
    CHECK(text_of(decimal{1000, -10}) == "1e-7");
    CHECK(text_of(decimal{10000000000000000000U, 3}) == "1e+22");
}

TEST_CASE("random doubles, and each power of ten") {
    std::mt19937_64 random(8785);
    for (int i = 0; i < 100000; ++i) {
        const auto v = std::bit_cast<double>(random() >> 1);
        if (!std::isfinite(v) || v == 0) continue;
        if (text_of(v) != reference(v)) FAIL(reference(v));
        const double near =
            std::ldexp(static_cast<double>(random() >> 11), static_cast<int>(random() % 160) - 120);
        if (near != 0 && text_of(near) != reference(near)) FAIL(reference(near));
    }
    for (int e = -323; e <= 308; ++e) {
        const double v = std::strtod(("1e" + std::to_string(e)).c_str(), nullptr);
        CHECK(text_of(v) == reference(v));
    }
}
