#include <inkjet/types/half.hpp>

#include "rooms.hpp"

#include <cstdint>
#include <string>
#include <vector>

using inkjet::bfloat16;
using inkjet::half;
using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

struct sample {
    half weight;
    bfloat16 scale;
};

constexpr half half_infinity{0x7c00}, half_nan{0x7e00};
constexpr bfloat16 bfloat16_infinity{0xff80}, bfloat16_nan{0x7fc0};

} // namespace

TEST_CASE("numbers of sixteen bits") {
    check_written(half{0x2e66}, "0.1");
    check_written(half{0xc000}, "-2.0");
    check_written(bfloat16{0x3dcd}, "0.1");
    check_written(bfloat16{0x7f7f}, "3.39e38");
    check_written(sample{{0x3c00}, {0xbf00}}, R"({"weight":1.0,"scale":-0.5})");
    check_written(std::vector<half>{{0x3c00}, {0x0000}, {0x0001}}, "[1.0,0.0,6e-8]");
    CHECK(static_cast<float>(half{0x3555}) == 0.333251953125F);
    CHECK(static_cast<float>(bfloat16{0x3eab}) == 0.333984375F);
}

TEST_CASE("numbers of sixteen bits that are not finite") {
    check_refused(half_infinity, inkjet::errc::not_finite, "$", "Infinity");
    check_refused(half_nan, inkjet::errc::not_finite, "$", "NaN");
    check_refused(std::vector<bfloat16>{{0}, bfloat16_infinity}, inkjet::errc::not_finite, "$[1]",
                  "-Infinity");
    const std::vector<half> halves{half_infinity, half_nan};
    const std::vector<bfloat16> others{bfloat16_infinity, bfloat16_nan};
    CHECK(written(halves, {.non_finite = inkjet::non_finite_policy::null}) == "[null,null]");
    CHECK(written(halves, {.non_finite = inkjet::non_finite_policy::string}) == R"(["Infinity","NaN"])");
    CHECK(written(others, {.non_finite = inkjet::non_finite_policy::literal}) == "[-Infinity,NaN]");
}

TEST_CASE("numbers of sixteen bits without a point") {
    const std::vector<half> numbers{{0x3c00}, {0x8000}, {0x2e66}, {0x7bff}};
    CHECK(written(numbers, {.floats = inkjet::shortest(false)}) == "[1,-0,0.1,65500]");
}

TEST_CASE("many of them, in every room") {
    std::vector<half> numbers;
    for (unsigned i = 0; i < 300; ++i) numbers.push_back({static_cast<std::uint16_t>(i * 211 % 0x7c00)});
    testing::check_every_room(numbers);
}
