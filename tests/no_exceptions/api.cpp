// The whole public interface in a program without exceptions and run-time types. `to_string`, which throws,
// is not there.
#include <inkjet/buffer/descriptor_sink.hpp>
#include <inkjet/buffer/ostream_sink.hpp>
#include <inkjet/chunks.hpp>
#include <inkjet/gather.hpp>
#include <inkjet/inkjet.hpp>
#include <inkjet/types/any.hpp>
#include <inkjet/types/atomic.hpp>
#include <inkjet/types/bitset.hpp>
#include <inkjet/types/bytes.hpp>
#include <inkjet/types/chrono.hpp>
#include <inkjet/types/complex.hpp>
#include <inkjet/types/error_code.hpp>
#include <inkjet/types/expected.hpp>
#include <inkjet/types/filesystem.hpp>
#include <inkjet/types/reference_wrapper.hpp>
#include <inkjet/types/tagged.hpp>
#include <inkjet/types/uuid.hpp>
#include <inkjet/write_parallel.hpp>

#include <any>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <iterator>
#include <map>
#include <memory>
#include <memory_resource>
#include <optional>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#if defined(__cpp_exceptions) || defined(__cpp_rtti)
# error "this program proves nothing with exceptions or run-time types"
#endif

namespace {

enum class colour { red, green };

struct point {
    double x = 0;
    double y = 0;
};

struct node {
    int id = 0;
    std::vector<node> children;
    std::unique_ptr<node> next;
};

struct everything {
    bool yes = true;
    std::int64_t number = -42;
    double ratio = 0.5;
    float single = 0.1F;
    std::string text = "t\xC3\xA9xt\n";
    std::string_view view = "view";
    const char* literal = "literal";
    std::u16string wide = u"\u00E9";
    std::optional<int> empty;
    std::unique_ptr<point> owned;
    std::shared_ptr<point> shared;
    std::variant<int, std::string> either = "or";
    std::tuple<int, bool> pair{1, false};
    std::array<int, 2> fixed{1, 2};
    std::vector<bool> bits{true, false};
    std::map<std::string, int> ages{{"a", 1}};
    colour tint = colour::green;
    point where;
};

struct renamed {
    int first_name = 1;
};

struct celsius {
    double degrees;
};

struct pair_of_ints {
    int a, b;
};

struct parent {
    int id = 7;
};
struct listed : parent {
    std::string text;
    double price = 2.5;
    point where;
    std::map<std::string, int> more{{"b", 2}};
};

using tagged = std::variant<point, renamed>;

void write_any(inkjet::fallback_call& call) {
    if (const auto* const any = call.get_if<std::any>())
        if (const auto* const number = std::any_cast<int>(any)) call.write(*number);
}

} // namespace

template <>
struct inkjet::describe<listed> {
    static constexpr auto members = inkjet::members(
        inkjet::inherited<parent>(), inkjet::member("text", &listed::text, inkjet::skip_empty),
        inkjet::member("price", &listed::price, inkjet::fixed(2), inkjet::skip_default),
        inkjet::flatten(&listed::where), inkjet::flatten(&listed::more));
};
template <>
struct inkjet::describe<tagged> {
    static constexpr auto tag = inkjet::internal_tag("type", "point", "renamed");
};

template <>
struct inkjet::describe<renamed> {
    static constexpr std::string_view key(std::string_view member) {
        return member == "first_name" ? "firstName" : member;
    }
};

template <>
struct inkjet::encoder<celsius> {
    static auto as(const celsius& value) { return value.degrees; }
};

template <>
struct inkjet::encoder<pair_of_ints> {
    static void write(auto& writer, const pair_of_ints& value) {
        writer.begin_array();
        writer.value(value.a);
        writer.value(value.b);
        writer.end_array();
    }
};

namespace {

int failures = 0;

void expect(bool holds, const char* what, std::string_view got = {}) {
    if (holds) return;
    ++failures;
    std::printf("fails: %s, got %.*s\n", what, static_cast<int>(got.size()), got.data());
}

template <class T>
void expect_json(const T& value, std::string_view expected) {
    std::string out;
    const inkjet::result written = inkjet::write(value, out);
    expect(written && out == expected && written.size == expected.size(), expected.data(), out);
}

template <class Buffer>
void expect_appends(Buffer out) {
    using byte = typename Buffer::value_type;
    constexpr std::string_view expected = "[1,2]";
    out.push_back(static_cast<byte>('>'));
    const bool written = static_cast<bool>(inkjet::write(std::array{1, 2}, out));
    bool same = written && out.size() == expected.size() + 1;
    for (std::size_t i = 0; same && i < expected.size(); ++i)
        same = out[i + 1] == static_cast<byte>(expected[i]);
    expect(same, "appending");
    expect(!inkjet::write(std::string("\xff"), out) && out.size() == expected.size() + 1, "rolling back");
}

void values() {
    everything all;
    all.owned = std::make_unique<point>(point{1, 2});
    expect_json(all,
                R"({"yes":true,"number":-42,"ratio":0.5,"single":0.1,"text":"t)"
                "\xC3\xA9"
                R"(xt\n","view":"view","literal":"literal","wide":")"
                "\xC3\xA9"
                R"(","empty":null,"owned":{"x":1.0,"y":2.0},"shared":null,"either":"or","pair":[1,false],)"
                R"("fixed":[1,2],"bits":[true,false],"ages":{"a":1},"tint":1,"where":{"x":0.0,"y":0.0}})");
    node root{1, {}, nullptr};
    root.children.push_back(node{2, {}, nullptr});
    expect_json(root, R"({"id":1,"children":[{"id":2,"children":[],"next":null}],"next":null})");
    expect_json(renamed{}, R"({"firstName":1})");
    expect_json(celsius{21.5}, "21.5");
    expect_json(pair_of_ints{1, 2}, "[1,2]");
    expect_json(inkjet::object("id", 1, "tags", inkjet::array("a", 2, nullptr)),
                R"({"id":1,"tags":["a",2,null]})");
    expect_json(inkjet::raw{"[0]"}, "[0]");
    expect_json(inkjet::raw_checked{"[0]"}, "[0]");
}

void described() {
    listed v;
    expect_json(v, R"({"id":7,"x":0.0,"y":0.0,"b":2})");
    v.price = 3;
    expect_json(v, R"({"id":7,"price":3.00,"x":0.0,"y":0.0,"b":2})");
    expect_json(tagged{renamed{}}, R"({"type":"renamed","firstName":1})");
    std::string out;
    expect(inkjet::write(v, out, {.sort_keys = true, .ascii = true, .skip_null = true}) &&
               out == R"({"b":2,"id":7,"price":3.00,"x":0.0,"y":0.0})",
           "sorted", out);
    out.clear();
    expect(inkjet::write(std::any(5), out, {.fallback = write_any}) && out == "5", "a fallback", out);
    out.clear();
    expect(inkjet::write(std::map<std::string, double>{{"b", 1e21}, {"a", -0.0}}, out, inkjet::canonical) &&
               out == R"({"a":0,"b":1e+21})",
           "canonical", out);
}

void native_types() {
    using namespace std::chrono_literals;
    constexpr std::array<unsigned char, 16> bytes{0xF8, 0x1D};
    int target = 3;
    expect_json(std::chrono::sys_seconds(1s), R"("1970-01-01T00:00:01+00:00")");
    expect_json(90min, R"("PT1H30M")");
    expect_json(inkjet::uuid(bytes), R"("f81d0000-0000-0000-0000-000000000000")");
    expect_json(inkjet::base64(std::string_view("any")), R"("YW55")");
    expect_json(std::filesystem::path("/tmp"), R"("/tmp")");
    expect_json(std::error_code(), R"({"category":"system","value":0,"message":"Success"})");
    expect_json(std::bitset<3>(5), R"("101")");
    expect_json(std::complex<double>(1, 2), "[1.0,2.0]");
    expect_json(std::ref(target), "3");
    expect_json(std::atomic<int>(4), "4");
}

void buffers() {
    expect_appends(std::string());
    expect_appends(std::vector<char>());
    expect_appends(std::vector<unsigned char>());
    expect_appends(std::vector<std::byte>());
    expect_appends(std::vector<char8_t>());
    expect_appends(std::pmr::vector<char>());

    inkjet::buffer own;
    expect(inkjet::write(point{}, own) && own.view() == R"({"x":0.0,"y":0.0})", "inkjet::buffer", own.view());

    std::array<char, 5> room{};
    expect(static_cast<bool>(inkjet::write(std::array{1, 2}, std::span(room))), "an exact fit");
    expect(inkjet::write(std::array{1, 2}, std::span(room).first(4)).code == inkjet::errc::buffer_full,
           "a full span");
}

void chunks() {
    const std::vector<point> points(1000, point{1, 2});
    std::string expected, out;
    expect(static_cast<bool>(inkjet::write(points, expected)), "a string");
    const auto take = [&out](std::span<const char> chunk) {
        out.append(chunk.data(), chunk.size());
        return true;
    };
    expect(inkjet::write(points, inkjet::in_chunks(take, 5000)) && out == expected, "a callback");
    out.clear();
    expect(inkjet::write(points, inkjet::to_iterator(std::back_inserter(out))) && out == expected,
           "an iterator");
    std::ostringstream stream;
    expect(inkjet::write(points, stream) && stream.str() == expected, "a stream");
    expect(inkjet::write(1, inkjet::file_descriptor(-1)).code == inkjet::errc::sink_failed, "a descriptor");
    std::FILE* const file = std::fopen("/dev/null", "w");
    expect(file != nullptr && inkjet::write(points, file).size == expected.size(), "a file");
    if (file != nullptr) std::fclose(file);
    expect(inkjet::measure(points).size == expected.size(), "measure");
    out.clear();
    expect(inkjet::write_lines(std::array{1, 2}, out) && out == "1\n2\n", "lines", out);
    out.clear();
    auto pieces = inkjet::chunks(points);
    std::array<char, 100> place{};
    for (inkjet::chunk got{0, false}; !got.done; out.append(place.data(), got.size)) got = pieces.next(place);
    expect(pieces.status() && out == expected, "pieces");

    const std::vector<point> many(100000, point{1, 2});
    expected.clear();
    expect(static_cast<bool>(inkjet::write(many, expected)), "a string");
    inkjet::segments segments;
    expect(inkjet::write_parallel(many, segments, 2) && segments.bytes() == expected.size(), "two threads");
    out.clear();
    const auto at_once = [](const inkjet::parallel_task& task) { task(); };
    expect(inkjet::write_parallel(many, out, at_once) && out == expected, "an executor");
}

void gather() {
    const std::string text(5000, 'x');
    inkjet::gather out;
    expect(inkjet::write(text, out).size == text.size() + 2 && out.size() == 3 &&
               out.data()[1].iov_base == text.data(),
           "pieces");
    expect(inkjet::write("\xFF", out).code == inkjet::errc::invalid_utf8 && out.bytes() == text.size() + 2,
           "pieces, rolled back");
}

void options() {
    const std::vector<int> value{1};
    std::string out;
    expect(inkjet::write(value, out, inkjet::options{.indent = 2, .sort_keys = true}) && out == "[\n  1\n]",
           "options at run time", out);
    out.clear();
    expect(inkjet::write<inkjet::options{.append_newline = true}>(value, out) && out == "[1]\n",
           "options at compile time", out);
}

void errors() {
    std::string out;
    const std::vector<point> points{{1, 2}, {3, std::nan("")}};
    const inkjet::result refused = inkjet::write(points, out);
    expect(refused.code == inkjet::errc::not_finite && refused.where() == "$[1].y" && out.empty(), "where",
           refused.where());
    expect(!refused.message().empty(), "message");
}

void by_hand() {
    std::string out;
    inkjet::writer writer(out);
    writer.begin_object();
    writer.key("a");
    writer.begin_array();
    writer.value(1);
    writer.value("two");
    writer.end_array();
    writer.end_object();
    expect(writer.finish() && out == R"({"a":[1,"two"]})", "by hand", out);
}

} // namespace

int main() {
    values();
    described();
    native_types();
    buffers();
    chunks();
    gather();
    options();
    errors();
    by_hand();
    return failures == 0 ? 0 : 1;
}
