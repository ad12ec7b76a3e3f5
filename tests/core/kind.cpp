#include <inkjet/core/kind.hpp>
#include <inkjet/inkjet.hpp>

#include <doctest/doctest.h>

#include <any>
#include <array>
#include <bitset>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <forward_list>
#include <functional>
#include <initializer_list>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

using inkjet::detail::kind;
using inkjet::detail::kind_of;

namespace {

enum plain { plain_zero };
enum class scoped : std::uint64_t { big };

struct point {
    int x, y;
};
struct empty {};
class closed {
  public:
    explicit closed(int value) : value_(value) {}
    int value() const { return value_; }

  private:
    int value_;
};
class listed {
    friend struct inkjet::describe<listed>;
    int value_ = 0;
};
struct renamed {
    int value;
};
struct taken_over {
    int value;
};
struct incomplete;

// Types of the shapes that families are recognized by.
struct text_like {
    const char* data() const;
    std::size_t size() const;
};
struct text_by_conversion {
    operator std::string_view() const;
};
class bytes_like {
  public:
    const unsigned char* data() const { return &byte_; }
    std::size_t size() const { return 1; }

  private:
    unsigned char byte_ = 0;
};
struct maybe {
    bool has_value() const;
    const point& operator*() const;
};
struct expected_like {
    bool has_value() const;
    const point& operator*() const;
    int error() const;
};
struct handle {
    using element_type = point;
    explicit operator bool() const;
    const point& operator*() const;
};
struct free_range {
    int values[3];
};
const int* begin(const free_range& range) { return range.values; }
const int* end(const free_range& range) { return range.values + 3; }
struct flat_map {
    using key_type = int;
    using mapped_type = int;
    const std::pair<int, int>* begin() const;
    const std::pair<int, int>* end() const;
};
struct once_only {
    int* begin();
    int* end();
};
struct bracketed {
    int begin() const;
    int end() const;
};
union either {
    int a;
    float b;
};
struct derived : point {
    int z;
};
struct of_reference {
    int& value;
};

} // namespace

template <>
struct inkjet::describe<listed> {
    static constexpr auto members = inkjet::members(inkjet::member("value", &listed::value_));
};
template <>
struct inkjet::describe<renamed> {
    static constexpr std::string_view key(std::string_view name) { return name; }
};
template <>
struct inkjet::encoder<taken_over> {
    static int as(const taken_over& t) { return t.value; }
};
template <>
struct inkjet::encoder<std::complex<double>> {
    static auto as(const std::complex<double>& z) { return std::array<double, 2>{z.real(), z.imag()}; }
};

// Numbers, characters and enums.
static_assert(kind_of<bool> == kind::boolean);
static_assert(kind_of<char> == kind::character);
static_assert(kind_of<char8_t> == kind::character);
static_assert(kind_of<char16_t> == kind::character);
static_assert(kind_of<char32_t> == kind::character);
static_assert(kind_of<wchar_t> == kind::character);
static_assert(kind_of<signed char> == kind::integer);
static_assert(kind_of<unsigned char> == kind::integer);
static_assert(kind_of<short> == kind::integer);
static_assert(kind_of<unsigned long long> == kind::integer);
static_assert(kind_of<inkjet::detail::int128> == kind::integer);
static_assert(kind_of<inkjet::detail::uint128> == kind::integer);
static_assert(kind_of<float> == kind::floating);
static_assert(kind_of<double> == kind::floating);
static_assert(kind_of<long double> == kind::floating);
static_assert(kind_of<plain> == kind::enumeration);
static_assert(kind_of<scoped> == kind::enumeration);
static_assert(kind_of<std::byte> == kind::enumeration);
static_assert(kind_of<std::nullptr_t> == kind::null);
static_assert(kind_of<std::monostate> == kind::null);

// Text.
static_assert(kind_of<std::string> == kind::text);
static_assert(kind_of<std::u8string> == kind::text);
static_assert(kind_of<std::u16string> == kind::text);
static_assert(kind_of<std::u32string> == kind::text);
static_assert(kind_of<std::wstring> == kind::text);
static_assert(kind_of<std::string_view> == kind::text);
static_assert(kind_of<const char*> == kind::text);
static_assert(kind_of<char*> == kind::text);
static_assert(kind_of<const wchar_t*> == kind::text);
static_assert(kind_of<char[4]> == kind::text);
static_assert(kind_of<char16_t[4]> == kind::text);
static_assert(kind_of<std::array<char, 4>> == kind::text);
static_assert(kind_of<std::vector<char>> == kind::text);
static_assert(kind_of<std::vector<char32_t>> == kind::text);
static_assert(kind_of<std::span<const char>> == kind::text);
static_assert(kind_of<text_like> == kind::text);
static_assert(kind_of<text_by_conversion> == kind::text);
static_assert(kind_of<inkjet::buffer> == kind::text);

// What looks like text or bytes, and is none.
static_assert(kind_of<std::deque<char>> == kind::range);
static_assert(kind_of<std::vector<unsigned char>> == kind::range);
static_assert(kind_of<std::vector<std::byte>> == kind::range);
static_assert(kind_of<unsigned char[4]> == kind::range);
static_assert(kind_of<bytes_like> == kind::unsupported);

// Pointers and what may be absent.
static_assert(kind_of<point*> == kind::pointer);
static_assert(kind_of<const point*> == kind::pointer);
static_assert(kind_of<int**> == kind::pointer);
static_assert(kind_of<std::unique_ptr<point>> == kind::pointer);
static_assert(kind_of<std::unique_ptr<const point>> == kind::pointer);
static_assert(kind_of<std::shared_ptr<point>> == kind::pointer);
static_assert(kind_of<std::unique_ptr<incomplete>> == kind::pointer);
static_assert(kind_of<handle> == kind::pointer);
static_assert(kind_of<std::optional<point>> == kind::optional);
static_assert(kind_of<std::optional<std::vector<int>>> == kind::optional);
static_assert(kind_of<maybe> == kind::optional);
static_assert(kind_of<expected_like> != kind::optional);
static_assert(kind_of<void*> == kind::unsupported);
static_assert(kind_of<int (*)()> == kind::unsupported);
static_assert(kind_of<int point::*> == kind::unsupported);
static_assert(kind_of<std::unique_ptr<int[]>> == kind::unsupported);
static_assert(kind_of<std::weak_ptr<int>> == kind::unsupported);

// Variants, tuples.
static_assert(kind_of<std::variant<int, std::string>> == kind::variant);
static_assert(kind_of<std::variant<std::monostate>> == kind::variant);
static_assert(kind_of<std::pair<int, int>> == kind::tuple);
static_assert(kind_of<std::tuple<>> == kind::tuple);
static_assert(kind_of<std::tuple<int&, const char*>> == kind::tuple);

// Ranges and maps.
static_assert(kind_of<int[3]> == kind::range);
static_assert(kind_of<char[2][4]> == kind::range);
static_assert(kind_of<std::array<int, 0>> == kind::range);
static_assert(kind_of<std::vector<bool>> == kind::range);
static_assert(kind_of<std::vector<int>> == kind::range);
static_assert(kind_of<std::list<int>> == kind::range);
static_assert(kind_of<std::forward_list<int>> == kind::range);
static_assert(kind_of<std::set<int>> == kind::range);
static_assert(kind_of<std::unordered_multiset<int>> == kind::range);
static_assert(kind_of<std::span<int>> == kind::range);
static_assert(kind_of<std::initializer_list<int>> == kind::range);
static_assert(kind_of<free_range> == kind::range);
static_assert(kind_of<once_only> == kind::range);
static_assert(kind_of<bracketed> != kind::range);
static_assert(kind_of<std::map<int, int>> == kind::map);
static_assert(kind_of<std::multimap<std::string, int>> == kind::map);
static_assert(kind_of<std::unordered_map<std::string, int>> == kind::map);
static_assert(kind_of<flat_map> == kind::map);

// Classes.
static_assert(kind_of<point> == kind::aggregate);
static_assert(kind_of<empty> == kind::aggregate);
static_assert(kind_of<listed> == kind::described && inkjet::describe<listed>::members.size == 1);
static_assert(kind_of<renamed> == kind::described);
static_assert(kind_of<taken_over> == kind::encoded);
static_assert(kind_of<std::complex<double>> == kind::encoded);
static_assert(kind_of<std::complex<float>> == kind::unsupported);
static_assert(kind_of<inkjet::raw> == kind::own);
static_assert(kind_of<decltype(inkjet::array(1, 2))> == kind::own);
static_assert(kind_of<decltype(inkjet::object("a", 2))> == kind::own);
static_assert(kind_of<closed> == kind::unsupported);
static_assert(kind_of<either> == kind::unsupported);
static_assert(kind_of<derived> == kind::unsupported);
static_assert(kind_of<of_reference> == kind::unsupported);
static_assert(kind_of<std::bitset<8>> == kind::unsupported);
static_assert(kind_of<std::any> == kind::unsupported);
static_assert(kind_of<std::thread> == kind::unsupported);
static_assert(kind_of<std::function<int()>> == kind::unsupported);

// `is_writable` looks through references and const.
static_assert(inkjet::detail::is_writable<const std::string&>);
static_assert(inkjet::detail::is_writable<std::vector<closed>>);
static_assert(!inkjet::detail::is_writable<closed>);
static_assert(!inkjet::detail::is_writable<const closed&>);

TEST_CASE("a range-based for loop's begin and end are found for members, arrays and free functions") {
    int values[] = {1, 2};
    const std::vector<int> members{3, 4};
    CHECK(inkjet::detail::first_of(values) == values);
    CHECK(inkjet::detail::end_of(values) == values + 2);
    CHECK(inkjet::detail::first_of(members) == members.begin());
    CHECK(inkjet::detail::end_of(members) == members.end());
    const free_range free{{5, 6, 7}};
    CHECK(inkjet::detail::first_of(free) == free.values);
    CHECK(inkjet::detail::end_of(free) == free.values + 3);
}
