// Compiled twice, with the flags of two instruction sets; UNIT is the function that each of the two defines.
#include "unit.hpp"

#include <inkjet/chunks.hpp>
#include <inkjet/gather.hpp>
#include <inkjet/inkjet.hpp>
#include <inkjet/write_parallel.hpp>

#include <map>
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

// With options that between them lead everywhere.
bool writes_with_options() {
    const item one{"<\u00e9>", 0.125, {}};
    const std::map<std::string, double> map{{"b", 1e22}, {"a", 0}};
    std::string out;
    return inkjet::write(one, out, {.indent = 1, .html_safe = true, .floats = inkjet::fixed(2)}) &&
           inkjet::write(one, out, {.sort_keys = true, .ascii = true, .keys = inkjet::key_style::camel}) &&
           inkjet::write(one, out, {.skip_empty = true, .skip_default = true}) &&
           inkjet::write(map, out, inkjet::canonical) &&
           out == "{\n \"name\": \"\\u003c\u00e9\\u003e\",\n \"price\": 0.12,\n \"sizes\": []\n}"
                  "{\"name\":\"<\\u00e9>\",\"price\":0.125,\"sizes\":[]}"
                  "{\"name\":\"<\u00e9>\",\"price\":0.125}"
                  "{\"a\":0,\"b\":1e+22}";
}

bool writes_in_pieces(const std::vector<item>& items, const std::string& expected) {
    char place[100];
    std::string out;
    auto chunks = inkjet::chunks(items);
    for (inkjet::chunk got{0, false}; !got.done; out.append(place, got.size)) got = chunks.next(place);
    return chunks.status() && out == expected;
}

// With text that is referred to.
bool gathers() {
    const std::vector<item> items{{std::string(5000, 'x'), 12.5, {1}}, {std::string(5000, '<'), {}, {}}};
    inkjet::gather pieces;
    const inkjet::options safe{.sort_keys = true, .html_safe = true};
    return inkjet::write(items, pieces) && pieces.size() == 5 && inkjet::write(items, pieces, safe) &&
           pieces.size() == 7;
}

bool writes_in_parallel() {
    const std::vector<std::string> texts(20000, std::string(100, 'x'));
    std::string expected, out, again;
    return inkjet::write(texts, expected) &&
           inkjet::write_parallel(texts, out, [](const inkjet::parallel_task& task) { task(); }) &&
           inkjet::write_parallel(texts, again, 2) && out == expected && again == expected;
}

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
           inkjet::write(std::string("\xff"), out).code == inkjet::errc::invalid_utf8 && out == expected &&
           writes_in_pieces(items, expected) && writes_in_parallel() && writes_with_options() && gathers();
}

} // namespace

unit UNIT() {
    return {TEXT(INKJET_ISA), reinterpret_cast<const void*>(&inkjet::detail::escape_text<true>), writes()};
}
