#include <inkjet/core/array_part.hpp>
#include <inkjet/inkjet.hpp>

#include <doctest/doctest.h>

#include <array>
#include <limits>
#include <map>
#include <string>
#include <vector>

using inkjet::errc;
using inkjet::result;
using inkjet::detail::default_policy;
using inkjet::detail::has_parts;
using inkjet::detail::placed;
using inkjet::detail::run_time_policy;

TEST_CASE("what has parts: arrays that are not bounded") {
    CHECK(has_parts<default_policy, std::vector<int>>);
    CHECK(has_parts<default_policy, const std::vector<int>>);
    CHECK(has_parts<default_policy, std::array<std::string, 2>>);
    CHECK(has_parts<default_policy, std::array<int, 1000>>);
    CHECK_FALSE(has_parts<default_policy, std::array<int, 3>>);
    CHECK(has_parts<run_time_policy, std::array<int, 3>>); // whose layout is not known
    CHECK_FALSE(has_parts<default_policy, std::map<int, int>>);
    CHECK_FALSE(has_parts<default_policy, std::string>);
    CHECK_FALSE(has_parts<default_policy, int>);
}

TEST_CASE("a path in a part becomes one in the whole") {
    const auto where = [](std::string_view in_part, std::size_t before) {
        const result r = placed(result(errc::bad_key, in_part, "note"), before);
        CHECK(r.code == errc::bad_key);
        CHECK(r.note() == "note");
        return std::string(r.where());
    };
    CHECK(where("$[0]", 0) == "$[0]");
    CHECK(where("$[0]", 17) == "$[17]");
    CHECK(where("$[12].a[3]", 100) == "$[112].a[3]");
    CHECK(where("$[9]['']", std::numeric_limits<std::size_t>::max() - 9) == "$[18446744073709551615]['']");
    const std::string deep(1000, 'x');
    CHECK(where("$[1]." + deep, 1) == "$[2]." + deep);
    CHECK(where("$", 5) == "$");
    CHECK(where("$.name", 5) == "$.name");
    CHECK(where("$['1']", 5) == "$['1']");
}
