// Compiled twice, with the flags of two instruction sets; UNIT is the function that each of the two defines.
#include "unit.hpp"

#include <inkjet/inkjet.hpp>

#include <optional>
#include <string>
#include <vector>

#define TEXT_OF(name) #name
#define TEXT(macro) TEXT_OF(macro)

// The same type in both units, as a program's own types are.
struct item {
    std::string name;
    std::optional<double> price;
    std::vector<int> sizes;
};

namespace {

bool writes() {
    const std::string filler(300, 'x');
    const std::vector<item> items{{"plain", 12.5, {1, -2, 1000000}}, {"qu\"ote\n" + filler, {}, {}}};
    const std::string expected =
        R"([{"name":"plain","price":12.5,"sizes":[1,-2,1000000]},{"name":"qu\"ote\n)" + filler +
        R"(","price":null,"sizes":[]}])";
    std::string out;
    inkjet::buffer buffer;
    return inkjet::write(items, out) && out == expected && inkjet::write(items, buffer) &&
           buffer.view() == expected &&
           inkjet::write(std::string("\xff"), out).code == inkjet::errc::invalid_utf8 && out == expected;
}

} // namespace

unit UNIT() {
    return {TEXT(INKJET_ISA), reinterpret_cast<const void*>(&inkjet::detail::escape_text<true>), writes()};
}
