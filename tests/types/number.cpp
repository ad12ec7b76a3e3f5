#include <inkjet/types/number.hpp>

#include "folding.hpp"
#include "writing.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

using inkjet::detail::int128;
using inkjet::detail::uint128;
using testing::check_refused;
using testing::check_written;
using testing::written;
using testing::written_with;

namespace {

enum unscoped { zero, seven = 7, below = -3 };
enum class colour : std::uint8_t { red, green = 5, last = 255 };
enum class wide : std::int64_t {
    least = std::numeric_limits<std::int64_t>::min(),
    most = std::numeric_limits<std::int64_t>::max()
};
enum class huge : std::uint64_t { most = std::numeric_limits<std::uint64_t>::max() };
enum class letter : char { a = 'a', z = 'z' };
enum class unit : char8_t { a = u8'a' };
enum class flag : bool { off, on };
enum class nameless : short {};

template <class T>
void check_limits(const char* least, const char* most) {
    check_written(std::numeric_limits<T>::min(), least);
    check_written(std::numeric_limits<T>::max(), most);
    check_written(T{0}, "0");
    check_written(T{1}, "1");
    check_written(std::array<T, 3>{std::numeric_limits<T>::min(), T{0}, std::numeric_limits<T>::max()},
                  std::string("[") + least + ",0," + most + "]");
}

constexpr int128 most128 = static_cast<int128>(~uint128{0} >> 1);

} // namespace

TEST_CASE("booleans and null") {
    check_written(true, "true");
    check_written(false, "false");
    check_written(nullptr, "null");
    check_written(std::monostate(), "null");
    check_written(std::array{true, false, true}, "[true,false,true]");
    const volatile bool seen = true;
    check_written(static_cast<bool>(seen), "true");
}

TEST_CASE("integers of every type at their limits") {
    check_limits<signed char>("-128", "127");
    check_limits<unsigned char>("0", "255");
    check_limits<short>("-32768", "32767");
    check_limits<unsigned short>("0", "65535");
    check_limits<int>("-2147483648", "2147483647");
    check_limits<unsigned>("0", "4294967295");
    check_limits<long>("-9223372036854775808", "9223372036854775807");
    check_limits<unsigned long>("0", "18446744073709551615");
    check_limits<long long>("-9223372036854775808", "9223372036854775807");
    check_limits<unsigned long long>("0", "18446744073709551615");

    check_written(most128, "170141183460469231731687303715884105727");
    check_written(-most128 - 1, "-170141183460469231731687303715884105728");
    check_written(~uint128{0}, "340282366920938463463374607431768211455");
    check_written(int128{-1}, "-1");
    check_written(std::array<int128, 2>{-most128 - 1, 0}, "[-170141183460469231731687303715884105728,0]");
}

TEST_CASE("floating point numbers: the shortest that reads back, as the type that they have") {
    check_written(0.1f, "0.1");
    check_written(0.1, "0.1");
    check_written(static_cast<double>(0.1f), "0.10000000149011612");
    check_written(0.1L, "0.1");
    check_written(1.0, "1.0");
    check_written(-0.0, "-0.0");
    check_written(-0.0f, "-0.0");
    check_written(5e-324, "5e-324");
    check_written(1.7976931348623157e308, "1.7976931348623157e308");
    check_written(-2.2250738585072014e-308, "-2.2250738585072014e-308");
    check_written(3.4028235e38f, "3.4028235e38");
    check_written(1e-45f, "1e-45");
    check_written(16777216.0f, "16777216.0");
    check_written(std::array{0.5, -1.25}, "[0.5,-1.25]");
    check_written(std::array{0.3f, 1e20f}, "[0.3,1e20]");
}

TEST_CASE("a long double is the double nearest to it") {
    check_written(1.0L / 3, "0.3333333333333333");
    check_written(-0.0L, "-0.0");
    if constexpr (std::numeric_limits<long double>::max_exponent >
                  std::numeric_limits<double>::max_exponent) {
        check_refused(std::numeric_limits<long double>::max(), inkjet::errc::not_finite, "$", "Infinity");
        check_written(std::numeric_limits<long double>::min(), "0.0");
    }
}

TEST_CASE("numbers that are not finite are refused") {
    check_refused(std::nan(""), inkjet::errc::not_finite, "$", "NaN");
    check_refused(-HUGE_VAL, inkjet::errc::not_finite, "$", "-Infinity");
    check_refused(HUGE_VALF, inkjet::errc::not_finite, "$", "Infinity");
    check_refused(-HUGE_VALL, inkjet::errc::not_finite, "$", "-Infinity");
    check_refused(std::vector<double>{1, 2, std::nan("")}, inkjet::errc::not_finite, "$[2]", "NaN");
    check_refused(std::array<float, 2>{1, HUGE_VALF}, inkjet::errc::not_finite, "$[1]", "Infinity");
}

TEST_CASE("numbers that are not finite, as an option wants them") {
    using inkjet::non_finite_policy;
    const std::vector<double> values{std::nan(""), HUGE_VAL, -HUGE_VAL, 1};
    CHECK(written(values, {.non_finite = non_finite_policy::null}) == "[null,null,null,1.0]");
    CHECK(written(values, {.non_finite = non_finite_policy::string}) ==
          R"(["NaN","Infinity","-Infinity",1.0])");
    CHECK(written(values, {.non_finite = non_finite_policy::literal}) == "[NaN,Infinity,-Infinity,1.0]");
    // The last of a run of bounded values: nothing behind it may be overwritten.
    const std::array<float, 3> run{-HUGE_VALF, -HUGE_VALF, -HUGE_VALF};
    CHECK(written(run, {.non_finite = non_finite_policy::string}) ==
          R"(["-Infinity","-Infinity","-Infinity"])");
    std::string folded;
    CHECK(inkjet::write<inkjet::options{.non_finite = non_finite_policy::string}>(run, folded));
    CHECK(folded == R"(["-Infinity","-Infinity","-Infinity"])");
}

TEST_CASE("integers past 53 bits are refused where the option asks for it") {
    constexpr inkjet::options strict{.strict_integers = true};
    constexpr std::int64_t most = (std::int64_t{1} << 53) - 1;
    CHECK(written(most, strict) == "9007199254740991");
    CHECK(written(-most, strict) == "-9007199254740991");
    CHECK(written(static_cast<std::uint64_t>(most), strict) == "9007199254740991");
    CHECK(written(int128{most}, strict) == "9007199254740991");
    CHECK(written(std::numeric_limits<std::uint32_t>::max(), strict) == "4294967295");

    CHECK(written(most + 1, strict) == "an integer past 53 bits at $: 9007199254740992");
    CHECK(written(-most - 1, strict) == "an integer past 53 bits at $: -9007199254740992");
    CHECK(written(std::numeric_limits<std::int64_t>::min(), strict) ==
          "an integer past 53 bits at $: -9223372036854775808");
    CHECK(written(std::numeric_limits<std::uint64_t>::max(), strict) ==
          "an integer past 53 bits at $: 18446744073709551615");
    CHECK(written(-most128 - 1, strict) ==
          "an integer past 53 bits at $: -170141183460469231731687303715884105728");
    CHECK(written(~uint128{0}, strict) ==
          "an integer past 53 bits at $: 340282366920938463463374607431768211455");
    CHECK(written(std::vector<std::int64_t>{1, 2, most + 1}, strict) ==
          "an integer past 53 bits at $[2]: 9007199254740992");
    CHECK(written(huge::most, strict) == "an integer past 53 bits at $: 18446744073709551615");
}

static_assert(inkjet::detail::is_exact_integer(9007199254740991));
static_assert(!inkjet::detail::is_exact_integer(9007199254740992));
static_assert(inkjet::detail::is_exact_integer(-9007199254740991));
static_assert(!inkjet::detail::is_exact_integer(-9007199254740992));
static_assert(!inkjet::detail::is_exact_integer(std::numeric_limits<std::uint64_t>::max()));
static_assert(!inkjet::detail::is_exact_integer(-most128 - 1));
static_assert(inkjet::detail::is_exact_integer(std::numeric_limits<int>::min()));

TEST_CASE("enums are numbers") {
    check_written(zero, "0");
    check_written(seven, "7");
    check_written(below, "-3");
    check_written(colour::last, "255");
    check_written(static_cast<colour>(77), "77");
    check_written(wide::least, "-9223372036854775808");
    check_written(wide::most, "9223372036854775807");
    check_written(huge::most, "18446744073709551615");
    check_written(letter::a, "97");
    check_written(unit::a, "97");
    check_written(flag::on, "1");
    check_written(flag::off, "0");
    check_written(std::byte{255}, "255");
    check_written(static_cast<nameless>(-5), "-5");
    check_written(std::array{colour::red, colour::green}, "[0,5]");
}

TEST_CASE("enums are names where the option asks for them, and numbers where there is no name") {
    constexpr inkjet::options names{.enums_as_names = true};
    CHECK(written(zero, names) == R"("zero")");
    CHECK(written(below, names) == R"("below")");
    CHECK(written(colour::last, names) == R"("last")");
    CHECK(written(static_cast<colour>(77), names) == "77");
    CHECK(written(wide::least, names) == "-9223372036854775808");
    CHECK(written(huge::most, names) == "18446744073709551615");
    CHECK(written(letter::z, names) == R"("z")");
    CHECK(written(unit::a, names) == R"("a")");
    CHECK(written(flag::on, names) == R"("on")");
    CHECK(written(std::byte{9}, names) == "9");
    CHECK(written(static_cast<nameless>(-5), names) == "-5");
    CHECK(written(std::vector{colour::red, static_cast<colour>(1), colour::green}, names) ==
          R"(["red",1,"green"])");
    std::string folded;
    CHECK(inkjet::write<names>(std::array{colour::red, colour::green}, folded));
    CHECK(folded == R"(["red","green"])");
}

namespace {

template <class T>
void check_strings(T value, const std::string& digits, bool exact) {
    constexpr inkjet::options all{.integers_as_strings = inkjet::integer_strings::always};
    constexpr inkjet::options some{.strict_integers = true,
                                   .integers_as_strings = inkjet::integer_strings::above_53_bits};
    const std::string quoted = '"' + digits + '"', one = exact ? digits : quoted;
    CHECK(written(value, all) == quoted);
    CHECK(written(value, some) == one);
    CHECK(written(value, {.strict_integers = true}).find(exact ? digits : "at $: " + digits) !=
          std::string::npos);
    if constexpr (sizeof(T) == 8) CHECK(written_with<some>(std::vector<T>{value, T()}) == "[" + one + ",0]");
}

template <class T>
void check_limits_as_strings() {
    const T least = std::numeric_limits<T>::min(), most = std::numeric_limits<T>::max();
    check_strings(least, std::to_string(least), sizeof(T) < 8 || least == 0);
    check_strings(most, std::to_string(most), sizeof(T) < 8);
}

enum class big : long long { one = 1, most = 0x7fffffffffffffff };

} // namespace

TEST_CASE("integers as strings, all or those that a double can't hold") {
    check_limits_as_strings<signed char>();
    check_limits_as_strings<unsigned char>();
    check_limits_as_strings<short>();
    check_limits_as_strings<unsigned short>();
    check_limits_as_strings<int>();
    check_limits_as_strings<unsigned>();
    check_limits_as_strings<long long>();
    check_limits_as_strings<unsigned long long>();
    constexpr long long exact = 9007199254740991;
    check_strings(exact, "9007199254740991", true);
    check_strings(-exact, "-9007199254740991", true);
    check_strings(exact + 1, "9007199254740992", false);
    check_strings(-exact - 1, "-9007199254740992", false);
    check_strings(static_cast<unsigned long long>(exact), "9007199254740991", true);
    check_strings(static_cast<unsigned long long>(exact) + 1, "9007199254740992", false);
    check_strings(int128{exact}, "9007199254740991", true);
    check_strings(-int128{exact} - 1, "-9007199254740992", false);
    check_strings(static_cast<int128>(uint128{1} << 127), "-170141183460469231731687303715884105728", false);
    check_strings(~uint128{0}, "340282366920938463463374607431768211455", false);
}

TEST_CASE("integers as strings in members, keys and enums; floats and bools stay") {
    constexpr inkjet::options all{.integers_as_strings = inkjet::integer_strings::always,
                                  .non_string_keys = true};
    CHECK(written_with<all>(std::map<int, int>{{-1, 2}}) == R"({"-1":"2"})");
    CHECK(written_with<all>(std::map<big, int>{{big::one, 2}}) == R"({"1":"2"})");
    CHECK(written_with<all>(big::one) == R"("1")");
    CHECK(written_with<inkjet::options{.integers_as_strings = inkjet::integer_strings::above_53_bits}>(
              std::vector{big::one, big::most}) == R"([1,"9223372036854775807"])");
    CHECK(written_with<all>(std::pair(1.0, true)) == "[1.0,true]");
    CHECK(written_with<all>(std::array<int, 3>{1, -2, 3}) == R"(["1","-2","3"])");
    CHECK(written(std::vector(3000, std::numeric_limits<long long>::min()), all).size() == 3000 * 23 + 1);
}
