// Random values with random options: what holds for every output, and a plain writer that knows every byte.
#include "folding.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

using inkjet::errc;
using inkjet::options;

namespace {

#if defined(INKJET_TEST_THINNED) || !INKJET_OVERREAD // a sanitizer watches
constexpr int rounds = 300;
#else
constexpr int rounds = 10'000;
#endif

// The values.

struct family;

// Any value. Objects keep the order in which they were made.
struct node {
    struct object {
        using key_type = std::string;
        using mapped_type = node;
        std::vector<std::pair<std::string, node>> held;
        auto begin() const { return held.begin(); }
        auto end() const { return held.end(); }
    };
    std::variant<std::nullptr_t, bool, std::int64_t, std::uint64_t, double, float, std::string,
                 std::vector<node>, object, std::vector<double>, std::vector<int>, std::vector<bool>,
                 std::map<std::string, std::optional<int>>, std::unique_ptr<family>>
        held = nullptr;
};

struct point {
    double x = 0, y = -1;
};

enum class color : signed char { red = -1, green, blue };

struct leaf {
    std::int32_t user_id = 7;
    bool isOpen = true;
    std::optional<float> weight_in_kg;
    color shade = color::green;
    point at;
};

struct family {
    std::string first_name = "?";
    std::optional<std::string> lastName;
    std::vector<leaf> Leaves;
    std::map<std::string, std::optional<double>> scores;
    std::vector<node> rest;
    std::unique_ptr<node> HTTPServer_2;
    std::array<std::uint8_t, 3> rgb{1, 2, 3};
    std::tuple<int, std::string, bool> triple;
    std::nullptr_t nothing = nullptr;
    std::uint64_t big = 0;
    char16_t letter = u'e';
};

} // namespace

template <>
struct inkjet::encoder<node> {
    static const auto& as(const node& n) { return n.held; }
};

namespace {

// The model of a value: what a plain writer needs to know of it.

enum class shape { null, boolean, integer, floating, text, array, numbers, map, members };

struct model {
    shape is = shape::null;
    std::string text = {}; // of text, in UTF-8, or the digits of an integer
    bool truth = false;
    double number = 0;
    bool narrow = false;                         // a float
    bool wrapped = false;                        // behind an optional or a pointer, so that it is something
    std::vector<model> elements = {};            // or the values of a map or members
    std::vector<std::string> keys = {};          // beside them
    model (*standard)(const options&) = nullptr; // of members: those of a default-constructed object
};

model text_model(std::string_view text) { return {.is = shape::text, .text = std::string(text)}; }
model integer_model(auto value) { return {.is = shape::integer, .text = std::to_string(value)}; }
model bool_model(bool value) { return {.is = shape::boolean, .truth = value}; }
model double_model(double value) { return {.is = shape::floating, .number = value}; }
model float_model(float value) {
    return {.is = shape::floating, .number = static_cast<double>(value), .narrow = true};
}

// Of an optional or a pointer.
template <class T, class F>
model optional_model(const T& value, F of) {
    model made;
    if (value) made = of(*value), made.wrapped = true;
    return made;
}

template <class Range, class F>
model array_model(const Range& range, F of, shape is = shape::array) {
    model made{.is = is};
    for (const auto& each : range) made.elements.push_back(of(each));
    return made;
}

// Its keys in every style, in the order of `inkjet::key_style`.
using styles = std::array<std::string_view, 6>;

constexpr styles leaf_keys[] = {
    {"user_id", "userId", "UserId", "user_id", "USER_ID", "user-id"},
    {"isOpen", "isOpen", "IsOpen", "is_open", "IS_OPEN", "is-open"},
    {"weight_in_kg", "weightInKg", "WeightInKg", "weight_in_kg", "WEIGHT_IN_KG", "weight-in-kg"},
    {"shade", "shade", "Shade", "shade", "SHADE", "shade"},
    {"at", "at", "At", "at", "AT", "at"}};
constexpr styles point_keys[] = {{"x", "x", "X", "x", "X", "x"}, {"y", "y", "Y", "y", "Y", "y"}};
constexpr styles family_keys[] = {
    {"first_name", "firstName", "FirstName", "first_name", "FIRST_NAME", "first-name"},
    {"lastName", "lastName", "LastName", "last_name", "LAST_NAME", "last-name"},
    {"Leaves", "leaves", "Leaves", "leaves", "LEAVES", "leaves"},
    {"scores", "scores", "Scores", "scores", "SCORES", "scores"},
    {"rest", "rest", "Rest", "rest", "REST", "rest"},
    {"HTTPServer_2", "httpServer2", "HttpServer2", "http_server_2", "HTTP_SERVER_2", "http-server-2"},
    {"rgb", "rgb", "Rgb", "rgb", "RGB", "rgb"},
    {"triple", "triple", "Triple", "triple", "TRIPLE", "triple"},
    {"nothing", "nothing", "Nothing", "nothing", "NOTHING", "nothing"},
    {"big", "big", "Big", "big", "BIG", "big"},
    {"letter", "letter", "Letter", "letter", "LETTER", "letter"}};

template <class T>
model standard_model(const options& o) {
    return model_of(T{}, o);
}

template <class T, std::size_t N>
model members_model(const T&, const styles (&names)[N], const options& o, std::vector<model> values) {
    model made{.is = shape::members, .elements = std::move(values)};
    made.standard = &standard_model<T>;
    for (const styles& each : names) made.keys.emplace_back(each[static_cast<std::size_t>(o.keys)]);
    return made;
}

model model_of(const node& n, const options& o);

model model_of(const point& p, const options& o) {
    return members_model(p, point_keys, o, {double_model(p.x), double_model(p.y)});
}

model model_of(const leaf& l, const options& o) {
    constexpr std::string_view names[] = {"red", "green", "blue"};
    return members_model(l, leaf_keys, o,
                         {integer_model(l.user_id), bool_model(l.isOpen),
                          optional_model(l.weight_in_kg, float_model),
                          o.enums_as_names ? text_model(names[static_cast<int>(l.shade) + 1])
                                           : integer_model(static_cast<int>(l.shade)),
                          model_of(l.at, o)});
}

model model_of(const family& f, const options& o) {
    const auto of_node = [&](const node& n) { return model_of(n, o); };
    model scores{.is = shape::map};
    for (const auto& [key, value] : f.scores) {
        scores.keys.push_back(key);
        scores.elements.push_back(optional_model(value, double_model));
    }
    model triple{.is = shape::array};
    triple.elements = {integer_model(std::get<0>(f.triple)), text_model(std::get<1>(f.triple)),
                       bool_model(std::get<2>(f.triple))};
    char letter[4];
    const char* const end = inkjet::detail::encode_utf8(letter, f.letter);
    return members_model(f, family_keys, o,
                         {text_model(f.first_name), optional_model(f.lastName, text_model),
                          array_model(f.Leaves, [&](const leaf& l) { return model_of(l, o); }), scores,
                          array_model(f.rest, of_node), optional_model(f.HTTPServer_2, of_node),
                          array_model(
                              f.rgb, [](int each) { return integer_model(each); }, shape::numbers),
                          triple, model(), integer_model(f.big), text_model({letter, end})});
}

model model_of(const node& n, const options& o) {
    return std::visit(
        [&](const auto& v) -> model {
            using type = std::remove_cvref_t<decltype(v)>;
            if constexpr (std::is_same_v<type, std::nullptr_t>)
                return {};
            else if constexpr (std::is_same_v<type, bool>)
                return bool_model(v);
            else if constexpr (std::is_same_v<type, double>)
                return double_model(v);
            else if constexpr (std::is_same_v<type, float>)
                return float_model(v);
            else if constexpr (std::is_same_v<type, std::string>)
                return text_model(v);
            else if constexpr (std::is_same_v<type, std::vector<node>>)
                return array_model(v, [&](const node& each) { return model_of(each, o); });
            else if constexpr (std::is_same_v<type, std::vector<double>>)
                return array_model(v, double_model, shape::numbers);
            else if constexpr (std::is_same_v<type, std::vector<int>>)
                return array_model(v, [](int each) { return integer_model(each); }, shape::numbers);
            else if constexpr (std::is_same_v<type, std::vector<bool>>)
                return array_model(v, bool_model, shape::numbers);
            else if constexpr (std::is_same_v<type, std::unique_ptr<family>>)
                return optional_model(v, [&](const family& f) { return model_of(f, o); });
            else if constexpr (std::is_integral_v<type>)
                return integer_model(v);
            else {
                model made{.is = shape::map};
                for (const auto& [key, value] : v) {
                    made.keys.push_back(key);
                    if constexpr (std::is_same_v<type, node::object>)
                        made.elements.push_back(model_of(value, o));
                    else
                        made.elements.push_back(
                            optional_model(value, [](int each) { return integer_model(each); }));
                }
                return made;
            }
        },
        n.held);
}

// The plain writer.

char32_t next_code_point(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = size == 1 ? lead : lead & (0xFFu >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) c = c << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
    text.remove_prefix(size);
    return c;
}

std::u16string utf16_of(std::string_view text) {
    std::u16string units;
    while (!text.empty()) {
        const char32_t c = next_code_point(text);
        if (c < 0x10000) {
            units += static_cast<char16_t>(c);
        } else {
            units += static_cast<char16_t>(0xD7C0 + (c >> 10));
            units += static_cast<char16_t>(0xDC00 + (c & 0x3FF));
        }
    }
    return units;
}

std::string quoted(std::string_view text, const options& o) {
    std::string out = "\"";
    while (!text.empty()) {
        const std::string_view rest = text;
        const char32_t c = next_code_point(text);
        const std::string_view bytes = rest.substr(0, rest.size() - text.size());
        const std::size_t known = std::string_view("\b\t\n\f\r\"\\").find(static_cast<char>(c));
        if (c < 0x80 && known != std::string_view::npos) {
            out.append("\\") += "btnfr\"\\"[known];
        } else if (c == '/' && o.escape_slash) {
            out += "\\/";
        } else if (c < 0x20 || (c >= 0x80 && o.ascii) ||
                   (o.html_safe &&
                    std::u32string_view(U"<>&'\u2028\u2029").find(c) != std::u32string_view::npos)) {
            for (const char16_t unit : utf16_of(bytes)) {
                char digits[8];
                std::snprintf(digits, sizeof digits, "\\u%04x", static_cast<unsigned>(unit));
                out += digits;
            }
        } else {
            out += bytes;
        }
    }
    return out + '"';
}

// The shortest digits of a positive number, or so many, and the exponent of the first one.
struct digits_of {
    std::string digits;
    int exponent;

    explicit digits_of(std::string_view scientific) {
        const std::size_t e = scientific.find('e');
        exponent = std::atoi(std::string(scientific.substr(e + 1)).c_str());
        for (const char c : scientific.substr(0, e))
            if (c != '.') digits += c;
        while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
    }
};

template <class Float>
digits_of shortest_digits(Float v) {
    char text[64];
    return digits_of({text, std::to_chars(text, text + sizeof text, v, std::chars_format::scientific).ptr});
}

std::string plain(const digits_of& d, bool point) {
    const auto size = static_cast<int>(d.digits.size());
    if (d.exponent < 0) return "0." + std::string(static_cast<std::size_t>(-d.exponent - 1), '0') + d.digits;
    if (size <= d.exponent + 1)
        return d.digits + std::string(static_cast<std::size_t>(d.exponent + 1 - size), '0') +
               (point ? ".0" : "");
    return std::string(d.digits).insert(static_cast<std::size_t>(d.exponent + 1), ".");
}

std::string with_exponent(const digits_of& d, bool plus) {
    std::string out = d.digits;
    if (out.size() > 1) out.insert(1, ".");
    return out + 'e' + (plus && d.exponent > 0 ? "+" : "") + std::to_string(d.exponent);
}

std::string number_text(const model& m, const options& o) {
    using rule = inkjet::float_style::rule;
    const double v = m.number;
    if (!std::isfinite(v)) {
        const std::string word = std::isnan(v) ? "NaN" : v < 0 ? "-Infinity" : "Infinity";
        return o.non_finite == inkjet::non_finite_policy::null     ? "null"
               : o.non_finite == inkjet::non_finite_policy::string ? '"' + word + '"'
                                                                   : word;
    }
    const std::string sign = std::signbit(v) ? "-" : "";
    const double size = std::fabs(v);
    char text[512];
    switch (o.floats.by) {
    case rule::fixed:
        std::snprintf(text, sizeof text, "%.*f", o.floats.digits, size);
        return sign + text;
    case rule::significant: {
        std::snprintf(text, sizeof text, "%.*e", o.floats.digits - 1, size);
        const digits_of d(text);
        return sign +
               (d.exponent >= -5 && d.exponent < 16 ? plain(d, o.floats.point) : with_exponent(d, false));
    }
    case rule::ecmascript: {
        if (v == 0) return "0";
        const digits_of d = m.narrow ? shortest_digits(static_cast<float>(size)) : shortest_digits(size);
        return sign + (d.exponent >= -7 + 1 && d.exponent < 21 ? plain(d, false) : with_exponent(d, true));
    }
    case rule::shortest:
        break;
    }
    if (v == 0) return sign + (o.floats.point ? "0.0" : "0");
    const digits_of d = m.narrow ? shortest_digits(static_cast<float>(size)) : shortest_digits(size);
    return sign + (d.exponent >= -5 && d.exponent < 16 ? plain(d, o.floats.point) : with_exponent(d, false));
}

bool beyond_53_bits(const std::string& digits) {
    const std::string magnitude = digits[0] == '-' ? digits.substr(1) : digits;
    constexpr std::string_view most = "9007199254740991";
    return magnitude.size() != most.size() ? magnitude.size() > most.size() : magnitude > most;
}

class plain_writer {
  public:
    explicit plain_writer(const options& chosen) : o(chosen) {}

    bool out_of_range = false; // whether an integer was met that the options refuse

    std::string write(const model& m, std::size_t level = 0) {
        switch (m.is) {
        case shape::null:
            return "null";
        case shape::boolean:
            return m.truth ? "true" : "false";
        case shape::integer: {
            const bool beyond = beyond_53_bits(m.text);
            if (o.integers_as_strings == inkjet::integer_strings::always ||
                (beyond && o.integers_as_strings == inkjet::integer_strings::above_53_bits))
                return '"' + m.text + '"';
            if (beyond && o.strict_integers) out_of_range = true;
            return m.text;
        }
        case shape::floating:
            return number_text(m, o);
        case shape::text:
            return quoted(m.text, o);
        case shape::array:
        case shape::numbers: {
            std::vector<std::string> parts;
            for (const model& each : m.elements) parts.push_back(write(each, level + 1));
            if (o.indent != 0 && m.is == shape::numbers && parts.size() <= o.inline_numbers) {
                std::string out = "[";
                for (std::size_t i = 0; i < parts.size(); ++i) out.append(i == 0 ? "" : ", ") += parts[i];
                return out + ']';
            }
            return laid_out('[', parts, ']', level);
        }
        case shape::map:
        case shape::members:
            break;
        }
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < m.keys.size(); ++i)
            if (m.is == shape::map || !is_omitted(m, i)) order.push_back(i);
        if (o.sort_keys)
            std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
                return o.utf16_order ? utf16_of(m.keys[a]) < utf16_of(m.keys[b]) : m.keys[a] < m.keys[b];
            });
        std::vector<std::string> parts;
        for (const std::size_t i : order)
            parts.push_back(quoted(m.keys[i], o) + (o.indent != 0 ? ": " : ":") +
                            write(m.elements[i], level + 1));
        return laid_out('{', parts, '}', level);
    }

  private:
    bool is_omitted(const model& m, std::size_t i) {
        const model& value = m.elements[i];
        const bool hollow = value.is == shape::text ? value.text.empty()
                                                    : (value.is == shape::array || value.is == shape::map ||
                                                       value.is == shape::numbers) &&
                                                          value.elements.empty();
        if (value.is == shape::null && !value.wrapped && (o.skip_null || o.skip_empty)) return true;
        if (hollow && !value.wrapped && o.skip_empty) return true;
        if (!o.skip_default) return false;
        // No option looks through pointers: one to a null is another value than none, though written alike.
        const model standard = m.standard(o);
        if (value.wrapped != standard.elements[i].wrapped) return false;
        plain_writer other(o);
        return other.write(value) == other.write(standard.elements[i]);
    }

    std::string laid_out(char open, const std::vector<std::string>& parts, char close, std::size_t level) {
        std::string out(1, open);
        const auto new_line = [&](std::size_t deep) {
            if (o.indent == 0) return;
            out += '\n';
            out.append(o.indent == '\t' ? deep : deep * o.indent, o.indent == '\t' ? '\t' : ' ');
        };
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (i != 0) out += ',';
            new_line(level + 1);
            out += parts[i];
        }
        if (!parts.empty()) new_line(level);
        return out + close;
    }

    const options& o;
};

// Random values.

using random_bits = std::mt19937_64;

std::size_t below(random_bits& random, std::size_t n) { return static_cast<std::size_t>(random() % n); }
bool one_in(random_bits& random, std::size_t n) { return below(random, n) == 0; }

std::string random_text(random_bits& random) {
    static constexpr char32_t limits[] = {0x20, 0x80, 0x800, 0xD800, 0x10000, 0x110000};
    std::string text;
    const std::size_t length = one_in(random, 16) ? below(random, 200) : below(random, 12);
    const std::size_t widest = below(random, 6);
    for (std::size_t i = 0; i < length; ++i) {
        auto c = static_cast<char32_t>(below(random, limits[below(random, widest + 1)]));
        if (one_in(random, 12)) c = U"\"\\/\x7F\xE000\xFFFF\x2028\x2029\x10FFFF<>&'"[below(random, 13)];
        if (c >= 0xD800 && c < 0xE000) c -= 0x800;
        char units[4];
        text.append(units, inkjet::detail::encode_utf8(units, c));
    }
    return text;
}

double random_double(random_bits& random, bool finite) {
    switch (below(random, 6)) {
    case 0:
        return static_cast<double>(static_cast<std::int64_t>(random())) / 1e6;
    case 1:
        return static_cast<double>(below(random, 2000000)) / 100 - 1e4;
    case 2:
        return one_in(random, 2) ? 0.0 : -0.0;
    case 3:
        return static_cast<double>(random() >> below(random, 64));
    case 4:
        return std::ldexp(static_cast<double>(below(random, 1000)),
                          static_cast<int>(below(random, 120)) - 60);
    default:
        for (;;)
            if (const auto any = std::bit_cast<double>(random()); !finite || std::isfinite(any))
                return !finite && one_in(random, 2) ? any / 0.0 : any;
    }
}

float random_float(random_bits& random, bool finite) {
    for (;;)
        if (const auto any = std::bit_cast<float>(static_cast<std::uint32_t>(random()));
            !finite || std::isfinite(any))
            return one_in(random, 2) ? static_cast<float>(below(random, 1000)) / 8 : any;
}

std::int64_t random_integer(random_bits& random) {
    return static_cast<std::int64_t>(random()) >> below(random, 64);
}

leaf random_leaf(random_bits& random, bool finite) {
    leaf l;
    if (one_in(random, 2)) l.user_id = static_cast<std::int32_t>(random_integer(random));
    l.isOpen = one_in(random, 2);
    if (one_in(random, 2)) l.weight_in_kg = random_float(random, finite);
    if (one_in(random, 2)) l.shade = static_cast<color>(static_cast<int>(below(random, 3)) - 1);
    if (one_in(random, 2)) l.at = {random_double(random, finite), random_double(random, finite)};
    return l;
}

node random_node(random_bits& random, unsigned depth, bool finite);

family random_family(random_bits& random, unsigned depth, bool finite) {
    family f;
    if (one_in(random, 2)) f.first_name = random_text(random);
    if (one_in(random, 2)) f.lastName = random_text(random);
    if (one_in(random, 2)) f.Leaves.resize(below(random, 4));
    for (leaf& each : f.Leaves) each = random_leaf(random, finite);
    for (std::size_t i = one_in(random, 2) ? below(random, 5) : 0; i > 0; --i)
        f.scores[random_text(random)] =
            one_in(random, 2) ? std::optional(random_double(random, finite)) : std::nullopt;
    if (depth > 0 && one_in(random, 2)) f.rest.resize(below(random, 4));
    for (node& each : f.rest) each = random_node(random, depth - 1, finite);
    if (depth > 0 && one_in(random, 2))
        f.HTTPServer_2 = std::make_unique<node>(random_node(random, depth - 1, finite));
    if (one_in(random, 2)) f.rgb[below(random, 3)] = static_cast<std::uint8_t>(random());
    if (one_in(random, 2)) f.triple = {static_cast<int>(random()), random_text(random), one_in(random, 2)};
    if (one_in(random, 2)) f.big = random() >> below(random, 64);
    if (one_in(random, 2)) f.letter = static_cast<char16_t>(below(random, 0xD800));
    return f;
}

node random_node(random_bits& random, unsigned depth, bool finite) {
    node n;
    switch (below(random, depth == 0 ? 11 : 15)) {
    case 0:
        break;
    case 1:
        n.held = one_in(random, 2);
        break;
    case 2:
        n.held = random_integer(random);
        break;
    case 3:
        n.held = std::uint64_t{random() >> below(random, 64)};
        break;
    case 4:
        n.held = random_double(random, finite);
        break;
    case 5:
        n.held = random_float(random, finite);
        break;
    case 6:
        n.held = random_text(random);
        break;
    case 7: {
        std::vector<double> numbers(below(random, one_in(random, 4) ? 40 : 6));
        for (double& each : numbers) each = random_double(random, finite);
        n.held = std::move(numbers);
        break;
    }
    case 8: {
        std::vector<int> numbers(below(random, one_in(random, 4) ? 40 : 6));
        for (int& each : numbers) each = static_cast<int>(random_integer(random));
        n.held = std::move(numbers);
        break;
    }
    case 9: {
        std::vector<bool> bits(below(random, one_in(random, 4) ? 40 : 6));
        for (auto each : bits) each = one_in(random, 2);
        n.held = std::move(bits);
        break;
    }
    case 10: {
        std::map<std::string, std::optional<int>> map;
        for (std::size_t i = below(random, 6); i > 0; --i)
            map[random_text(random)] = one_in(random, 2) ? std::optional(3) : std::nullopt;
        n.held = std::move(map);
        break;
    }
    case 11:
    case 12: {
        std::vector<node> elements(below(random, 7));
        for (node& each : elements) each = random_node(random, depth - 1, finite);
        n.held = std::move(elements);
        break;
    }
    case 13: {
        node::object members;
        std::map<std::string, int> known;
        for (std::size_t i = below(random, 7); i > 0; --i)
            if (std::string key = random_text(random); known[key]++ == 0)
                members.held.emplace_back(std::move(key), random_node(random, depth - 1, finite));
        n.held = std::move(members);
        break;
    }
    default:
        n.held =
            one_in(random, 8) ? nullptr : std::make_unique<family>(random_family(random, depth - 1, finite));
    }
    return n;
}

// A few levels most of the time.
node random_value(random_bits& random, const options& o) {
    const bool finite = o.non_finite == inkjet::non_finite_policy::error;
    const auto depth = static_cast<unsigned>(1 + below(random, 4));
    node n;
    for (int i = 0; i < 3; ++i) {
        n = random_node(random, depth, finite);
        if (n.held.index() >= 7) break;
    }
    return n;
}

options random_options(random_bits& random) {
    constexpr inkjet::float_style floats[] = {
        inkjet::shortest(false),       inkjet::fixed(0),       inkjet::fixed(2),        inkjet::fixed(17),
        inkjet::significant(1, false), inkjet::significant(6), inkjet::significant(17), inkjet::ecmascript()};
    constexpr unsigned char indents[] = {1, 2, 4, 9, 8, 255};
    options o;
    const auto rarely = [&] { return one_in(random, 4); };
    if (one_in(random, 2)) o.indent = indents[below(random, one_in(random, 32) ? 6 : 5)];
    if (one_in(random, 2)) o.inline_numbers = static_cast<unsigned char>(below(random, 8));
    o.append_newline = rarely();
    o.sort_keys = one_in(random, 2);
    o.utf16_order = rarely();
    o.ascii = rarely();
    o.html_safe = rarely();
    o.escape_slash = rarely();
    o.invalid_utf8 = static_cast<inkjet::invalid_utf8_policy>(below(random, 3));
    o.non_finite = static_cast<inkjet::non_finite_policy>(below(random, 4));
    o.strict_integers = one_in(random, 8);
    if (rarely()) o.integers_as_strings = static_cast<inkjet::integer_strings>(below(random, 3));
    if (rarely()) o.floats = floats[below(random, std::size(floats))];
    o.non_string_keys = rarely();
    o.enums_as_names = rarely();
    if (rarely()) o.keys = static_cast<inkjet::key_style>(below(random, 6));
    o.skip_null = rarely();
    o.skip_empty = rarely();
    o.skip_default = one_in(random, 8);
    return o;
}

// What is folded at compile time.

struct folded_set {
    options chosen;
    inkjet::result (*write)(const node&, std::string&);
};

template <options... Sets>
std::vector<folded_set> folded_sets() {
    return {{Sets, [](const node& n, std::string& out) { return inkjet::write<Sets>(n, out); }}...};
}

const std::vector<folded_set>& sets() {
    using inkjet::integer_strings;
    using inkjet::invalid_utf8_policy;
    using inkjet::key_style;
    using inkjet::non_finite_policy;
    static const std::vector<folded_set> all = folded_sets<
        options{}, inkjet::canonical, options{.indent = 2}, options{.indent = 9, .inline_numbers = 4},
        options{.indent = 1, .append_newline = true, .sort_keys = true},
        options{.sort_keys = true, .ascii = true, .keys = key_style::kebab}, options{.html_safe = true},
        options{.ascii = true, .html_safe = true, .escape_slash = true},
        options{.invalid_utf8 = invalid_utf8_policy::replace, .non_finite = non_finite_policy::null},
        options{.invalid_utf8 = invalid_utf8_policy::pass, .non_finite = non_finite_policy::string},
        options{.append_newline = true, .non_finite = non_finite_policy::literal},
        options{.strict_integers = true}, options{.integers_as_strings = integer_strings::above_53_bits},
        options{.integers_as_strings = integer_strings::always, .enums_as_names = true},
        options{.floats = inkjet::fixed(3)}, options{.floats = inkjet::significant(7, false)},
        options{.floats = inkjet::shortest(false), .keys = key_style::camel}, options{.skip_null = true},
        options{.skip_empty = true},
        options{.indent = 3, .html_safe = true, .keys = key_style::screaming_snake, .skip_null = true},
        options{.sort_keys = true, .skip_empty = true, .skip_default = true}>();
    return all;
}

// What holds for every output.

using nlohmann::json;
using nlohmann::ordered_json;

std::string without_white_space(std::string_view text) {
    std::string out;
    bool in_text = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_text || !(c == ' ' || c == '\n' || c == '\t')) out += c;
        if (in_text && c == '\\')
            out += text[++i];
        else if (c == '"')
            in_text = !in_text;
    }
    return out;
}

template <class Json>
bool has_sorted_keys(const Json& read, bool utf16) {
    if (!read.is_structured()) return true;
    std::string former;
    bool first = true;
    for (const auto& [key, value] : read.items()) {
        if (!has_sorted_keys(value, utf16)) return false;
        if (read.is_object() && !first && !(utf16 ? utf16_of(former) < utf16_of(key) : former < key))
            return false;
        former = key;
        first = false;
    }
    return true;
}

// Whether a value was read back as the one that was written, as far as the options let it.
bool is_read_as(const model& m, const ordered_json& read, const options& o) {
    switch (m.is) {
    case shape::null:
        return read.is_null();
    case shape::boolean:
        return read.is_boolean() && read.get<bool>() == m.truth;
    case shape::integer:
        if (read.is_string())
            return o.integers_as_strings != inkjet::integer_strings::never &&
                   read.get<std::string>() == m.text;
        return read.is_number_integer() && read.dump() == m.text;
    case shape::floating: {
        if (!std::isfinite(m.number))
            return o.non_finite == inkjet::non_finite_policy::null ? read.is_null() : read.is_string();
        if (!read.is_number()) return false;
        using rule = inkjet::float_style::rule;
        if (o.floats.by == rule::fixed || o.floats.by == rule::significant) return true;
        const auto number = read.get<double>();
        return m.narrow ? static_cast<float>(number) == static_cast<float>(m.number) : number == m.number;
    }
    case shape::text:
        return read.is_string() && read.get_ref<const std::string&>() == m.text;
    case shape::array:
    case shape::numbers:
        if (!read.is_array() || read.size() != m.elements.size()) return false;
        for (std::size_t i = 0; i < m.elements.size(); ++i)
            if (!is_read_as(m.elements[i], read[i], o)) return false;
        return true;
    case shape::map:
    case shape::members:
        break;
    }
    if (!read.is_object()) return false;
    std::size_t found = 0;
    for (std::size_t i = 0; i < m.keys.size(); ++i) {
        const auto at = read.find(m.keys[i]);
        const bool null = m.elements[i].is == shape::null && !m.elements[i].wrapped;
        if (at == read.end()) { // left out
            if (m.is == shape::map || !(o.skip_empty || o.skip_default || (o.skip_null && null)))
                return false;
            continue;
        }
        if (m.is == shape::members && null && (o.skip_null || o.skip_empty)) return false;
        ++found;
        if (!is_read_as(m.elements[i], *at, o)) return false;
    }
    return found == read.size();
}

// Writes into spans of a text's size, and of one byte less, between bytes that must stay.
void check_spans(const node& n, const options& o, std::string_view text) {
    std::string place(text.size() + 2, '#');
    const inkjet::result fits = inkjet::write(n, std::span(place.data() + 1, text.size()), o);
    REQUIRE(fits.size == text.size());
    REQUIRE(place == '#' + std::string(text) + '#');
    place.assign(text.size() + 2, '#');
    const inkjet::result full = inkjet::write(n, std::span(place.data() + 1, text.size() - 1), o);
    REQUIRE(full.code == errc::buffer_full);
    REQUIRE(full.size == 0);
    REQUIRE(place.front() == '#');
    REQUIRE(std::string_view(place).substr(text.size()) == "##");
}

void check_text(const node& n, const model& m, const options& o, std::string_view text) {
    if (o.append_newline) {
        REQUIRE(text.ends_with('\n'));
        text.remove_suffix(1);
    }
    if (o.indent == 0) {
        REQUIRE(without_white_space(text) == text);
    } else {
        options compact = o;
        compact.indent = 0;
        compact.append_newline = false;
        REQUIRE(without_white_space(text) == inkjet::to_string(n, compact));
    }
    if (o.ascii) REQUIRE(std::all_of(text.begin(), text.end(), [](char c) { return c >= 0; }));
    if (o.html_safe) {
        REQUIRE(text.find_first_of("<>&'") == std::string_view::npos);
        REQUIRE(text.find("\u2028") == std::string_view::npos);
        REQUIRE(text.find("\u2029") == std::string_view::npos);
    }
    if (o.non_finite == inkjet::non_finite_policy::literal) return; // perhaps not JSON
    const ordered_json read = ordered_json::parse(text, nullptr, false);
    // The largest doubles of all are rounded to what is none: 2e308.
    if (read.is_discarded() && o.floats.by == inkjet::float_style::rule::significant) return;
    REQUIRE_FALSE(read.is_discarded());
    REQUIRE(is_read_as(m, read, o));
    if (o.sort_keys) REQUIRE(has_sorted_keys(read, o.utf16_order));
}

// Where a failure is.

using segment = std::variant<std::size_t, std::string>; // an index, or a name in UTF-8
using path = std::vector<segment>;

path operator+(path p, segment next) {
    p.push_back(std::move(next));
    return p;
}

// As RFC 9535 has it, with the shorthand wherever there is one and no escape that need not be.
std::string path_text(const path& p) {
    std::string out = "$";
    for (const segment& each : p) {
        if (const auto* const index = std::get_if<std::size_t>(&each)) {
            out += '[' + std::to_string(*index) + ']';
            continue;
        }
        const auto& name = std::get<std::string>(each);
        const bool shorthand = !name.empty() && !(name[0] >= '0' && name[0] <= '9') &&
                               std::all_of(name.begin(), name.end(),
                                           [](char c) { return c < 0 || c == '_' || std::isalnum(c); });
        if (shorthand) {
            out += '.' + name;
            continue;
        }
        const std::string json_text = quoted(name, options{});
        out += "['";
        for (std::size_t i = 1; i + 1 < json_text.size(); ++i) {
            if (json_text[i] == '\'')
                out += "\\'";
            else if (json_text[i] == '\\' && json_text[i + 1] != '"')
                (out += json_text[i]) += json_text[i + 1], ++i;
            else if (json_text[i] != '\\')
                out += json_text[i];
        }
        out += "']";
    }
    return out;
}

// Reads a path, however its names are escaped. One that is none comes out as another.
path parse_path(std::string_view text) {
    path p;
    if (!text.starts_with('$')) return {"no root"};
    for (std::size_t i = 1; i < text.size();) {
        const std::size_t begin = i++;
        if (text[begin] == '.') {
            while (i < text.size() && text[i] != '.' && text[i] != '[') ++i;
            p.emplace_back(std::string(text.substr(begin + 1, i - begin - 1)));
        } else if (text.substr(begin, 2) == "['") {
            std::string in_json = "\"";
            for (++i; i < text.size() && text[i] != '\''; ++i) {
                if (text[i] == '\\' && text[i + 1] == '\'')
                    in_json += text[++i];
                else if (text[i] == '\\')
                    (in_json += text[i]) += text[i + 1], ++i;
                else if (text[i] == '"')
                    in_json += "\\\"";
                else
                    in_json += text[i];
            }
            const json name = json::parse(in_json + '"', nullptr, false);
            if (!name.is_string() || text.substr(i, 2) != "']") return {"no name"};
            p.emplace_back(name.get<std::string>());
            i += 2;
        } else {
            std::size_t index = 0;
            while (i < text.size() && text[i] != ']')
                index = index * 10 + static_cast<std::size_t>(text[i++] - '0');
            p.emplace_back(index);
            ++i;
        }
    }
    return p;
}

// A place where a bad value can be put, and where it is then.
struct target {
    path where;
    errc code;
    std::variant<double*, float*, std::optional<float>*, std::optional<double>*, std::string*> place;
};

class target_finder {
  public:
    target_finder(std::vector<target>& found, const options& chosen) : found_(found), o_(chosen) {}

    void find(node& n, const path& at) {
        std::visit([&](auto& held) { find(held, at); }, n.held);
    }

  private:
    template <class T>
    void find(T&, const path&) {}
    void find(double& v, const path& at) { found_.push_back({at, errc::not_finite, &v}); }
    void find(float& v, const path& at) { found_.push_back({at, errc::not_finite, &v}); }
    void find(std::string& v, const path& at) { found_.push_back({at, errc::invalid_utf8, &v}); }
    void find(std::vector<node>& v, const path& at) {
        for (std::size_t i = 0; i < v.size(); ++i) find(v[i], at + i);
    }
    void find(std::vector<double>& v, const path& at) {
        for (std::size_t i = 0; i < v.size(); ++i) find(v[i], at + i);
    }
    void find(node::object& v, const path& at) {
        for (auto& [key, value] : v.held) {
            found_.push_back({at, errc::invalid_utf8, &key});
            find(value, at + key);
        }
    }
    void find(std::unique_ptr<family>& v, const path& at) {
        if (!v) return;
        const auto member = [&](std::size_t i) { return at + key(family_keys[i]); };
        find(v->first_name, member(0));
        if (v->lastName) find(*v->lastName, member(1));
        for (std::size_t i = 0; i < v->Leaves.size(); ++i) {
            leaf& each = v->Leaves[i];
            const path here = member(2) + i;
            found_.push_back({here + key(leaf_keys[2]), errc::not_finite, &each.weight_in_kg});
            find(each.at.x, here + key(leaf_keys[4]) + key(point_keys[0]));
            find(each.at.y, here + key(leaf_keys[4]) + key(point_keys[1]));
        }
        for (auto& [name, score] : v->scores) found_.push_back({member(3) + name, errc::not_finite, &score});
        find(v->rest, member(4));
        if (v->HTTPServer_2) find(*v->HTTPServer_2, member(5));
        find(std::get<1>(v->triple), member(7) + std::size_t{1});
    }
    std::string key(const styles& names) const {
        return std::string(names[static_cast<std::size_t>(o_.keys)]);
    }

    std::vector<target>& found_;
    const options& o_;
};

void make_bad(const target& t, random_bits& random) {
    constexpr double bad[] = {std::numeric_limits<double>::quiet_NaN(),
                              std::numeric_limits<double>::infinity(),
                              -std::numeric_limits<double>::infinity()};
    constexpr std::string_view ill_formed[] = {"\xFF", "\x80", "\xC0\x80", "\xED\xA0\x80",
                                               "\xF4\x90\x80\x80"};
    std::visit(
        [&](auto* place) {
            if constexpr (std::is_same_v<decltype(place), std::string*>) {
                std::size_t at = below(random, place->size() + 1); // not inside a code point
                while (at < place->size() && (static_cast<unsigned char>((*place)[at]) & 0xC0) == 0x80) ++at;
                place->insert(at, ill_formed[below(random, std::size(ill_formed))]);
            } else if constexpr (std::is_same_v<decltype(place), double*> ||
                                 std::is_same_v<decltype(place), std::optional<double>*>) {
                *place = bad[below(random, 3)];
            } else {
                *place = static_cast<float>(bad[below(random, 3)]);
            }
        },
        t.place);
}

// The place of the first array or object at so deep a level.
bool find_first_at(const model& m, std::size_t level, path& at) {
    if (m.is < shape::array) return false;
    if (level == 0) return true;
    for (std::size_t i = 0; i < m.elements.size(); ++i) {
        at.push_back(m.keys.empty() ? segment(i) : segment(m.keys[i]));
        if (find_first_at(m.elements[i], level - 1, at)) return true;
        at.pop_back();
    }
    return false;
}

std::size_t depth_of(const model& m) {
    if (m.is < shape::array) return 0;
    std::size_t most = 0;
    for (const model& each : m.elements) most = std::max(most, depth_of(each));
    return most + 1;
}

} // namespace

TEST_CASE("any value with any options: the bytes of a plain writer, and what holds for all output") {
    random_bits random(8259);
    std::size_t bytes = 0, refused = 0;
    for (int i = 0; i < rounds; ++i) {
        CAPTURE(i);
        const options o = random_options(random);
        const node n = random_value(random, o);
        const model m = model_of(n, o);
        plain_writer plainly(o);
        const std::string expected = plainly.write(m) + (o.append_newline ? "\n" : "");
        std::string out = "kept";
        const inkjet::result r = inkjet::write(n, out, o);
        if (plainly.out_of_range) {
            ++refused;
            REQUIRE(r.code == errc::integer_range);
            REQUIRE(out == "kept");
            continue;
        }
        REQUIRE(r.message() == "ok");
        REQUIRE(out == "kept" + expected);
        REQUIRE(r.size == expected.size());
        check_text(n, m, o, std::string_view(out).substr(4));
        check_spans(n, o, expected);
        bytes += out.size();
    }
    CHECK(bytes > 200 * rounds); // not all of them are small
    CHECK(refused < rounds / 5);
}

TEST_CASE("any value with options folded at compile time") {
    random_bits random(7493);
    for (int i = 0; i < rounds; ++i) {
        CAPTURE(i);
        const folded_set& set = sets()[static_cast<std::size_t>(i) % sets().size()];
        const node n = random_value(random, set.chosen);
        std::string folded, at_run_time;
        const inkjet::result r = set.write(n, folded);
        const inkjet::result s = inkjet::write(n, at_run_time, set.chosen);
        REQUIRE(r.message() == s.message());
        REQUIRE(folded == at_run_time);
        plain_writer plainly(set.chosen);
        const std::string expected =
            plainly.write(model_of(n, set.chosen)) + (set.chosen.append_newline ? "\n" : "");
        if (!plainly.out_of_range) REQUIRE(folded == expected);
        REQUIRE(r.code == (plainly.out_of_range ? errc::integer_range : errc::ok));
    }
}

TEST_CASE("the path of a failure leads to the bad value, wherever it is") {
    random_bits random(9535);
    int planted = 0;
    for (int i = 0; i < rounds; ++i) {
        CAPTURE(i);
        const folded_set& set = sets()[static_cast<std::size_t>(i) % sets().size()];
        options o = i % 4 == 0 ? options{} : i % 4 == 1 ? set.chosen : random_options(random);
        o.invalid_utf8 = inkjet::invalid_utf8_policy::error;
        o.non_finite = inkjet::non_finite_policy::error;
        o.strict_integers = false;
        node n = random_value(random, o);
        std::vector<target> targets;
        target_finder(targets, o).find(n, {});
        if (targets.empty()) continue;
        const target& chosen = targets[below(random, targets.size())];
        make_bad(chosen, random);
        ++planted;
        std::string out = "kept";
        const inkjet::result r = inkjet::write(n, out, o);
        REQUIRE(r.code == chosen.code);
        REQUIRE(out == "kept");
        REQUIRE(r.size == 0);
        CAPTURE(std::string(r.where()));
        REQUIRE(path_text(parse_path(r.where())) == path_text(chosen.where));
        if (o == options{}) {
            REQUIRE(r.where() == path_text(chosen.where));
            REQUIRE(inkjet::write(n, out).message() == r.message());
        }
        if (o == set.chosen) REQUIRE(set.write(n, out).message() == r.message());
        REQUIRE(out == "kept");
    }
    CHECK(planted > rounds / 3);
}

TEST_CASE("the deepest level that is needed is the lowest limit that will do") {
    random_bits random(512);
    for (int i = 0; i < rounds; i += 4) {
        CAPTURE(i);
        options o;
        o.indent = one_in(random, 2) ? 1 : 0;
        const node n = random_value(random, o);
        const model m = model_of(n, o);
        const std::size_t depth = depth_of(m);
        o.depth_limit = static_cast<unsigned short>(depth);
        std::string out;
        REQUIRE(inkjet::write(n, out, o));
        if (depth == 0) continue;
        --o.depth_limit;
        const inkjet::result r = inkjet::write(n, out, o);
        REQUIRE(r.code == errc::depth);
        path at;
        REQUIRE(find_first_at(m, depth - 1, at));
        REQUIRE(r.where() == path_text(at));
    }
}
