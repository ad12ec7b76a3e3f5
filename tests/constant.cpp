#include <inkjet/constant.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cfloat>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>

using inkjet::options;

namespace {

enum class color { red, green = 5 };

struct limits {
    int low;
    unsigned high;
    bool operator==(const limits&) const = default;
};

struct config {
    std::string_view name = "caf\u00e9 \"x\"\n\x01/<";
    double ratio = 0.1;
    std::optional<int> port = std::nullopt;
    std::array<limits, 2> ranges{limits{-1, 2}, limits{0, 0}};
    color shade = color::green;
    bool on = true;
    std::tuple<int, const char*, float> mixed{7, "seven", 0.7f};
    int empty[1][2] = {{1, 2}};
    std::string_view nothing = {};
};

struct settings {
    int b_first = 1;
    int a_second = 2;
    std::optional<int> absent = std::nullopt;
    limits inner{1, 2};
};

class point {
  public:
    constexpr point(int x, int y) : x_(x), y_(y) {}
    constexpr int sum() const { return x_ + y_; }

  private:
    friend inkjet::describe<point>;
    int x_, y_;
};

struct base {
    int id = 1;
};
struct derived : base {
    double weight = 2.0 / 3.0;
    limits home{3, 4};
    int left_out = 0;
};

struct celsius {
    double degrees;
};

// A map that a constant expression can hold.
struct pairs {
    using key_type = std::string_view;
    using mapped_type = int;
    std::array<std::pair<std::string_view, int>, 2> entries{{{"one", 1}, {"t\"wo", 2}}};
    constexpr auto begin() const { return entries.begin(); }
    constexpr auto end() const { return entries.end(); }
};

// One whose keys may be null.
struct nullable_keys {
    using key_type = const char*;
    using mapped_type = int;
    std::array<std::pair<const char*, int>, 2> entries{{{"one", 1}, {nullptr, 2}}};
    constexpr auto begin() const { return entries.begin(); }
    constexpr auto end() const { return entries.end(); }
};

// A range whose iterators do not say that they can be copied and compared: it is not counted beforehand.
struct countdown {
    int from;
    struct iterator {
        int at;
        constexpr int operator*() const { return at; }
        constexpr iterator& operator++() {
            --at;
            return *this;
        }
        constexpr bool operator==(const iterator&) const = default;
    };
    constexpr iterator begin() const { return {from}; }
    constexpr iterator end() const { return {0}; }
};

} // namespace

template <>
struct inkjet::describe<point> {
    static constexpr auto members = inkjet::members(
        inkjet::member("x", &point::x_), inkjet::member("y", &point::y_), inkjet::member("sum", &point::sum));
};

template <>
struct inkjet::describe<derived> {
    static constexpr auto members = inkjet::members(
        inkjet::inherited<base>(), inkjet::member("weight", &derived::weight, inkjet::fixed(2)),
        inkjet::flatten(&derived::home), inkjet::member("leftOut", &derived::left_out, inkjet::skip_default));
};

template <>
struct inkjet::encoder<celsius> {
    static constexpr double as(const celsius& c) { return c.degrees; }
};

namespace {

// Whether the bytes of a constant are those that are written at run time.
template <auto Make, options Chosen = options{}>
void check_constant() {
    static constexpr auto made = inkjet::constant<Make, Chosen>;
    std::string expected;
    REQUIRE(inkjet::write<Chosen>(Make(), expected));
    CHECK(made.view() == expected);
    CHECK(made.size() == expected.size());
    CHECK(made.data()[made.size()] == '\0');
    static_assert(sizeof made == made.size() + 1);
}

template <options Chosen = options{}>
void check_all() {
    check_constant<[] { return config{}; }, Chosen>();
    check_constant<[] { return settings{}; }, Chosen>();
    check_constant<[] { return derived{}; }, Chosen>();
    check_constant<[] { return std::array<std::optional<config>, 2>{config{}, {}}; }, Chosen>();
}

template <class T, std::size_t N>
constexpr auto all_in(const T (&values)[N]) {
    std::array<T, N> all{};
    for (std::size_t i = 0; i < N; ++i) all[i] = values[i];
    return all;
}

} // namespace

TEST_CASE("a constant is known to the compiler") {
    static constexpr auto text = inkjet::constant<[] { return settings{}; }>;
    static_assert(text.view() == R"({"b_first":1,"a_second":2,"absent":null,"inner":{"low":1,"high":2}})");
    static_assert(inkjet::constant<[] { return celsius{21.5}; }>.view() == "21.5");
    static_assert(std::string_view(inkjet::constant<[] { return point(1, 2); }>) ==
                  R"({"x":1,"y":2,"sum":3})");
    CHECK(std::string(text.data()) == text.view());
}

TEST_CASE("constants are what is written at run time") {
    check_all();
    check_constant<[] { return nullptr; }>();
    check_constant<[] { return "literal \\ \x7f"; }>();
    check_constant<[] { return std::string_view("a\0b", 3); }>();
    check_constant<[] { return std::array<char, 3>{'x', '\0', 'y'}; }>();
    check_constant<[] { return u8"\u00e9\U0001F600"; }>();
    check_constant<[] { return std::u16string_view(u"\u00e9\U0001F600\uFFFD"); }>();
    check_constant<[] { return std::u32string_view(U"\u00e9\U0001F600"); }>();
    check_constant<[] { return 'c'; }>();
    check_constant<[] { return std::array<int, 0>{}; }>();
    check_constant<[] { return std::tuple<>(); }>();
    check_constant<[] { return std::pair(1, std::pair("x", true)); }>();
    check_constant<[] { return std::variant<int, std::string_view>("alternative"); }>();
    check_constant<[] { return pairs{}; }>();
    check_constant<[] { return pairs{}; }, options{.indent = 2}>();
    check_constant<[] { return inkjet::raw{"{\"a\": [1]}"}; }>();
    check_constant<[] { return std::array{true, false}; }>();
}

TEST_CASE("numbers at their edges") {
    check_constant<[] {
        return all_in<double>({0.0,
                               -0.0,
                               1.0,
                               -1.5,
                               0.1,
                               1e15,
                               1e16,
                               123456789012345680.0,
                               1e-5,
                               9.9e-6,
                               1e22,
                               1e23,
                               DBL_MIN,
                               DBL_MAX,
                               -DBL_MAX,
                               DBL_EPSILON,
                               5e-324,
                               2.2250738585072011e-308,
                               9007199254740993.0,
                               4.35,
                               0x1p-1022,
                               0x1p100,
                               1.7976931348623157e308});
    }>();
    check_constant<[] {
        return all_in<float>(
            {0.0f, -0.0f, 0.1f, 16777216.0f, FLT_MAX, FLT_MIN, 1e-45f, 1e10f, 3.4e38f, 0x1p-126f});
    }>();
    check_constant<[] { return 0.1L; }>();
    check_constant<[] { return all_in<std::int64_t>({0, -1, INT64_MIN, INT64_MAX, 1LL << 53}); }>();
    check_constant<[] { return all_in<std::uint64_t>({0, 9, 10, UINT64_MAX}); }>();
    check_constant<[] { return all_in<signed char>({-128, 127, 0}); }>();
    check_constant<[] { return all_in<std::uint8_t>({255, 99, 100}); }>();
    check_constant<[] { return std::numeric_limits<inkjet::detail::int128>::min(); }>();
}

TEST_CASE("with options") {
    check_all<options{.indent = 2}>();
    check_all<options{.indent = '\t', .inline_numbers = 2, .append_newline = true}>();
    check_all<options{.sort_keys = true}>();
    check_all<options{.ascii = true, .html_safe = true, .escape_slash = true}>();
    check_all<options{.html_safe = true}>();
    check_all<options{
        .floats = inkjet::fixed(3), .enums_as_names = true, .keys = inkjet::key_style::camel}>();
    check_all<options{.floats = inkjet::significant(3, false), .keys = inkjet::key_style::screaming_snake}>();
    check_all<options{.skip_null = true}>();
    check_all<options{.skip_empty = true}>();
    check_all<options{.skip_default = true}>();
    check_all<options{.integers_as_strings = inkjet::integer_strings::always}>();
    check_all<inkjet::canonical>();
    check_constant<[] { return "a\xff\xe2\x82z"; },
                   options{.invalid_utf8 = inkjet::invalid_utf8_policy::replace}>();
    check_constant<[] { return "a\xff\xe2\x82z"; },
                   options{.invalid_utf8 = inkjet::invalid_utf8_policy::pass}>();
    check_constant<[] { return "a\xffz\u00e9"; },
                   options{.ascii = true, .invalid_utf8 = inkjet::invalid_utf8_policy::replace}>();
    check_constant<[] { return "\u2028\u2029\u202a"; }, options{.html_safe = true}>();
    check_constant<[] {
        using real = std::numeric_limits<double>;
        return std::array{real::infinity(), -real::infinity(), real::quiet_NaN()};
    },
                   options{.non_finite = inkjet::non_finite_policy::string}>();
    check_constant<[] { return countdown{3}; }, options{.indent = 2, .inline_numbers = 5}>();
    check_constant<[] { return nullable_keys{}; }, options{.non_string_keys = true}>();
    check_constant<[] { return std::array{1LL << 53, 1LL}; },
                   options{.integers_as_strings = inkjet::integer_strings::above_53_bits}>();
}

TEST_CASE("into an array of one's own") {
    constexpr auto page = [] {
        struct {
            std::array<char, 8> chars{};
            std::size_t size = 0;
        } made;
        made.size = inkjet::write_constant(std::array{1, 22}, made.chars).size;
        return made;
    }();
    static_assert(std::string_view(page.chars.data(), page.size) == "[1,22]");
    CHECK(std::string_view(page.chars.data(), page.size) == "[1,22]");

    // As write does at run time, exactly as long as it must be.
    char chars[6];
    CHECK(inkjet::write_constant(std::array{1, 22}, chars).size == 6);
    CHECK(std::string_view(chars, 6) == "[1,22]");
    const auto full = inkjet::write_constant(std::array{1, 22}, std::span(chars, 5));
    CHECK(full.code == inkjet::errc::buffer_full);
    CHECK(full.size == 0);
}

namespace {

struct item {
    std::string_view name;
};
struct list {
    item items[2];
    std::pair<std::string_view, double> odd;
};

// As write refuses it at run time: the same code, place and particulars.
template <options Chosen = options{}, class T>
void check_refused(const T& value) {
    char chars[100];
    std::string out;
    const inkjet::constant_result refused = inkjet::write_constant<Chosen>(value, chars);
    const inkjet::result expected = inkjet::write<Chosen>(value, out);
    REQUIRE(!expected);
    CHECK(refused.code == expected.code);
    CHECK(refused.where() == expected.where());
    CHECK(refused.note() == expected.note());
    CHECK(refused.size == 0);
}

} // namespace

TEST_CASE("refusals") {
    constexpr auto refused = [] {
        std::array<char, 100> chars{};
        return inkjet::write_constant(list{{{"a"}, {"b\xff"}}, {"", 0}}, chars);
    }();
    static_assert(!refused && refused.code == inkjet::errc::invalid_utf8);
    static_assert(refused.where() == "$.items[1].name");
    check_refused(list{{{"a"}, {"b\xff"}}, {"", 0}});
    check_refused(list{{{"a"}, {"b\xe2\x82"}}, {"", 0}});
    check_refused(list{{{"a"}, {"b"}}, {"", std::numeric_limits<double>::infinity()}});
    check_refused(std::array{-std::numeric_limits<float>::infinity()});
    check_refused(std::array{std::numeric_limits<float>::quiet_NaN()});
    check_refused(std::u16string_view(u"a\xd800"));
    check_refused<options{.strict_integers = true}>(std::array{1LL, 1LL << 53});
    check_refused<options{.depth_limit = 2}>(std::array{std::tuple("x", std::tuple("y", 1))});
    struct names {
        pairs map;
    };
    check_refused(names{{{{{"a\xff", 1}, {"b", 2}}}}});
    check_refused(std::array{nullable_keys{}});
}
