#include <inkjet/base/window.hpp>
#include <inkjet/text/number_array.hpp>

#include <doctest/doctest.h>

#include <bit>
#include <cfenv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using namespace inkjet::detail;

namespace {

// One after the other: the reference.
template <class T>
std::string singly(const T* values, std::size_t n, std::size_t extent = 1) {
    std::string result;
    char text[128];
    for (std::size_t i = 0; i < n; ++i) {
        if constexpr (std::is_same_v<T, bool>)
            result += values[i] ? "true" : "false";
        else if constexpr (std::is_floating_point_v<T>)
            result.append(text, write_floating(text, values[i]));
        else
            result.append(text, write_integer(text, values[i]));
        result += extent > 1 && i % extent == extent - 1 ? "],[" : ",";
    }
    return result;
}

// At every alignment of source and target that matters, inside a pattern.
template <std::size_t Extent, class T, class Write>
void check_with(Write write, std::span<const T> values, std::size_t offset) {
    const std::size_t n = values.size();
    const std::size_t room = n * number_run_chars<T, Extent> + inkjet::detail::overrun;
    std::string buffer(offset + room + 8, '#');
    const char* const end = write(buffer.data() + offset, values.data(), n);
    REQUIRE(std::string_view(buffer.data() + offset, static_cast<std::size_t>(end - buffer.data()) -
                                                         offset) == singly(values.data(), n, Extent));
    REQUIRE(buffer.find_first_not_of('#') == (n == 0 ? std::string::npos : offset));
    REQUIRE(buffer.substr(offset + room) == "########");
}

// With every kernel that the machine can run.
template <std::size_t Extent = 1, class T>
void check(std::span<const T> values, std::size_t offset) {
    check_with<Extent>(write_number_run<Extent, T>, values, offset);
#if defined(INKJET_DISPATCH)
    check_with<Extent>(write_number_run_portable<T, Extent>, values, offset);
    if (machine_has_avx2()) check_with<Extent>(write_number_run_avx2<T, Extent>, values, offset);
#endif
}

template <class T>
void check(const std::vector<T>& values, std::size_t first, std::size_t offset) {
    check(std::span(values).subspan(first), offset);
}

// As many whole tuples as there are.
template <std::size_t Extent, class T>
void check_tuples(const std::vector<T>& values, std::size_t offset) {
    check<Extent>(std::span(values).first(values.size() / Extent * Extent), offset);
}

// Arrays of one size of number, of all sizes, and of sizes that seldom change, of random length.
template <class Int>
void check_integers(unsigned seed) {
    using bits = std::make_unsigned_t<Int>;
    constexpr unsigned width = std::numeric_limits<bits>::digits;
    std::mt19937_64 random(seed);
    for (int i = 0; i < 6'000; ++i) {
        std::vector<Int> values(random() % 8 == 0 ? random() % 300 : random() % 40);
        const auto kind = random() % 4;
        auto shift = static_cast<unsigned>(random() % width);
        for (Int& value : values) {
            if (kind == 0 || (kind == 1 && random() % 16 == 0))
                shift = static_cast<unsigned>(random() % width);
            auto n = static_cast<bits>(static_cast<bits>(random()) >> shift);
            if (kind == 2) { // around powers of ten
                bits power = 1;
                for (auto digits = random() % std::numeric_limits<bits>::digits10; digits != 0; --digits)
                    power = static_cast<bits>(power * 10);
                n = static_cast<bits>(power * (random() % 10) + random() % 3 - 1);
            }
            value = static_cast<Int>(random() % 2 == 0 ? n : static_cast<bits>(0 - n));
        }
        check(values, values.empty() ? 0 : random() % values.size() % 8, random() % 64);
    }
}

// Of random bits, uniform, with few decimals or none, small integers, subnormal, powers of two and ten.
template <class Float>
Float float_of_kind(std::uint64_t kind, std::mt19937_64& random) {
    using bits = std::conditional_t<sizeof(Float) == 8, std::uint64_t, std::uint32_t>;
    constexpr int bits_behind_sign_and_exponent = std::numeric_limits<Float>::digits - 1;
    const Float sign = random() % 4 == 0 ? -1 : 1;
    switch (kind) {
    case 0:
        return std::bit_cast<Float>(static_cast<bits>(random()));
    case 1:
        return sign * static_cast<Float>(random() >> 11) * static_cast<Float>(0x1p-53);
    case 2:
        return sign * static_cast<Float>(random() % 10'000'000) / 100;
    case 3:
        return sign * static_cast<Float>(random() % 360'000'000) / 1'000'000;
    case 4:
        return sign * static_cast<Float>(random() % 100);
    case 5:
        return sign * static_cast<Float>(random() >> random() % 64);
    case 6:
        return std::bit_cast<Float>(static_cast<bits>(random() >> (64 - bits_behind_sign_and_exponent)));
    case 7:
        return std::ldexp(sign, static_cast<int>(random() % 200) - 100);
    default:
        return sign * std::pow(Float{10}, static_cast<Float>(static_cast<int>(random() % 70) - 35));
    }
}

// Of one kind, of all, or of one with some of all among them.
template <class Float>
std::vector<Float> some_floats(std::size_t n, std::mt19937_64& random) {
    constexpr std::uint64_t kinds = 9;
    const auto kind = random() % kinds, mixture = random() % 4;
    std::vector<Float> values(n);
    for (Float& value : values) {
        const bool any = mixture == 0 || (mixture == 1 && random() % 20 == 0);
        do value = float_of_kind<Float>(any ? random() % kinds : kind, random);
        while (!is_finite(value));
    }
    return values;
}

} // namespace

static_assert(number_run_chars<std::int64_t> == 21 && number_run_chars<double> == 25 &&
              number_run_chars<float> == 20);

TEST_CASE("a run of integers") {
    char text[256];
    const int values[] = {1, -20, 300, 0, 2147483647, -2147483648};
    const char* const end = write_number_run(text, values, 6);
    const std::string_view written(text, static_cast<std::size_t>(end - text));
    CHECK(written == "1,-20,300,0,2147483647,-2147483648,");
    CHECK(write_number_run(text, values, 0) == text);
}

TEST_CASE_TEMPLATE("runs of integers equal single ones", Int, std::uint8_t, std::int8_t, std::uint16_t,
                   std::int16_t, std::uint32_t, std::int32_t, std::uint64_t, std::int64_t, long long,
                   unsigned long long) {
    check_integers<Int>(sizeof(Int));
}

TEST_CASE_TEMPLATE("every integer of 8 and 16 bits in one run", Int, std::uint8_t, std::int8_t, std::uint16_t,
                   std::int16_t) {
    std::vector<Int> values;
    for (std::int32_t i = std::numeric_limits<Int>::min(); i <= std::numeric_limits<Int>::max(); ++i)
        values.push_back(static_cast<Int>(i));
    for (std::size_t first = 0; first < 9; ++first) check(values, first, first);
}

TEST_CASE_TEMPLATE("runs of floating point numbers equal single ones", Float, double, float) {
    std::mt19937_64 random(sizeof(Float));
    for (int i = 0; i < 4'000; ++i) {
        const std::size_t n = random() % 16 == 0 ? random() % 3'000 : random() % 60;
        check(some_floats<Float>(n, random), n == 0 ? 0 : random() % n % 8, random() % 64);
    }
}

TEST_CASE_TEMPLATE("runs of tuples equal single ones with brackets between", Float, double, float) {
    std::mt19937_64 random(2 * sizeof(Float));
    for (int i = 0; i < 1'000; ++i) {
        const auto values = some_floats<Float>(random() % 16 == 0 ? random() % 3'000 : random() % 80, random);
        const std::size_t offset = random() % 64;
        check_tuples<2>(values, offset);
        check_tuples<3>(values, offset);
        check_tuples<4>(values, offset);
        check_tuples<7>(values, offset);
        check_tuples<8>(values, offset);
        check_tuples<11>(values, offset);
        check_tuples<max_run_extent>(values, offset);
    }
}

TEST_CASE("a run of bools") {
    std::mt19937_64 random(1);
    for (std::size_t n = 0; n < 300; ++n) {
        const auto values = std::make_unique<bool[]>(n);
        for (std::size_t i = 0; i < n; ++i) values[i] = random() % 2 != 0;
        check_with<1>(write_number_run<1, bool>, std::span<const bool>(values.get(), n), n % 64);
    }
}

TEST_CASE("every combination of bools") {
    for (unsigned bits = 0; bits < 1u << 9; ++bits) {
        bool values[9];
        for (unsigned i = 0; i < 9; ++i) values[i] = (bits >> i & 1) != 0;
        check_with<1>(write_number_run<1, bool>, std::span<const bool>(values), 0);
    }
}

TEST_CASE_TEMPLATE("the first number that is not finite is found wherever it is", Float, double, float) {
    using bits = std::conditional_t<sizeof(Float) == 8, std::uint64_t, std::uint32_t>;
    constexpr int fraction_bits = std::numeric_limits<Float>::digits - 1;
    constexpr bits sign = bits{1} << (sizeof(bits) * 8 - 1), infinity = sign - (bits{1} << fraction_bits);
    for (std::size_t n = 0; n < 100; ++n) {
        std::vector<Float> values(n, -std::numeric_limits<Float>::max());
        REQUIRE(find_not_finite(values.data(), n) == n);
        for (std::size_t i = 0; i < n; ++i) {
            for (const bits bad : {infinity, infinity | sign, infinity | 1, ~bits{0}}) {
                std::memcpy(&values[i], &bad, sizeof bad);
                REQUIRE(find_not_finite(values.data(), n) == i);
            }
            if (i > 0) REQUIRE(find_not_finite(values.data(), i) == i);
            values[i] = 0;
        }
    }
}

TEST_CASE_TEMPLATE("the rounding mode makes no difference", Float, double, float) {
    std::mt19937_64 random(3);
    for (const int mode : {FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO}) {
        for (int i = 0; i < 100; ++i) {
            const std::vector<Float> values = some_floats<Float>(200, random);
            const std::string expected = singly(values.data(), values.size());
            std::string text(values.size() * number_run_chars<Float> + inkjet::detail::overrun, '\0');
            std::fesetround(mode);
            const char* const end = write_number_run(text.data(), values.data(), values.size());
            std::fesetround(FE_TONEAREST);
            REQUIRE(std::string_view(text.data(), static_cast<std::size_t>(end - text.data())) == expected);
        }
    }
}

TEST_CASE("the rounding mode makes no difference to integers") {
    // Those of sixteen digits and more are taken apart by 10^8, by way of doubles.
    std::mt19937_64 random(4);
    std::vector<std::uint64_t> values;
    for (int i = 0; i < 4'000; ++i) {
        const std::uint64_t n = random() >> random() % 64, multiple = n - n % ten_to_8;
        for (const std::uint64_t value : {n, multiple, multiple - 1, multiple + 1}) values.push_back(value);
    }
    for (unsigned shift = 0; shift < 64; ++shift) {
        for (std::uint64_t less = 0; less < 3; ++less) values.push_back((std::uint64_t{1} << shift) - less);
    }
    for (const int mode : {FE_TONEAREST, FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO}) {
        std::fesetround(mode);
        check(values, 0, 0);
        check(std::vector<std::int64_t>(values.begin(), values.end()), 0, 0);
        std::fesetround(FE_TONEAREST);
    }
}

#if defined(__SSE2__)
TEST_CASE_TEMPLATE("it makes no difference that subnormals count as zeros", Float, double, float) {
    // As they do in a whole program once a part of it is linked with -ffast-math.
    struct control_register {
        unsigned before = __builtin_ia32_stmxcsr();
        control_register() { __builtin_ia32_ldmxcsr(before | 0x8040); }
        ~control_register() { __builtin_ia32_ldmxcsr(before); }
    };
    std::mt19937_64 random(5);
    for (int i = 0; i < 400; ++i) {
        std::vector<Float> values(random() % 40);
        for (Float& value : values) value = float_of_kind<Float>(random() % 3 == 0 ? 3 : 6, random);
        const control_register subnormals_are_zeros;
        check(values, 0, 0);
    }
}
#endif

// Others than random bits are likely to meet: every exponent with the least and the greatest fractions, and
// what is next to powers of ten.
TEST_CASE_TEMPLATE("runs of every exponent and of neighbours of powers of ten", Float, double, float) {
    using bits = std::conditional_t<sizeof(Float) == 8, std::uint64_t, std::uint32_t>;
    constexpr int fraction_bits = std::numeric_limits<Float>::digits - 1;
    constexpr bits infinity = ((bits{1} << (8 * sizeof(bits) - 1 - fraction_bits)) - 1) << fraction_bits;
    std::vector<Float> values;
    for (bits least = 0; least < infinity; least += bits{1} << fraction_bits) {
        for (bits i = 0; i < 4; ++i) values.push_back(std::bit_cast<Float>(least + i));
        for (bits i = 1; i < 4; ++i)
            values.push_back(std::bit_cast<Float>(least + (bits{1} << fraction_bits) - i));
    }
    for (int e = std::numeric_limits<Float>::min_exponent10; e <= std::numeric_limits<Float>::max_exponent10;
         ++e) {
        const auto power = std::bit_cast<bits>(std::pow(Float{10}, static_cast<Float>(e)));
        for (bits i = 0; i < 9; ++i) values.push_back(std::bit_cast<Float>(power + i - 4));
    }
    check(values, 0, 0);
}

TEST_CASE("runs of floats of a sample of all bits") {
    constexpr std::uint64_t stride = 997; // a prime, so that fractions of all kinds are met
    std::vector<float> values;
    const auto check_all = [&] {
        const std::string expected = singly(values.data(), values.size());
        std::string text(values.size() * number_run_chars<float> + inkjet::detail::overrun, '\0');
        const auto check_one = [&](auto write) {
            const char* const end = write(text.data(), values.data(), values.size());
            REQUIRE(std::string_view(text.data(), static_cast<std::size_t>(end - text.data())) == expected);
        };
        check_one(write_number_run<1, float>);
#if defined(INKJET_DISPATCH)
        if (machine_has_avx2()) check_one(write_number_run_avx2<float, 1>);
#endif
        values.clear();
    };
    for (std::uint64_t bits = 0; bits <= UINT32_MAX; bits += stride) {
        const auto v = std::bit_cast<float>(static_cast<std::uint32_t>(bits));
        if (is_finite(v)) values.push_back(v);
        if (values.size() == 8'192) check_all();
    }
    check_all();
}
