#include <inkjet/json.hpp>

#include "chunks.hpp"
#include "writing.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <ios>
#include <sstream>
#include <string>
#include <vector>

using inkjet::json;
using inkjet::options;

TEST_CASE("values print themselves") {
    std::ostringstream out;
    const std::vector<int> numbers{1, 2};
    out << "a " << json(numbers) << ' ' << json(std::string("x\n")) << ' '
        << json(numbers, options{.indent = 1});
    CHECK(out.str() == "a [1,2] \"x\\n\" [\n 1,\n 2\n]");
    out.str("");
    const testing::everything all = testing::make_everything();
    const auto view = json(all);
    out << view;
    CHECK((out.str() == testing::written(all)));
}

TEST_CASE("a refused value makes the stream fail") {
    std::ostringstream out;
    out << json(std::nan(""));
    CHECK(out.fail());
    CHECK(!out.bad());
    CHECK(out.str().empty());
    out << json(1);
    CHECK(out.str().empty());
#if INKJET_EXCEPTIONS
    out.clear();
    out.exceptions(std::ios_base::failbit);
    CHECK_THROWS_AS(out << json(std::nan("")), std::ios_base::failure);
#endif
}
