#include <inkjet/types/sorted.hpp>

#include "rooms.hpp"
#include "writing.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#if defined(__linux__)
# include <sys/resource.h>
#endif

using testing::written;
using namespace std::string_literals;

namespace {

constexpr inkjet::options sorted{.sort_keys = true};
constexpr inkjet::options sorted_numbers{.sort_keys = true, .non_string_keys = true};

template <class Key>
using descending = std::map<Key, int, std::greater<Key>>;

struct row {
    int zulu, alpha, mike, Alpha, alphabet;
};
struct outer {
    std::unordered_map<std::string, row> rows;
    row last;
    std::vector<row> all;
};
struct labelled {
    int a, b, c;
};
struct listed {
    int a, b, c, d;
};
struct name {
    std::string held;
    bool operator<(const name& other) const { return held > other.held; }
};

// An entry that is there, and makes its key whenever it is asked for it.
struct keyless {
    int at;
    template <std::size_t I>
    auto get() const {
        if constexpr (I == 0)
            return std::string(40, static_cast<char>('a' + at));
        else
            return at;
    }
};
struct keyless_map : std::vector<keyless> {
    using std::vector<keyless>::vector;
    using key_type = std::string;
    using mapped_type = int;
};

// Hands keys out by value.
struct on_the_fly {
    using key_type = std::string;
    using mapped_type = int;
    struct iterator {
        int at;
        std::pair<std::string, int> operator*() const { return {std::to_string(at * at % 10), at}; }
        iterator& operator++() { return ++at, *this; }
        bool operator==(const iterator&) const = default;
    };
    iterator begin() const { return {0}; }
    iterator end() const { return {8}; }
};

// Its iterators hold something together.
struct shared_map {
    using key_type = int;
    using mapped_type = int;
    std::shared_ptr<int> held = std::make_shared<int>(3);
    struct iterator {
        std::shared_ptr<int> held;
        int at;
        std::pair<int, int> operator*() const { return {at, *held}; }
        iterator& operator++() { return ++at, *this; }
        bool operator==(const iterator& other) const { return at == other.at; }
    };
    iterator begin() const { return {held, 0}; }
    iterator end() const { return {held, 4}; }
};

} // namespace

template <>
struct std::tuple_size<keyless> : std::integral_constant<std::size_t, 2> {};
template <std::size_t I>
struct std::tuple_element<I, keyless> {
    using type = std::conditional_t<I == 0, std::string, int>;
};

template <>
struct inkjet::describe<labelled> {
    static constexpr std::string_view key(std::string_view member) {
        return member == "a" ? "\"" : member == "b" ? "\xC3\xA9" : "!";
    }
};
template <>
struct inkjet::describe<listed> {
    static constexpr auto members =
        inkjet::members(inkjet::member("x", &listed::a), inkjet::member("b", &listed::b),
                        inkjet::member("x", &listed::c), inkjet::member("", &listed::d));
};
template <>
struct inkjet::encoder<name> {
    static const std::string& as(const name& n) { return n.held; }
};

TEST_CASE("keys in the order of their bytes") {
    CHECK(written(descending<std::string>(), sorted) == "{}");
    CHECK(written(descending<std::string>{{"a", 1}}, sorted) == R"({"a":1})");
    CHECK(written(descending<std::string>{{"b", 2}, {"", 0}, {"a", 1}, {"aa", 3}, {"B", 4}}, sorted) ==
          R"({"":0,"B":4,"a":1,"aa":3,"b":2})");
    CHECK(written(descending<std::string_view>{{"\xC3\xA9", 1}, {"z", 2}, {"\x7f", 3}}, sorted) ==
          "{\"z\":2,\"\x7f\":3,\"\xC3\xA9\":1}");
    CHECK(written(descending<std::u8string>{{u8"b", 1}, {u8"a", 2}}, sorted) == R"({"a":2,"b":1})");
    CHECK(written(descending<char>{{'b', 1}, {'a', 2}}, sorted) == R"({"a":2,"b":1})");
    const char* const a = "a";
    const char* const b = "b";
    CHECK(written(descending<const char*>{{a, 1}, {b, 2}}, sorted) == R"({"a":1,"b":2})");
    CHECK(written(on_the_fly(), sorted) == R"({"0":0,"1":1,"4":2,"5":5,"6":4,"6":6,"9":3,"9":7})");
}

TEST_CASE("keys that entries make for the moment") {
    std::string expected = "{";
    for (int i = 0; i < 5; ++i)
        expected +=
            (i == 0 ? "\"" : ",\"") + std::string(40, static_cast<char>('a' + i)) + "\":" + std::to_string(i);
    CHECK(written(keyless_map{{3}, {1}, {4}, {0}, {2}}, sorted) == expected + "}");
}

TEST_CASE("quotes and escapes do not disturb the order") {
    const std::string expected = R"({"a":1,"a\u0001":2,"a b":3,"a!":4,"a\"":5,"a\\":6,"aa":7})";
    CHECK(written(
              descending<std::string>{
                  {"a", 1}, {"a\x01", 2}, {"a b", 3}, {"a!", 4}, {"a\"", 5}, {"a\\", 6}, {"aa", 7}},
              sorted) == expected);
    CHECK(written(
              descending<std::u16string>{
                  {u"a", 1}, {u"a\u0001", 2}, {u"a b", 3}, {u"a!", 4}, {u"a\"", 5}, {u"a\\", 6}, {u"aa", 7}},
              sorted) == expected);
    CHECK(written(std::map<name, int>{{{"a"}, 1},
                                      {{"a\x01"}, 2},
                                      {{"a b"}, 3},
                                      {{"a!"}, 4},
                                      {{"a\""}, 5},
                                      {{"a\\"}, 6},
                                      {{"aa"}, 7}},
                  sorted) == expected);
}

TEST_CASE("wide keys are ordered by their UTF-8, not by their code units") {
    // U+FF5E comes before U+1F600, whose surrogates come before it.
    CHECK(written(descending<std::u16string>{{u"\uff5e", 1}, {u"\U0001F600", 2}, {u"z", 3}}, sorted) ==
          "{\"z\":3,\"\xEF\xBD\x9E\":1,\"\xF0\x9F\x98\x80\":2}");
    CHECK(written(descending<std::u32string>{{std::u32string(500, U'b'), 1}, {std::u32string(400, U'b'), 2}},
                  sorted) == "{\"" + std::string(400, 'b') + "\":2,\"" + std::string(500, 'b') + "\":1}");
}

TEST_CASE("scalar keys are ordered as text") {
    CHECK(written(std::map<int, int>{{-1, 0}, {2, 0}, {10, 0}}, sorted_numbers) ==
          R"({"-1":0,"10":0,"2":0})");
    CHECK(written(std::map<bool, int>{{false, 0}, {true, 1}}, sorted_numbers) == R"({"false":0,"true":1})");
    CHECK(written(descending<double>{{1.5, 0}, {1, 1}, {-1, 2}}, sorted_numbers) ==
          R"({"-1.0":2,"1.0":1,"1.5":0})");
    const char* const text = "m";
    CHECK(written(std::vector<std::map<const char*, int>>{{{nullptr, 1}, {text, 2}}}, sorted_numbers) ==
          R"([{"m":2,"null":1}])");
}

TEST_CASE("equal keys keep their order") {
    std::multimap<std::string, int> many;
    std::string expected = "{";
    for (int i = 0; i < 100; ++i) many.emplace("b", i);
    for (int i = 0; i < 100; ++i) many.emplace("a", i);
    for (const char* key : {R"("a":)", R"("b":)"})
        for (int i = 0; i < 100; ++i) expected += key + std::to_string(i) + ',';
    expected.back() = '}';
    CHECK(written(many, sorted) == expected);
}

TEST_CASE("members of classes are ordered by the keys that they are written with") {
    CHECK(written(row{1, 2, 3, 4, 5}, sorted) == R"({"Alpha":4,"alpha":2,"alphabet":5,"mike":3,"zulu":1})");
    CHECK(written(labelled{1, 2, 3}, sorted) == "{\"!\":3,\"\\\"\":1,\"\xC3\xA9\":2}");
    CHECK(written(listed{1, 2, 3, 4}, sorted) == R"({"":4,"b":2,"x":1,"x":3})");
    CHECK(written(outer{{{"b", {}}, {"a", {}}}, {}, {{}}}, sorted) ==
          R"({"all":[{"Alpha":0,"alpha":0,"alphabet":0,"mike":0,"zulu":0}],)"
          R"("last":{"Alpha":0,"alpha":0,"alphabet":0,"mike":0,"zulu":0},)"
          R"("rows":{"a":{"Alpha":0,"alpha":0,"alphabet":0,"mike":0,"zulu":0},)"
          R"("b":{"Alpha":0,"alpha":0,"alphabet":0,"mike":0,"zulu":0}}})");
    std::string folded;
    CHECK(inkjet::write<sorted>(row{1, 2, 3, 4, 5}, folded));
    CHECK(folded == R"({"Alpha":4,"alpha":2,"alphabet":5,"mike":3,"zulu":1})");
}

TEST_CASE("objects made on the spot are ordered, too") {
    CHECK(written(inkjet::object("b", 1, "a", inkjet::object("d", 2, "c", 3), "b", 4), sorted) ==
          R"({"a":{"c":3,"d":2},"b":1,"b":4})");
}

TEST_CASE("order and indentation together") {
    constexpr inkjet::options both{.indent = 1, .sort_keys = true};
    const descending<std::string> map{{"b", 1}, {"a", 2}};
    CHECK(written(map, both) == "{\n \"a\": 2,\n \"b\": 1\n}");
    CHECK(written(listed{1, 2, 3, 4}, both) == "{\n \"\": 4,\n \"b\": 2,\n \"x\": 1,\n \"x\": 3\n}");
    std::string folded;
    CHECK(inkjet::write<both>(map, folded));
    CHECK(folded == "{\n \"a\": 2,\n \"b\": 1\n}");
}

TEST_CASE("a key that can't be written is refused in the place of its map") {
    const std::vector<std::map<int, int>> numbers{{}, {{1, 2}}};
    CHECK(written(numbers, sorted) ==
          "a key that is not text at $[1]: set .non_string_keys to write it as text");
    const std::vector<std::map<std::string, int>> texts{{}, {{"good", 1}, {"\xff", 2}}};
    CHECK(written(texts, sorted) == "invalid UTF-8 at $[1]: byte 0xff at offset 0");
    const std::map<std::string, std::map<std::u16string, std::string>> wide{
        {"m", {{u"a", std::string(3000, '\x01')}, {std::u16string{0xD800}, std::string(3000, '\x01')}}}};
    CHECK(written(wide, sorted) == "invalid UTF-8 at $.m: a lone surrogate, or past U+10FFFF, in wide text");
}

TEST_CASE("nothing is left of the iterators") {
    const shared_map map;
    CHECK(written(map, sorted_numbers) == R"({"0":3,"1":3,"2":3,"3":3})");
    CHECK(map.held.use_count() == 1);
    CHECK(written(map, sorted) == "a key that is not text at $: set .non_string_keys to write it as text");
    CHECK(map.held.use_count() == 1);
}

TEST_CASE("random maps come out in the order of a sorted map") {
    std::mt19937 random(20240607);
    for (int round = 0; round < 50; ++round) {
        std::unordered_map<std::string, int> shuffled;
        std::map<std::string, int> ordered;
        for (int i = 0; i < 60; ++i) {
            std::string key(random() % 12, '\0');
            for (char& unit : key) unit = static_cast<char>(random() % 128);
            shuffled[key] = ordered[key] = i;
        }
        CHECK(written(shuffled, sorted) == written(ordered));
    }
}

TEST_CASE("keys in the order of their UTF-16") {
    constexpr inkjet::options utf16{.sort_keys = true, .utf16_order = true};
    const std::string face = "\xF0\x9F\x98\x80", wide = "\xEF\xBD\x9E", last = "\xED\x9F\xBF";
    const descending<std::string> map{{face, 1}, {wide, 2},        {last, 3},
                                      {"z", 4},  {wide + face, 5}, {wide + wide, 6}};
    CHECK(written(map, utf16) == "{\"z\":4,\"" + last + "\":3,\"" + face + "\":1,\"" + wide + "\":2,\"" +
                                     wide + face + "\":5,\"" + wide + wide + "\":6}");
    CHECK(written(map, sorted) == "{\"z\":4,\"" + last + "\":3,\"" + wide + "\":2,\"" + wide + wide +
                                      "\":6,\"" + wide + face + "\":5,\"" + face + "\":1}");
    CHECK(written(descending<std::u16string>{{u"\uff5e", 1}, {u"\U0001F600", 2}, {u"z", 3}}, utf16) ==
          "{\"z\":3,\"" + face + "\":2,\"" + wide + "\":1}");
    std::string folded;
    CHECK(inkjet::write<utf16>(map, folded));
    CHECK(folded == written(map, utf16));
    std::multimap<std::string, int> equal;
    for (int i = 0; i < 50; ++i) equal.emplace(i % 2 == 0 ? face : wide, i);
    const std::string text = written(equal, utf16);
    std::size_t at = 0;
    for (int i = 0; i < 50; i += 2) {
        const std::size_t next = text.find(":" + std::to_string(i), at);
        REQUIRE(next != std::string::npos);
        at = next + 1;
    }
}

TEST_CASE("sorted output through every room") {
    descending<std::string> map;
    for (int i = 0; i < 30; ++i) map[std::string(static_cast<std::size_t>(4 * i), 'k')] = -2147483647;
    testing::check_every_room(map, sorted);
    testing::check_every_room(
        std::map<std::string, descending<std::u16string>>{{"m", {{u"b", 1}, {u"a", 2}}}},
        {.indent = 3, .sort_keys = true});
    testing::check_every_room(outer{{{"b", {}}, {"a", {}}}, {1, 2, 3, 4, 5}, {{}}}, sorted);
}

#if defined(__linux__) && INKJET_OVERREAD // sanitizers take all the addresses there are
namespace {

// So many keys that it would take gigabytes to sort them, without any of them in memory.
struct countless {
    using key_type = std::string_view;
    using mapped_type = int;
    struct iterator {
        std::size_t at;
        std::pair<const std::string_view, int> operator*() const { return {"key", 1}; }
        iterator& operator++() { return ++at, *this; }
        bool operator==(const iterator&) const = default;
    };
    iterator begin() const { return {0}; }
    iterator end() const { return {std::size_t{1} << 24}; }
};
struct around {
    int a;
    countless map;
    int b;
};

// Nothing more than is in use now, and a little.
class memory_limit {
  public:
    memory_limit() {
        getrlimit(RLIMIT_AS, &former_);
        rlimit tight = former_;
        tight.rlim_cur = std::size_t{1} << 28;
        setrlimit(RLIMIT_AS, &tight);
    }
    memory_limit(const memory_limit&) = delete;
    memory_limit& operator=(const memory_limit&) = delete;
    ~memory_limit() { setrlimit(RLIMIT_AS, &former_); }

  private:
    rlimit former_{};
};

} // namespace
template <>
struct inkjet::describe<around> {
    static constexpr auto members =
        inkjet::members(member("a", &around::a), member("map", &around::map), member("b", &around::b));
};

TEST_CASE("memory that runs out while keys are sorted") {
    std::string out = "kept";
    inkjet::result r;
    {
        const memory_limit limit;
        r = inkjet::write(around{}, out, sorted);
    }
    CHECK(r.code == inkjet::errc::out_of_memory);
    CHECK(r.where() == "$.map");
    CHECK(r.note() == "while sorting a map's keys");
    CHECK(out == "kept");
}
#endif
