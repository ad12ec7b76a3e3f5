// What gathered output refers to, and what it must not: to be run under the address sanitizer, too.
#include <inkjet/gather.hpp>
#include <inkjet/types/any.hpp>
#include <inkjet/types/error_code.hpp>
#include <inkjet/types/expected.hpp>
#include <inkjet/types/filesystem.hpp>
#include <inkjet/types/ndarray.hpp>
#include <inkjet/types/reference_wrapper.hpp>
#include <inkjet/types/tagged.hpp>

#include "gather.hpp"
#include "writing.hpp"

#include <doctest/doctest.h>

#include <any>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <filesystem>
#include <forward_list>
#include <functional>
#include <iterator>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

using testing::check_copied;
using testing::check_referred;
using testing::check_value_copied;
using testing::check_value_referred;

namespace {

// Of 5000 bytes and more, no two alike.
std::string text(std::size_t i = 0) { return std::string(5000 + i, static_cast<char>('a' + i % 26)); }

struct plain {
    int id = 1;
    std::string name = text();
    std::string_view view = "short";
};
struct nested {
    plain inner;
    std::vector<plain> list = std::vector<plain>(2);
};

struct array_of_chars {
    char chars[6000];
};
array_of_chars make_chars() {
    array_of_chars made{};
    std::memset(made.chars, 'c', sizeof made.chars - 1);
    return made;
}

struct base {
    std::string low = text(1);
};
struct more {
    std::string inner = text(2);
    std::map<std::string, std::string> rest{{"rest", text(3)}};
};
class described : public base {
  public:
    std::string data = text(4);
    more flat;

    const std::string& by_reference() const { return data; }
    std::string by_value() const { return text(5); }
    std::string_view by_view() const { return data; }
    more made() const { return {}; }
};
struct with_data : described {};
struct with_reference_getter : described {};
struct with_value_getter : described {};
struct with_view_getter : described {};
struct with_lambda : described {};
struct with_flattened_value : described {};
struct with_flattened_map : described {};

struct encoded_by_value {};
struct encoded_by_reference {
    std::string held = text();
};
struct encoded_by_hand {
    std::string held = text();
};
struct encoded_as_raw {
    std::string held = "\"" + text() + "\"";
};
struct convertible {
    std::string held = text();
    operator std::string_view() const { return held; }
};

// Hands out what it keeps itself, or what is on the frame of a function: a generator.
template <class Category>
struct stash {
    struct iterator {
        using iterator_category = Category;
        using value_type = std::string;
        using difference_type = std::ptrdiff_t;
        using pointer = const std::string*;
        using reference = const std::string&;

        int index = 0;
        std::string kept = text(0);

        const std::string& operator*() const { return kept; }
        iterator& operator++() {
            kept = text(static_cast<std::size_t>(++index));
            return *this;
        }
        void operator++(int) { ++*this; }
        bool operator==(std::default_sentinel_t) const { return index == 3; }
    };
    iterator begin() const { return {}; }
    std::default_sentinel_t end() const { return {}; }
};
struct uncategorized {
    struct iterator : stash<std::input_iterator_tag>::iterator {
        using iterator_category = void;
        iterator& operator++() {
            stash<std::input_iterator_tag>::iterator::operator++();
            return *this;
        }
    };
    iterator begin() const { return {}; }
    std::default_sentinel_t end() const { return {}; }
};

// A map whose entries are made when they are looked at.
template <class Entry>
struct proxy_map {
    using key_type = std::string;
    using mapped_type = std::string;
    struct iterator {
        using iterator_category = std::forward_iterator_tag;
        int index = 0;
        Entry operator*() const { return Entry{"key" + std::to_string(index), text(1)}; }
        iterator& operator++() {
            ++index;
            return *this;
        }
        bool operator==(const iterator& other) const { return index == other.index; }
    };
    iterator begin() const { return {}; }
    iterator end() const { return {2}; }
};

// An entry that is there, but whose parts are made.
struct made_parts {
    int id;
    template <std::size_t I>
    std::string get() const {
        return I == 0 ? "key" + std::to_string(id) : text(2);
    }
};
struct map_of_made_parts : std::vector<made_parts> {
    using std::vector<made_parts>::vector;
    using key_type = std::string;
    using mapped_type = std::string;
};

struct made_tuple {};
template <std::size_t I>
std::string get(const made_tuple&) {
    return text(I);
}

// Like std::expected, std::optional and smart pointers, by value.
struct expects_by_value {
    bool good;
    bool has_value() const { return good; }
    std::string error() const { return text(1); }
    std::string operator*() const { return text(2); }
};
struct optional_by_value {
    bool has_value() const { return true; }
    std::string operator*() const { return text(3); }
};
struct pointer_by_value {
    using element_type = std::string;
    explicit operator bool() const { return true; }
    std::string operator*() const { return text(4); }
};
struct expects {
    std::string held;
    bool has_value() const { return !held.empty(); }
    const std::string& error() const { return failure; }
    const std::string& operator*() const { return held; }
    std::string failure = {};
};

struct circle {
    std::string name = text(6);
};
using shape = std::variant<circle, std::monostate>;

enum class colour : std::uint8_t { red };

} // namespace

template <>
struct std::tuple_size<made_parts> : std::integral_constant<std::size_t, 2> {};
template <std::size_t I>
struct std::tuple_element<I, made_parts> {
    using type = std::string;
};
template <>
struct std::tuple_size<made_tuple> : std::integral_constant<std::size_t, 2> {};
template <std::size_t I>
struct std::tuple_element<I, made_tuple> {
    using type = std::string;
};

namespace inkjet {
template <>
struct describe<with_data> {
    static constexpr auto members =
        inkjet::members(inherited<base>(), member("data", &with_data::data), flatten(&with_data::flat));
};
template <>
struct describe<more> {
    static constexpr auto members = inkjet::members(member("inner", &more::inner), flatten(&more::rest));
};
template <>
struct describe<with_reference_getter> {
    static constexpr auto members = inkjet::members(member("got", &with_reference_getter::by_reference));
};
template <>
struct describe<with_value_getter> {
    static constexpr auto members = inkjet::members(member("got", &with_value_getter::by_value),
                                                    member("more", &with_value_getter::made));
};
template <>
struct describe<with_view_getter> {
    static constexpr auto members = inkjet::members(member("got", &with_view_getter::by_view));
};
template <>
struct describe<with_lambda> {
    static constexpr auto members = inkjet::members(
        member("value", [](const with_lambda&) { return text(7); }),
        member("list", [](const with_lambda&) { return std::vector{text(8)}; }),
        member("raw", [](const with_lambda& w) { return raw{w.data.substr(0, 0).empty() ? "[1]" : ""}; }));
};
template <>
struct describe<with_flattened_value> {
    static constexpr auto members = inkjet::members(flatten(&with_flattened_value::made));
};
template <>
struct describe<with_flattened_map> {
    static constexpr auto members = inkjet::members(flatten(
        [](const with_flattened_map&) { return std::map<std::string, std::string>{{"k", text(9)}}; }));
};
template <>
struct encoder<encoded_by_value> {
    static std::string as(const encoded_by_value&) { return text(); }
};
template <>
struct encoder<encoded_by_reference> {
    static const std::string& as(const encoded_by_reference& e) { return e.held; }
};
template <>
struct encoder<encoded_as_raw> {
    static raw as(const encoded_as_raw& e) { return {e.held}; }
};
template <>
struct encoder<encoded_by_hand> {
    static void write(auto& writer, const encoded_by_hand& e) {
        writer.begin_object();
        writer.member("made", text(1));
        writer.member("held", e.held);
        writer.member(text(2), std::vector{text(3)});
        writer.end_object();
    }
};
template <>
struct describe<shape> {
    static constexpr auto tag = internal_tag("type", "circle", "none");
};
} // namespace inkjet

TEST_CASE("parts of a value are referred to") {
    const nested n;
    check_value_referred(n, {n.inner.name, n.list[0].name, n.list[1].name});
    const std::string one = text();
    check_value_referred(one, {one});
    const std::string_view view = one;
    check_value_referred(view, {one});
    const char* const pointer = one.c_str();
    check_value_referred(pointer, {one});
    const array_of_chars chars = make_chars();
    check_value_referred(chars, {chars.chars});
    const std::vector<char> bytes(5000, 'b');
    check_value_referred(bytes, {{bytes.data(), bytes.size()}});
    const std::u8string utf8(5000, u8'u');
    check_value_referred(utf8, {{reinterpret_cast<const char*>(utf8.data()), utf8.size()}});
}

TEST_CASE("what is written aside, to be compared with a default, is not referred to") {
    const std::vector<plain> plains{{1, text(), "s"}, {2, text(1), "s"}, {3, text(), "s"}};
    check_referred(
        [&](auto& out) { return inkjet::write(plains, out, inkjet::options{.skip_default = true}); },
        {plains[1].name});
}

TEST_CASE("elements of ranges are referred to") {
    const std::vector<std::string> vector{text(0), text(1)};
    check_value_referred(vector, {vector[0], vector[1]});
    check_value_referred(std::span(vector), {vector[0], vector[1]});
    const std::deque<std::string> deque{text(0), text(1)};
    check_value_referred(deque, {deque[0], deque[1]});
    const std::list<std::string> list{text(0)};
    check_value_referred(list, {list.front()});
    const std::forward_list<std::string> single{text(0)};
    check_value_referred(single, {single.front()});
    const std::array<std::string, 2> array{text(0), text(1)};
    check_value_referred(array, {array[0], array[1]});
    const std::string plain_array[] = {text(0), text(1)};
    check_value_referred(plain_array, {plain_array[0], plain_array[1]});
    const inkjet::ndarray<std::string> strided(vector.data(), {2});
    check_value_referred(strided, {vector[0], vector[1]});
}

#if !defined(__clang_major__) || __clang_major__ >= 16 // clang 14 can't read libstdc++'s views
TEST_CASE("views are what they give: references, or what is made") {
    const std::vector<plain> plains(2);
    auto names = plains | std::views::transform(&plain::name);
    check_value_referred(names, {plains[0].name, plains[1].name});
    auto reversed = plains | std::views::reverse;
    check_value_referred(reversed, {plains[0].name, plains[1].name});
    auto some = plains | std::views::take(1);
    check_value_referred(some, {plains[0].name});
    auto made = plains | std::views::transform([](const plain& p) { return p.name + "!"; });
    check_value_copied(made);
    auto views = plains | std::views::transform([](const plain& p) { return std::string_view(p.name); });
    check_value_copied(views);
    auto counted = std::views::iota(0, 2) | std::views::transform([](int i) {
                       return std::vector{text(static_cast<std::size_t>(i))};
                   });
    check_value_copied(counted);
    check_copied([&](auto& out) { return inkjet::write(std::views::single(text()), out); });
    check_copied([&](auto& out) { return inkjet::write_lines(std::views::single(text()), out); });
    check_copied([&](auto& out) { return inkjet::write_lines(made, out); });
}
#endif

TEST_CASE("entries of maps are referred to, but for their keys") {
    const std::map<std::string, std::string> map{{"a", text(0)}, {text(1), text(2)}};
    check_value_referred(map, {map.begin()->second, std::next(map.begin())->second});
    const std::unordered_map<std::string, std::vector<std::string>> hashed{{"a", {text(0)}}};
    check_value_referred(hashed, {hashed.begin()->second[0]});
    check_copied([](auto& out) {
        return inkjet::write(std::map<std::string, std::string>{{"a", text(0)}, {"b", text(1)}}, out);
    });
    check_value_copied(std::map<std::string, int>{{text(0), 1}});
    check_value_copied(proxy_map<std::pair<std::string, std::string>>());
    struct entry {
        std::string key, value;
    };
    check_value_copied(proxy_map<entry>());
    check_value_copied(map_of_made_parts{{1}, {2}});
}

TEST_CASE("contents of optionals, pointers, variants, tuples and the like are referred to") {
    const std::optional<std::string> optional(text());
    check_value_referred(optional, {*optional});
    const std::unique_ptr<plain> pointer = std::make_unique<plain>();
    check_value_referred(pointer, {pointer->name});
    const auto shared = std::make_shared<std::string>(text());
    check_value_referred(shared, {*shared});
    const plain* const raw_pointer = pointer.get();
    check_value_referred(raw_pointer, {pointer->name});
    const std::variant<int, std::string> variant(text());
    check_value_referred(variant, {std::get<1>(variant)});
    const std::tuple<int, std::string, plain> tuple(1, text(1), {});
    check_value_referred(tuple, {std::get<1>(tuple), std::get<2>(tuple).name});
    const std::pair<std::string, std::string> pair(text(1), text(2));
    check_value_referred(pair, {pair.first, pair.second});
    const auto wrapped = std::cref(*pointer);
    check_value_referred(wrapped, {pointer->name});
    const shape tagged = circle();
    check_value_referred(tagged, {std::get<0>(tagged).name});
    const expects good{text(1)}, bad{{}, text(2)};
    check_value_referred(good, {good.held});
    check_value_referred(bad, {bad.failure});

    check_value_copied(expects_by_value{true});
    check_value_copied(expects_by_value{false});
    check_value_copied(optional_by_value());
    check_value_copied(pointer_by_value());
    check_value_copied(made_tuple());
}

TEST_CASE("described members are referred to, what functions return is copied") {
    const with_data data;
    check_value_referred(data, {data.low, data.data, data.flat.inner, data.flat.rest.begin()->second});
    check_value_copied(with_reference_getter());
    check_value_copied(with_value_getter());
    check_value_copied(with_view_getter());
    check_value_copied(with_lambda());
    check_value_copied(with_flattened_value());
    check_value_copied(with_flattened_map());
}

TEST_CASE("what comes out of encoders and conversions is copied") {
    check_value_copied(encoded_by_value());
    check_value_copied(encoded_by_reference());
    check_value_copied(encoded_as_raw());
    check_value_copied(encoded_by_hand());
    check_value_copied(convertible());
    check_value_copied(std::vector<encoded_by_hand>(2));
    check_value_copied(std::map<std::string, encoded_by_value>{{"a", {}}});
    check_value_copied(std::filesystem::path(text()));
    check_value_copied(std::map<std::filesystem::path, int>{{text(), 1}});
    check_value_copied(std::u16string(5000, u'w'));
    struct category : std::error_category {
        const char* name() const noexcept override { return "long"; }
        std::string message(int) const override { return text(); }
    };
    static const category instance;
    check_value_copied(std::error_code(1, instance));
}

TEST_CASE("what stashing iterators and generators hand out is copied") {
    check_value_copied(stash<std::input_iterator_tag>());
    check_value_copied(uncategorized());
    check_copied([](auto& out) { return inkjet::write_lines(uncategorized(), out); });
    const stash<std::input_iterator_tag> lines;
    check_copied([&](auto& out) { return inkjet::write_lines(lines, out); });
}

TEST_CASE("what is given as a temporary is copied, unless it owns nothing") {
    check_copied([](auto& out) { return inkjet::write(text(), out); });
    check_copied([](auto& out) { return inkjet::write(std::vector{text()}, out); });
    check_copied([](auto& out) { return inkjet::write(plain(), out, inkjet::options{.sort_keys = true}); });
    check_copied([](auto& out) { return inkjet::write<inkjet::options{.ascii = true}>(plain(), out); });
    check_copied([](auto& out) { return inkjet::write(make_chars(), out); });
    check_copied([](auto& out) { return inkjet::write(std::optional(text()), out); });
    check_copied([](auto& out) { return inkjet::write_lines(std::vector{text()}, out); });
    check_copied(
        [](auto& out) { return inkjet::write(std::initializer_list<std::string>{text(), text()}, out); });
    std::string moved = text();
    check_copied([&](auto& out) { return inkjet::write(std::move(moved), out); });

    const std::vector<std::string> all{text(0)};
    check_referred([&](auto& out) { return inkjet::write(std::string_view(all[0]), out); }, {all[0]});
    check_referred([&](auto& out) { return inkjet::write(std::span(all), out); }, {all[0]});
    check_referred([&](auto& out) { return inkjet::write(std::ref(all), out); }, {all[0]});
    check_referred([&](auto& out) { return inkjet::write(&all, out); }, {all[0]});
    check_referred([&](auto& out) { return inkjet::write_lines(std::span(all), out); }, {all[0]});
}

TEST_CASE("of objects and arrays made on the spot, what was given as an lvalue is referred to") {
    const std::string one = text(1);
    const plain two;
    const std::string three = text(3);
    check_referred(
        [&](auto& out) {
            return inkjet::write(
                inkjet::object("one", one, "made", text(9), "two", two, "view", std::string_view(three),
                               "inner", inkjet::object("list", inkjet::array(text(8), text(7))), text(6), 1),
                out);
        },
        {one, two.name, three});
    check_referred(
        [&](auto& out) {
            return inkjet::write(
                inkjet::array(one, text(9), inkjet::array(two, plain()), std::optional(text(8))), out,
                inkjet::options{.indent = 2});
        },
        {one, two.name});
    check_referred(
        [&](auto& out) {
            return inkjet::write(inkjet::object("b", one, "a", text(9)), out, inkjet::canonical);
        },
        {one});
    check_copied(
        [&](auto& out) { return inkjet::write(inkjet::array(plain(), text(), std::vector<plain>(2)), out); });
    check_copied([&](auto& out) {
        return inkjet::write(inkjet::in_style(std::vector{text()}, inkjet::fixed(2)), out);
    });
}

TEST_CASE("fragments are referred to, by a temporary too") {
    const std::string json = "[\"" + text() + "\"]";
    const inkjet::raw fragment{json};
    const inkjet::raw_checked checked{json};
    for (const bool lines : {false, true}) {
        inkjet::gather out;
        REQUIRE((lines ? inkjet::write_lines(std::vector{1}, out) : inkjet::write(fragment, out)));
        CHECK(testing::count_of(out, json) == (lines ? 0 : 1));
    }
    const auto pieces = [&](auto&& value) {
        inkjet::gather out;
        std::string expected;
        REQUIRE(inkjet::write(value, out));
        REQUIRE(inkjet::write(value, expected));
        CHECK((testing::joined(out) == expected));
        return testing::count_of(out, json);
    };
    CHECK(pieces(fragment) == 1);
    CHECK(pieces(checked) == 1);
    CHECK(pieces(std::vector(3, fragment)) == 3);
    CHECK(pieces(inkjet::object("a", inkjet::raw{json}, "b", inkjet::raw_checked{json}, "c", 1)) == 2);
    CHECK(pieces(inkjet::array(fragment)) == 1);
    inkjet::gather out;
    REQUIRE(inkjet::write(inkjet::raw{json}, out));
    REQUIRE(out.size() == 1);
    CHECK(out.begin()->iov_base == json.data());
}

TEST_CASE("what is written by hand is copied") {
    check_copied([](auto& out) {
        inkjet::writer writer(out);
        writer.begin_array();
        writer.value(text(1));
        const std::string held = text(2);
        writer.value(held);
        const plain object;
        writer.value(object);
        writer.end_array();
        return writer.finish();
    });
}

namespace {
void write_text(inkjet::fallback_call& call) {
    if (call.get_if<std::any>() != nullptr) call.write(text());
}
} // namespace

TEST_CASE("what a fallback writes is copied") {
    const std::vector<std::any> any(2, 1);
    check_copied([&](auto& out) { return inkjet::write(any, out, inkjet::options{.fallback = write_text}); });
}
