// A program for a machine without a heap: what it writes lies in static storage. Linked without the standard
// library of C++; tests/link/no_heap looks at what it asks for. Returns the number of checks that failed.
#include <inkjet/inkjet.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>

enum class state { off, on };

struct reading {
    std::string_view name;
    double value;
    std::optional<float> error;
    std::array<int, 3> raw;
};

struct report {
    unsigned long long id;
    state power;
    bool valid;
    std::span<const reading> readings;
    std::tuple<int, std::string_view> mixed;
    std::variant<int, std::string_view> either;
    const char* text;
};

struct limits {
    int zeta, alpha;
    std::optional<int> none;
};
template <>
struct inkjet::describe<limits> {
    static constexpr auto members =
        inkjet::members(inkjet::member("zeta", &limits::zeta), inkjet::member("alpha", &limits::alpha),
                        inkjet::member("none", &limits::none, inkjet::skip_null));
};

// A map that allocates nothing.
struct table {
    using key_type = std::string_view;
    using mapped_type = int;
    std::array<std::pair<std::string_view, int>, 2> entries;
    auto begin() const { return entries.begin(); }
    auto end() const { return entries.end(); }
};

struct deep {
    std::string_view name;
    const deep* next;
};

namespace {

int failed = 0;
void check(bool holds) { failed += !holds; }

std::array<char, 4096> place;

template <class T, class... Options>
std::string_view written(const T& value, const Options&... chosen) {
    const inkjet::result r = inkjet::write(value, std::span(place), chosen...);
    check(static_cast<bool>(r));
    return {place.data(), r.size};
}

template <class T>
bool fits_exactly(const T& value) {
    const std::size_t size = inkjet::measure(value).size;
    const auto before = std::span(place).subspan(0, size - 1), exact = std::span(place).subspan(0, size);
    place[size] = '#';
    return inkjet::write(value, exact).size == size && place[size] == '#' &&
           inkjet::write(value, before).code == inkjet::errc::buffer_full;
}

void write_values() {
    static constexpr reading readings[] = {{"temp\u00e9rature \"in\"", 21.5, 0.1f, {1, -20, 300}},
                                           {"", 1e-300, {}, {}}};
    const report one{18446744073709551615ull, state::on, true, readings, {-7, "seven\n"}, "either", nullptr};
    check(
        written(one) ==
        R"({"id":18446744073709551615,"power":1,"valid":true,"readings":[{"name":"temp)"
        "\u00e9"
        R"(rature \"in\"","value":21.5,"error":0.1,"raw":[1,-20,300]},)"
        R"({"name":"","value":1e-300,"error":null,"raw":[0,0,0]}],"mixed":[-7,"seven\n"],"either":"either","text":null})");
    check(fits_exactly(one));
    check(fits_exactly(std::array{1, 2, 3}));
    check(written(limits{1, 2, {}}) == R"({"zeta":1,"alpha":2})");
    check(written(table{{{{"b", 1}, {"a", 2}}}}) == R"({"b":1,"a":2})");
    check(written(inkjet::object("id", 1, "list", inkjet::array(1, "x"))) == R"({"id":1,"list":[1,"x"]})");
}

void write_with_options() {
    check(written(limits{1, 2, 3}, inkjet::options{.indent = 1, .sort_keys = true}) ==
          "{\n \"alpha\": 2,\n \"none\": 3,\n \"zeta\": 1\n}");
    check(inkjet::write<inkjet::options{.ascii = true, .enums_as_names = true}>(
              std::pair("\u00e9", state::on), std::span(place))
              .size == 15);
    // What takes memory has none.
    const inkjet::result sorted =
        inkjet::write(table{{{{"b", 1}, {"a", 2}}}}, std::span(place), {.sort_keys = true});
    check(sorted.code == inkjet::errc::out_of_memory);
    inkjet::buffer buffer;
    check(inkjet::write(1, buffer).code == inkjet::errc::out_of_memory);
}

void fail() {
    static constexpr reading readings[] = {{"fine", 1, {}, {}}, {"b\xff", 1, {}, {}}};
    const report one{1, state::off, true, readings, {}, 1, ""};
    const inkjet::result utf8 = inkjet::write(one, std::span(place));
    check(utf8.code == inkjet::errc::invalid_utf8 && utf8.size == 0);
    check(utf8.where() == "$.readings[1].name");
    check(utf8.note() == "byte 0xff at offset 1");
    const inkjet::result copy = utf8;
    check(copy.where() == utf8.where() && copy.note() == utf8.note());
    check(inkjet::result(1).where() == "$" && inkjet::result(1).note().empty());

    // A path that is too long is that of what is around the value.
    deep chain[200];
    for (std::size_t i = 0; i < 200; ++i) chain[i] = {"", i + 1 < 200 ? &chain[i + 1] : nullptr};
    chain[10].name = "\xff";
    check(inkjet::write(chain[0], std::span(place)).where() ==
          "$.next.next.next.next.next.next.next.next.next.next.name");
    chain[10].name = "";
    chain[199].name = "\xff";
    const inkjet::result far = inkjet::write(chain[0], std::span(place));
    check(far.where().size() == 1 + 25 * 5 && far.where().starts_with("$.next.next") &&
          far.where().ends_with(".next.next"));
    chain[199].name = "";
    const deep both[] = {chain[0], {"\xff", nullptr}};
    check(inkjet::write(both, std::span(place)).where() == "$[1].name");
    std::array<char, 1100> name;
    name.fill('n');
    check(inkjet::write(inkjet::object(name, "\xff"), std::span(place)).where() == "$");
    check(inkjet::write(inkjet::object(name, 1, "b", "\xff"), std::span(place)).where() == "$.b");
    name[126] = name[127] = '\0';
    check(inkjet::write(inkjet::object(&name[2], "\xff"), std::span(place)).where().size() == 126);
    name[126] = 'n';
    check(inkjet::write(inkjet::object(&name[0], "\xff"), std::span(place)).where() == "$");
}

void write_in_chunks() {
    std::size_t size = 0;
    const auto count = [&](std::span<const char> chunk) {
        size += chunk.size();
        return true;
    };
    static std::array<reading, 400> many;
    many.fill({"name", 1.5, {}, {1, 2, 3}});
    check(inkjet::write(many, count).size == size && size > 20'000);
    many[300].name = "\xff";
    check(inkjet::write(many, count).where() == "$[300].name");
    check(inkjet::write_lines(std::span(many), std::span(place)).where() == "$[74]");
    many[60].name = "\xff";
    check(inkjet::write_lines(std::span(many), std::span(place)).where() == "$[60].name");
}

} // namespace

int main() {
    write_values();
    write_with_options();
    fail();
    write_in_chunks();

    return failed;
}
