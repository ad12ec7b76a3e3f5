#include <inkjet/reflect/type_name.hpp>

#include <doctest/doctest.h>

#include <map>
#include <string_view>
#include <utility>
#include <variant>

using inkjet::detail::find_type_name;
using inkjet::detail::type_name;

namespace outside {

struct plain {};
class with_digits_2 {};
enum class colour { red };
template <class...>
struct holder {};
template <class T>
struct around {
    struct inside {};
    template <int>
    struct sized {};
};

} // namespace outside

namespace {

struct hidden {};
template <class T>
struct hidden_holder {};

} // namespace

struct global {};

static_assert(type_name<global> == "global");
static_assert(type_name<outside::plain> == "plain");
static_assert(type_name<outside::with_digits_2> == "with_digits_2");
static_assert(type_name<outside::colour> == "colour");
static_assert(type_name<hidden> == "hidden");
static_assert(type_name<hidden_holder<hidden>> == "hidden_holder");

// Arguments are left out, whatever they are; those of a class around it, with the class.
static_assert(type_name<outside::holder<>> == "holder");
static_assert(type_name<outside::holder<outside::plain, outside::holder<int[3], void (*)(int)>>> == "holder");
static_assert(type_name<outside::around<int>::inside> == "inside");
static_assert(type_name<outside::around<outside::around<outside::plain>::inside>::sized<1>> == "sized");
static_assert(type_name<std::monostate> == "monostate");
static_assert(type_name<std::pair<int, std::map<int, outside::plain>>> == "pair");

// Built-in types are told apart.
static_assert(type_name<int> == "int");
static_assert(type_name<double> == "double");
static_assert(type_name<bool> == "bool");
static_assert(type_name<unsigned> == "unsigned int");
static_assert(type_name<unsigned long> != type_name<long>);

// As compilers print them.
constexpr std::string_view found(std::string_view printed) {
    const inkjet::detail::name_span span = find_type_name(printed);
    return printed.substr(span.begin, span.size);
}
static_assert(found("auto print_type() [T = a]") == "a");
static_assert(found("constexpr auto inkjet::detail::print_type() [with T = {anonymous}::b]") == "b");
static_assert(found("auto print_type() [T = (anonymous namespace)::c<d<e>::f>]") == "c");
static_assert(found("auto print_type() [with T = f(int)::g<std::array<int[2], 3> >::h]") == "h");

TEST_CASE("a class that is defined in a function") {
    struct local {};
    CHECK(type_name<local> == "local");
}

TEST_CASE("the name ends with a NUL, and is one for all who ask") {
    CHECK(type_name<outside::plain>.data()[5] == '\0');
    CHECK(type_name<outside::plain>.data() == type_name<outside::plain>.data());
}
