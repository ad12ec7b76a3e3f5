#include <inkjet/text/floating.hpp>
#include <inkjet/text/rounded_decimal.hpp>

#include <doctest/doctest.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <string_view>

using inkjet::detail::binary_of_double;
using inkjet::detail::binary_of_float;
using inkjet::detail::decimal;
using inkjet::detail::fixed_chars;
using inkjet::detail::max_decimals;
using inkjet::detail::max_significant;
using inkjet::detail::write_fixed;
using inkjet::detail::write_significant;

namespace {

auto binary_of(double v) { return binary_of_double(std::bit_cast<std::uint64_t>(v)); }
auto binary_of(float v) { return binary_of_float(std::bit_cast<std::uint32_t>(v)); }

template <class Float>
std::string fixed_text(Float v, unsigned decimals) {
    char place[fixed_chars + 8];
    std::memset(place, '#', sizeof place);
    char* const end = write_fixed(place, binary_of(v), decimals);
    if (std::string_view(end, place + sizeof place).find_first_not_of('#') != std::string_view::npos)
        FAIL("touched what is behind " << std::string_view(place, end));
    return {place, end};
}

template <class Float>
std::string significant_text(Float v, unsigned digits) {
    char place[48];
    char* const end = write_significant(place, binary_of(v), digits);
    return {place, end};
}

template <class Float>
std::string fixed_reference(Float v, unsigned decimals) {
    char place[400];
    const auto r =
        std::to_chars(place, place + sizeof place, v, std::chars_format::fixed, static_cast<int>(decimals));
    return {place, r.ptr};
}

// The digits and the exponent that std::to_chars finds, laid out by the rule.
template <class Float>
std::string significant_reference(Float v, unsigned digits) {
    char place[64];
    const auto r = std::to_chars(place, place + sizeof place, v, std::chars_format::scientific,
                                 static_cast<int>(digits) - 1);
    const std::string text(place, r.ptr);
    const std::size_t e = text.find('e');
    std::uint64_t read = 0;
    for (const char c : text.substr(0, e))
        if (c != '.') read = read * 10 + static_cast<std::uint64_t>(c - '0');
    const int exponent = std::stoi(text.substr(e + 1)) - static_cast<int>(digits) + 1;
    char* const end = inkjet::detail::write_decimal(place, decimal{read, exponent});
    return {place, end};
}

template <class Float>
void check(Float v, unsigned decimals, unsigned digits) {
    if (fixed_text(v, decimals) != fixed_reference(v, decimals))
        FAIL("fixed(" << decimals << "): " << fixed_reference(v, decimals) << " is "
                      << fixed_text(v, decimals));
    if (significant_text(v, digits) != significant_reference(v, digits))
        FAIL("significant(" << digits << "): " << significant_reference(v, digits) << " is "
                            << significant_text(v, digits));
}

template <class Float>
void check_all(Float v) {
    for (unsigned n = 0; n <= max_decimals; ++n) check(v, n, n == 0 ? 1 : n);
}

} // namespace

TEST_CASE("decimals") {
    CHECK(fixed_text(0.0, 0) == "0");
    CHECK(fixed_text(0.0, 2) == "0.00");
    CHECK(fixed_text(12.5, 2) == "12.50");
    CHECK(fixed_text(0.1, 17) == "0.10000000000000001");
    CHECK(fixed_text(0.1f, 17) == "0.10000000149011612");
    CHECK(fixed_text(5e-324, 17) == "0.00000000000000000");
    CHECK(fixed_text(9.999, 2) == "10.00");
    CHECK(fixed_text(99.5, 0) == "100");
    CHECK(fixed_text(1e22, 1) == "10000000000000000000000.0");
    CHECK(fixed_text(std::numeric_limits<double>::max(), 17).size() == fixed_chars - 1);
}

TEST_CASE("ties go to even") {
    CHECK(fixed_text(0.5, 0) == "0");
    CHECK(fixed_text(1.5, 0) == "2");
    CHECK(fixed_text(2.5, 0) == "2");
    CHECK(fixed_text(0.125, 2) == "0.12");
    CHECK(fixed_text(0.375, 2) == "0.38");
    CHECK(fixed_text(1.0 / (1 << 17), 16) == "0.0000076293945312");
    CHECK(significant_text(2.5, 1) == "2.0");
    CHECK(significant_text(3.5, 1) == "4.0");
    CHECK(significant_text(0.125, 2) == "0.12");
    CHECK(significant_text(1e15 + 0.5, 16) == "1000000000000000.0");
    CHECK(significant_text(1e15 + 1.5, 16) == "1000000000000002.0");
    // Every tie of 53 bits that has few enough decimals, above and below.
    for (int shift = 1; shift <= 17; ++shift)
        for (int n = 1; n < 64; n += 2) {
            const double tie = std::ldexp(n, -shift);
            check_all(tie);
            check_all(std::nextafter(tie, 0.0));
            check_all(std::nextafter(tie, 1e9));
        }
}

TEST_CASE("significant digits") {
    CHECK(significant_text(12.5, 3) == "12.5");
    CHECK(significant_text(12.5, 17) == "12.5");
    CHECK(significant_text(12345.0, 2) == "12000.0");
    CHECK(significant_text(0.1, 17) == "0.10000000000000001");
    CHECK(significant_text(0.1, 16) == "0.1");
    CHECK(significant_text(9.99, 2) == "10.0");
    CHECK(significant_text(9.5, 1) == "10.0");
    CHECK(significant_text(9.96e15, 2) == "1e16");
    CHECK(significant_text(5e-324, 1) == "5e-324");
    CHECK(significant_text(5e-324, 17) == "4.9406564584124654e-324");
    CHECK(significant_text(std::numeric_limits<double>::max(), 17) == "1.7976931348623157e308");
    CHECK(significant_text(std::numeric_limits<double>::max(), 1) == "2e308");
}

TEST_CASE("powers of two and of ten, and what is beside them") {
    for (int e = -1074; e <= 1023; ++e) {
        const double power = std::ldexp(1.0, e);
        for (const double v : {std::nextafter(power, 0.0), power, std::nextafter(power, HUGE_VAL)}) {
            if (v == 0) continue;
            const auto n = static_cast<unsigned>(e + 2000);
            check(v, n % 18, 1 + n % 17);
            check(v, 17, 17);
        }
    }
    for (int e = -323; e <= 308; ++e) {
        const double power = std::strtod(("1e" + std::to_string(e)).c_str(), nullptr);
        for (const double v : {std::nextafter(power, 0.0), power, std::nextafter(power, HUGE_VAL)})
            for (const unsigned n : {1u, 2u, 15u, 16u, 17u}) check(v, n, n);
    }
    for (int e = -149; e <= 127; ++e) {
        const float power = std::ldexp(1.0f, e);
        for (const float v : {std::nextafter(power, 0.0f), power, std::nextafter(power, HUGE_VALF)})
            if (v != 0) check_all(v);
    }
}

TEST_CASE("random doubles and floats of all sizes") {
    std::mt19937_64 random(20240702);
    const auto any = [&](unsigned least, unsigned most) {
        return least + static_cast<unsigned>(random() % (most - least + 1));
    };
    for (int i = 0; i < 20000; ++i) {
        const auto wide = std::bit_cast<double>(random() >> 1);
        const auto narrow = std::bit_cast<float>(static_cast<std::uint32_t>(random() >> 33));
        if (std::isfinite(wide) && wide != 0) check(wide, any(0, max_decimals), any(1, max_significant));
        if (std::isfinite(narrow) && narrow != 0)
            check(narrow, any(0, max_decimals), any(1, max_significant));
    }
    // Subnormals, numbers as people write them, integers.
    for (int i = 0; i < 8000; ++i) {
        check(std::bit_cast<double>(random() >> 12 >> random() % 52 | 1), any(0, 17), any(1, 17));
        check(std::bit_cast<float>(static_cast<std::uint32_t>(random() >> 41 | 1)), any(0, 17), any(1, 17));
        check(static_cast<double>(random() % 100000000 + 1) / 1000, any(0, 17), any(1, 17));
        check(static_cast<double>((random() >> any(0, 60)) | 1), any(0, 17), any(1, 17));
    }
}

TEST_CASE("close to ties of decimals, which halves of numbers with more decimals are") {
    std::mt19937_64 random(3);
    for (int i = 0; i < 8000; ++i) {
        const unsigned decimals = static_cast<unsigned>(random() % 9);
        double v = static_cast<double>(random() % 10000000) + 0.5;
        for (unsigned n = 0; n < decimals; ++n) v /= 10;
        check(v, decimals, 1 + static_cast<unsigned>(random() % 17));
    }
}
