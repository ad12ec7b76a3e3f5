#include <inkjet/text/powers_of_ten.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <vector>

using namespace inkjet::detail;

namespace {

// A natural number of any size, in words of 32 bits, the lowest first.
struct natural {
    std::vector<std::uint32_t> words;

    explicit natural(uint128 n) {
        for (; n != 0; n >>= 32) words.push_back(static_cast<std::uint32_t>(n));
    }

    friend natural operator*(const natural& a, const natural& b) {
        natural product(0);
        product.words.resize(a.words.size() + b.words.size());
        for (std::size_t i = 0; i < a.words.size(); ++i) {
            std::uint64_t carry = 0;
            for (std::size_t j = 0; j < b.words.size(); ++j) {
                carry += std::uint64_t{a.words[i]} * b.words[j] + product.words[i + j];
                product.words[i + j] = static_cast<std::uint32_t>(carry);
                carry >>= 32;
            }
            product.words[i + b.words.size()] = static_cast<std::uint32_t>(carry);
        }
        while (!product.words.empty() && product.words.back() == 0) product.words.pop_back();
        return product;
    }

    friend bool operator<=(const natural& a, const natural& b) {
        if (a.words.size() != b.words.size()) return a.words.size() < b.words.size();
        for (std::size_t i = a.words.size(); i-- > 0;) {
            if (a.words[i] != b.words[i]) return a.words[i] < b.words[i];
        }
        return true;
    }
};

natural power(std::uint32_t base, int exponent) {
    natural result(1), square(base);
    for (; exponent > 0; exponent /= 2) {
        if (exponent % 2 != 0) result = result * square;
        square = square * square;
    }
    return result;
}

} // namespace

static_assert(decimal_exponent(0) == 1 && decimal_exponent(-1) == 0 && decimal_exponent(4) == 2);
static_assert(decimal_exponent(least_binary_exponent) == -323 &&
              decimal_exponent(largest_binary_exponent) == 293);
static_assert(scaled_units[1075].high == 0x1999'9999'9999'9999 &&
              scaled_units[1075].low == 0x9999'9999'9999'9999);

TEST_CASE("every unit is the exact one, rounded down, and lies in [0.1, 1)") {
    for (int q = least_binary_exponent; q <= largest_binary_exponent; ++q) {
        CAPTURE(q);
        const int k = decimal_exponent(q), shift = q + 128;
        const natural exact = power(2, shift) * power(10, -k); // times 2^128, over the divisor
        const natural divisor = power(2, -shift) * power(10, k);
        const scaled_unit unit = scaled_units[static_cast<std::size_t>(q + double_exponent_bias)];
        const uint128 fraction = uint128{unit.high} << 64 | unit.low;
        REQUIRE(natural(fraction) * divisor <= exact);
        REQUIRE_FALSE(natural(fraction + 1) * divisor <= exact);
        REQUIRE(fraction >= ~uint128{0} / 10);
    }
}
