// One line for each option and each native type: what is written, and how it comes out.
#include <inkjet/adapt/c_time.hpp>
#include <inkjet/inkjet.hpp>
#include <inkjet/types/any.hpp>
#include <inkjet/types/atomic.hpp>
#include <inkjet/types/bitset.hpp>
#include <inkjet/types/bytes.hpp>
#include <inkjet/types/chrono.hpp>
#include <inkjet/types/complex.hpp>
#include <inkjet/types/error_code.hpp>
#include <inkjet/types/filesystem.hpp>
#include <inkjet/types/half.hpp>
#include <inkjet/types/ndarray.hpp>
#include <inkjet/types/reference_wrapper.hpp>
#include <inkjet/types/tagged.hpp>
#include <inkjet/types/uuid.hpp>

#include <any>
#include <array>
#include <atomic>
#include <bitset>
#include <chrono>
#include <cmath>
#include <complex>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace {

using inkjet::options;
using namespace std::chrono_literals;

enum class suit { clubs, hearts };

struct address {
    std::string street_name;
    int zipCode = 0;
};

struct animal {
    std::string name;
    std::optional<int> age;
};

struct dog : animal {
    int legs = 4;
    double weight = 0;
    address home;
    std::vector<std::string> toys;
    std::map<std::string, int> extra;
    double in_pounds() const { return weight / 0.45359237; }
};

struct settings {
    int port_number = 8080;
    std::string host_name;
    std::optional<int> limit;
};

struct circle {
    double radius;
};
struct square {
    double side;
};
using shape = std::variant<circle, square>;

// The prices of a shop: what only its own code can look into.
void write_unknown(inkjet::fallback_call& call) {
    if (const auto* const any = call.get_if<std::any>()) {
        if (const auto* const number = std::any_cast<int>(any)) call.write(*number);
        if (const auto* const text = std::any_cast<std::string>(any)) call.write(*text);
    }
}

void heading(const char* text) { std::printf("\n%s\n", text); }

template <class T>
void show(const char* what, const T& value, const options& chosen = {}) {
    std::string out;
    const inkjet::result r = inkjet::write(value, out, chosen);
    std::printf("  %-36s %s\n", what, r ? out.c_str() : r.message().c_str());
}

} // namespace

template <>
struct inkjet::describe<address> {
    static constexpr auto keys = inkjet::key_style::camel;
};
template <>
struct inkjet::describe<dog> {
    static constexpr auto members = inkjet::members( //
        inkjet::inherited<animal>(),                 // its members first
        inkjet::member("legs", &dog::legs, inkjet::skip_default),
        inkjet::member("weight", &dog::weight, inkjet::fixed(1)), //
        inkjet::member("pounds", &dog::in_pounds, inkjet::significant(3)),
        inkjet::flatten(&dog::home), // its members in place of it
        inkjet::member("toys", &dog::toys, inkjet::skip_empty),
        inkjet::flatten(&dog::extra)); // its entries, last of all
};
template <>
struct inkjet::describe<shape> {
    static constexpr auto tag = inkjet::internal_tag("type", "circle", "square");
};

namespace {

void show_options() {
    const std::map<std::string, std::vector<int>> map{{"b", {1, 2}}, {"a", {}}};
    const settings defaults, other{80, "example.org", 5};
    const std::string text = "</script> 'é' 😀";
    const double nan = std::nan("");

    heading("Layout");
    show(".indent = 2", map, {.indent = 2});
    show(".indent = '\\t', .inline_numbers = 4", map, {.indent = '\t', .inline_numbers = 4});
    show(".append_newline", 1, {.append_newline = true});
    show(".sort_keys", other, {.sort_keys = true});

    heading("Text");
    show("(default)", text);
    show(".ascii", text, {.ascii = true});
    show(".html_safe", text, {.html_safe = true});
    show(".escape_slash", text, {.escape_slash = true});
    show("(default)", "bad \xFF");
    show(".invalid_utf8 = replace", "bad \xFF", {.invalid_utf8 = inkjet::invalid_utf8_policy::replace});

    heading("Numbers");
    show("(default)", nan);
    show(".non_finite = null", nan, {.non_finite = inkjet::non_finite_policy::null});
    show(".non_finite = string", nan, {.non_finite = inkjet::non_finite_policy::string});
    show(".strict_integers", std::int64_t{1} << 53, {.strict_integers = true});
    show(".integers_as_strings = above_53_bits", std::array{std::int64_t{1}, std::int64_t{1} << 60},
         {.integers_as_strings = inkjet::integer_strings::above_53_bits});
    const std::array prices{12.5, 3.0, 0.125, 1e21};
    show("(default)", prices);
    show(".floats = shortest(false)", prices, {.floats = inkjet::shortest(false)});
    show(".floats = fixed(2)", prices, {.floats = inkjet::fixed(2)});
    show(".floats = significant(2)", prices, {.floats = inkjet::significant(2)});
    show(".floats = ecmascript()", prices, {.floats = inkjet::ecmascript()});
    show("inkjet::in_style(v, fixed(1))", inkjet::in_style(prices, inkjet::fixed(1)));

    heading("Keys and names");
    show("(default)", std::map<int, int>{{1, 2}});
    show(".non_string_keys", std::map<int, int>{{1, 2}}, {.non_string_keys = true});
    show(".enums_as_names", std::array{suit::hearts, suit::clubs}, {.enums_as_names = true});
    show(".keys = camel", other, {.keys = inkjet::key_style::camel});
    show(".keys = screaming_snake", other, {.keys = inkjet::key_style::screaming_snake});

    heading("Members left out");
    show("(default)", defaults);
    show(".skip_null", defaults, {.skip_null = true});
    show(".skip_empty", defaults, {.skip_empty = true});
    show(".skip_default", defaults, {.skip_default = true});

    heading("Limits, and the canonical form");
    show(".depth_limit = 2", std::vector<std::vector<std::vector<int>>>{{{}}}, {.depth_limit = 2});
    show("inkjet::canonical",
         std::map<std::string, double>{{"\xF0\x9F\x98\x80", 1e21}, {"\xEF\xAC\x80", 4.5}, {"a", -0.0}},
         inkjet::canonical);
}

void show_time() {
    using namespace std::chrono;
    const auto moment = sys_days(2026y / November / 25) + 9h + 30min + 5s + 250ms;
    const local_time<milliseconds> naive(moment.time_since_epoch());

    heading("Time (inkjet/types/chrono.hpp, inkjet/adapt/c_time.hpp)");
    show("sys_time<milliseconds>", moment);
    show(".utc_as_z", moment, {.utc_as_z = true});
    show(".omit_subseconds", moment, {.omit_subseconds = true});
    show("local_time", naive);
    show(".naive_as_utc", naive, {.naive_as_utc = true});
    show("year_month_day", 2026y / November / 25);
    show("year_month_day, no such day", 2026y / February / 30);
    show("hh_mm_ss", hh_mm_ss(9h + 30min));
    show("duration", 90min + 500ms);
    show(".durations = seconds", 90min + 500ms, {.durations = inkjet::duration_format::seconds});
    std::tm broken_down{};
    broken_down.tm_year = 126, broken_down.tm_mon = 10, broken_down.tm_mday = 25, broken_down.tm_hour = 25;
    show("tm, an hour of 25", inkjet::utc(broken_down));
    broken_down.tm_hour = 9;
    show("tm, two hours east", inkjet::with_offset(broken_down, 2 * 3600));
    show("timespec", inkjet::utc(std::timespec{1'795'599'005, 250}));
    show(".non_string_keys", std::map<sys_seconds, int>{{floor<seconds>(moment), 1}},
         {.non_string_keys = true});
}

void show_types() {
    heading("Classes");
    dog rex;
    rex.name = "Rex";
    rex.weight = 31.25;
    rex.home = {"Main St", 12345};
    rex.extra = {{"chip", 7}};
    show("base, rules, flatten, computed", rex);
    show("variant with a tag", std::vector<shape>{circle{1}, square{2}});

    heading("Types with a header of their own");
    const std::array<std::uint8_t, 16> id{0xf8, 0x1d, 0x4f, 0xae, 0x7d, 0xec, 0x11, 0xd0,
                                          0xa7, 0x65, 0x00, 0xa0, 0xc9, 0x1e, 0x6b, 0xf6};
    show("uuid", inkjet::uuid(id));
    show("base64", inkjet::base64(id));
    show("base64url", inkjet::base64url(id));
    show("hex", inkjet::hex(id));
    show("filesystem::path", std::filesystem::path("/etc/hosts"));
    show("error_code", std::make_error_code(std::errc::permission_denied));
    show("bitset", std::bitset<8>(0b1010));
    show("complex", std::complex<double>(1, -0.5));
    int target = 5;
    show("reference_wrapper", std::ref(target));
    const std::atomic<int> shared = 6;
    show("atomic", shared);
    show("any, .fallback", std::vector<std::any>{1, std::string("two"), {}}, {.fallback = write_unknown});
    show("any, no fallback", std::vector<std::any>{1});
    const std::array<float, 6> cells{1, 2, 3, 4, 5, 6};
    show("ndarray", inkjet::ndarray(cells.data(), {2, 3}));
    show("ndarray, column-major", inkjet::column_major(cells.data(), {2, 3}));

    heading("Types of the core");
    show("tuple, optional, pointer", std::tuple(1, std::optional<int>(), std::make_unique<int>(3)));
    show("object and array on the spot", inkjet::object("id", 1, "list", inkjet::array(1, "two", nullptr)));
    show("raw_checked", inkjet::raw_checked{R"({"ready": true})"});
}

} // namespace

int main() {
    show_options();
    show_time();
    show_types();
}
