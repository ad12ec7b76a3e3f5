#include <inkjet/reflect/enum_names.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <limits>
#include <string_view>
#include <type_traits>

using inkjet::detail::enum_name;
using inkjet::detail::enum_names;

namespace {

struct expected_entry {
    int value;
    std::string_view name;
};

// Whether E has these enumerators, no more and no fewer, and each value between -200 and 300 that E can
// represent is found if and only if it is one of them.
template <class E, class... Entries>
constexpr bool enumerates(Entries... expected) {
    const expected_entry entries[] = {expected..., {}};
    constexpr std::size_t count = sizeof...(Entries);
    if (enum_names<E>.size() != count) return false;
    for (std::size_t i = 0; i < count; ++i) {
        const auto value = static_cast<E>(entries[i].value);
        if (enum_names<E>[i].value != entries[i].value || enum_names<E>[i].name != entries[i].name ||
            enum_name(value) != entries[i].name)
            return false;
    }
    return true;
}

// The same, and no other value has a name. E has a fixed underlying type, so that it has all of these values.
template <class E, class... Entries>
constexpr bool enumerates_only(Entries... expected) {
    using limits = std::numeric_limits<std::underlying_type_t<E>>;
    if (!enumerates<E>(expected...)) return false;
    for (int i = -200; i < 300; ++i) {
        if (static_cast<long long>(limits::min()) > i ||
            (limits::digits < 31 && static_cast<int>(limits::max()) < i))
            continue;
        if (!enum_name(static_cast<E>(i)).empty() && ((i != expected.value) && ...)) return false;
    }
    return true;
}

using e = expected_entry;

enum class no_gaps { zero, one, two, three };
static_assert(enumerates_only<no_gaps>(e{0, "zero"}, e{1, "one"}, e{2, "two"}, e{3, "three"}));

enum class gaps {
    three = 3,
    five = 5,
    minus_four = -4,
    lowest = -128,
    highest = 255,
    beyond = 256,
    below = -129
};
static_assert(enumerates_only<gaps>(e{-128, "lowest"}, e{-4, "minus_four"}, e{3, "three"}, e{5, "five"},
                                    e{255, "highest"}));
static_assert(enum_name(gaps::beyond).empty());
static_assert(enum_name(gaps::below).empty());
static_assert(enum_name(static_cast<gaps>(std::numeric_limits<int>::min())).empty());
static_assert(enum_name(static_cast<gaps>(std::numeric_limits<int>::max())).empty());

enum class aliases { first = 1, second = 2, also_first = 1 };
static_assert(enumerates_only<aliases>(e{1, "first"}, e{2, "second"}));

enum class none {};
static_assert(enumerates_only<none>());
enum class one { only = 77 };
static_assert(enumerates_only<one>(e{77, "only"}));

// Every underlying type.
enum class of_bool : bool { no, yes };
enum class half_of_bool : bool { yes = true };
enum class of_char : char { letter = 'A', nul = 0 };
enum class of_char8 : char8_t { letter = u8'A' };
enum class of_int8 : signed char { lowest = -128, highest = 127 };
enum class of_uint8 : unsigned char { lowest = 0, highest = 255 };
enum class of_int16 : short { lowest = -32768, some = -100, highest = 32767 };
enum class of_uint64 : unsigned long long { one = 1, last = 255, minus_one = ~0ull, minus_two = ~1ull };
enum class of_int64 : long long { some = -128, far = std::numeric_limits<long long>::min() };
static_assert(enumerates_only<of_bool>(e{0, "no"}, e{1, "yes"}));
static_assert(enumerates_only<half_of_bool>(e{1, "yes"}));
static_assert(enumerates_only<of_char>(e{0, "nul"}, e{'A', "letter"}));
static_assert(enumerates_only<of_char8>(e{'A', "letter"}));
static_assert(enumerates_only<of_int8>(e{-128, "lowest"}, e{127, "highest"}));
static_assert(enumerates_only<of_uint8>(e{0, "lowest"}, e{255, "highest"}));
static_assert(enumerates_only<of_int16>(e{-100, "some"}));
static_assert(enumerates<of_uint64>(e{1, "one"}, e{255, "last"}));
static_assert(enum_name(of_uint64::minus_one).empty());
static_assert(enum_name(of_uint64::minus_two).empty());
static_assert(enumerates_only<of_int64>(e{-128, "some"}));
static_assert(enum_name(of_int64::far).empty());

// Unscoped, with and without an underlying type: the latter have only the values of some bits.
enum fixed : int { fixed_a = -7, fixed_b = 200 };
static_assert(enumerates_only<fixed>(e{-7, "fixed_a"}, e{200, "fixed_b"}));
enum small { small_a, small_b, small_c = 5 };
static_assert(enumerates<small>(e{0, "small_a"}, e{1, "small_b"}, e{5, "small_c"}));
static_assert(enum_name(static_cast<small>(7)).empty());
enum with_sign { with_sign_a = -3, with_sign_b = 2 };
static_assert(enumerates<with_sign>(e{-3, "with_sign_a"}, e{2, "with_sign_b"}));
enum large { large_a = 254, large_b = 100000 };
static_assert(enumerates<large>(e{254, "large_a"}));
static_assert(enum_name(large_b).empty());
enum large_sign { large_sign_a = -100000, large_sign_b = 1 };
static_assert(enumerates<large_sign>(e{1, "large_sign_b"}));
enum only_zero { zero };
static_assert(enumerates<only_zero>(e{0, "zero"}));
enum without_any {};
static_assert(enumerates<without_any>());

// Names of one letter, of digits, in scopes that end in a bracket, and that look like values.
enum letters : int { x = 255, y = 10, z = 9, a1 = -100, b2 = -10, c3 = -9, D = 100 };
static_assert(enumerates_only<letters>(e{-100, "a1"}, e{-10, "b2"}, e{-9, "c3"}, e{9, "z"}, e{10, "y"},
                                       e{100, "D"}, e{255, "x"}));
enum class spelled { _, _1, größe, CamelCase, 名 };
static_assert(enumerates_only<spelled>(e{0, "_"}, e{1, "_1"}, e{2, "größe"}, e{3, "CamelCase"}, e{4, "名"}));

template <class A, class B>
struct members_of_template {
    enum class scoped : unsigned char { a = 5, b };
    enum unscoped : short { c, d = 5 };
    enum unfixed { f, g, h = 7 };
};
using templated = members_of_template<int(int, char), members_of_template<int, long>>;
static_assert(enumerates_only<templated::scoped>(e{5, "a"}, e{6, "b"}));
static_assert(enumerates_only<templated::unscoped>(e{0, "c"}, e{5, "d"}));
static_assert(enumerates<templated::unfixed>(e{0, "f"}, e{1, "g"}, e{7, "h"}));

} // namespace

enum class outside { a, b };
enum outside_unscoped : int { outside_a = 100, outside_b };
static_assert(enumerates_only<outside>(e{0, "a"}, e{1, "b"}));
static_assert(enumerates_only<outside_unscoped>(e{100, "outside_a"}, e{101, "outside_b"}));

TEST_CASE("enum_name: enums that are local to a function") {
    enum class local { a = 5, b };
    enum unscoped : int { u = 255, v1 = -100, w = 10 };
    const auto within = [](int, int) {
        enum class local_to_lambda { c, d };
        return local_to_lambda::c;
    };
    constexpr bool scoped_agree = enumerates_only<local>(e{5, "a"}, e{6, "b"});
    CHECK(scoped_agree);
    constexpr bool unscoped_agree = enumerates_only<unscoped>(e{-100, "v1"}, e{10, "w"}, e{255, "u"});
    CHECK(unscoped_agree);
    constexpr bool inner_agree = enumerates_only<decltype(within(1, 2))>(e{0, "c"}, e{1, "d"});
    CHECK(inner_agree);
}

TEST_CASE("enum_name: while the program runs") {
    for (int i = -1000; i < 1000; ++i) {
        CAPTURE(i);
        const std::string_view name = enum_name(static_cast<gaps>(i));
        CHECK(name == (i == -128  ? "lowest"
                       : i == -4  ? "minus_four"
                       : i == 3   ? "three"
                       : i == 5   ? "five"
                       : i == 255 ? "highest"
                                  : ""));
        CHECK(enum_name(static_cast<no_gaps>(i)) == (i == 0   ? "zero"
                                                     : i == 1 ? "one"
                                                     : i == 2 ? "two"
                                                     : i == 3 ? "three"
                                                              : ""));
    }
}
