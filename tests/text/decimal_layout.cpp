#include <inkjet/text/decimal_layout.hpp>
#include <inkjet/text/floating.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

using namespace inkjet::detail;

template <std::size_t N>
static consteval bool writes(decimal number, const char (&expected)[N]) {
    char text[N] = {}; // no byte more than the text
    char* const end = write_decimal(text, number);
    return std::string_view(text, static_cast<std::size_t>(end - text)) == std::string_view(expected, N - 1);
}

static_assert(writes({1, 0}, "1.0") && writes({125, -1}, "12.5") && writes({1250, -2}, "12.5"));
static_assert(writes({1, 2}, "100.0") && writes({1, 15}, "1000000000000000.0") && writes({1, 16}, "1e16"));
static_assert(writes({1, -5}, "0.00001") && writes({12, -7}, "1.2e-6") && writes({1, -6}, "1e-6"));
static_assert(writes({12345678901234567, -16}, "1.2345678901234567"));
static_assert(writes({12345678901234567, -1}, "1234567890123456.7"));
static_assert(writes({12345678901234567, -21}, "0.000012345678901234567"));
static_assert(writes({12345678901234567, -20 - 2}, "1.2345678901234567e-6"));
static_assert(writes({5, -324}, "5e-324") && writes({17976931348623157, 292}, "1.7976931348623157e308"));

TEST_CASE("the fast form equals the plain one: all exponents, all numbers of digits, both signs") {
    for (int e = least_tail_exponent; e <= largest_tail_exponent; ++e) {
        for (unsigned count = 1; count <= 17; ++count) {
            for (const std::uint64_t pattern : {12345678912345678u, 98765432198765432u, 10000000000000001u}) {
                std::uint64_t digits = pattern / power_of_ten(17 - count);
                if (digits % 10 == 0) ++digits; // as many digits as meant
                const std::uint64_t seventeen = digits * power_of_ten(17 - count);
                const seventeen_digits number{seventeen / 10, seventeen % 10, e};
                for (const std::uint64_t negative : {0u, 1u}) {
                    std::array<char, 128> fast{}, plain{};
                    plain[0] = '-';
                    const char* const end = write_decimal(plain.data() + negative, {seventeen, e - 16});
                    const char* const fast_end = lay_out(fast.data(), number, negative);
                    REQUIRE(std::string_view(fast.data(), static_cast<std::size_t>(fast_end - fast.data())) ==
                            std::string_view(plain.data(), static_cast<std::size_t>(end - plain.data())));
                }
            }
        }
    }
}
