// What is written reads back as the same values, by parsers of other people.
#include <inkjet/inkjet.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#if defined(INKJET_TEST_RAPIDJSON)
# include <rapidjson/encodedstream.h>
# include <rapidjson/memorystream.h>
# include <rapidjson/reader.h>
#endif
#if defined(INKJET_TEST_BOOST_JSON)
# include <boost/json/parse.hpp>
#endif

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace {

// Any JSON value.
struct node {
    using array = std::vector<node>;
    using object = std::map<std::string, node>;
    std::variant<std::nullptr_t, bool, std::int64_t, std::uint64_t, double, std::string, array, object> held =
        nullptr;
};

} // namespace

template <>
struct inkjet::encoder<node> {
    static const auto& as(const node& n) { return n.held; }
};

namespace {

using random_bits = std::mt19937_64;

std::size_t below(random_bits& random, std::size_t n) { return static_cast<std::size_t>(random() % n); }

// Each length of UTF-8, controls, quotes and surroundings of the surrogates.
std::string random_text(random_bits& random) {
    static constexpr char32_t limits[] = {0x20, 0x80, 0x800, 0xD800, 0x10000, 0x110000};
    std::string text;
    const std::size_t length = below(random, 8) == 0 ? below(random, 600) : below(random, 20);
    const std::size_t widest = below(random, 6);
    for (std::size_t i = 0; i < length; ++i) {
        auto c = static_cast<char32_t>(below(random, limits[below(random, widest + 1)]));
        if (below(random, 16) == 0) c = U"\"\\/\x7F\xE000\xFFFF\x2028"[below(random, 7)];
        if (c >= 0xD800 && c < 0xE000) c -= 0x800;
        char units[4];
        text.append(units, inkjet::detail::encode_utf8(units, c));
    }
    return text;
}

double random_double(random_bits& random) {
    switch (below(random, 4)) {
    case 0:
        return static_cast<double>(static_cast<std::int64_t>(random())) / 1e6;
    case 1:
        return static_cast<double>(below(random, 2000000)) / 100 - 1e4;
    case 2:
        return below(random, 2) == 0 ? 0.0 : -0.0;
    default:
        for (;;)
            if (const auto any = std::bit_cast<double>(random()); std::isfinite(any)) return any;
    }
}

node random_node(random_bits& random, unsigned depth) {
    node n;
    switch (below(random, depth == 0 ? 6 : 9)) {
    case 0:
        break;
    case 1:
        n.held = below(random, 2) == 0;
        break;
    case 2:
        n.held = static_cast<std::int64_t>(random()) >> below(random, 64);
        break;
    case 3:
        n.held = random() >> below(random, 64);
        break;
    case 4:
        n.held = random_double(random);
        break;
    case 5:
        n.held = random_text(random);
        break;
    case 6:
    case 7: {
        node::array elements(below(random, 12));
        for (node& each : elements) each = random_node(random, depth - 1);
        n.held = std::move(elements);
        break;
    }
    default: {
        node::object members;
        for (std::size_t i = below(random, 12); i > 0; --i)
            members[random_text(random)] = random_node(random, depth - 1);
        n.held = std::move(members);
        break;
    }
    }
    return n;
}

template <class T>
const T* get(const node& n) {
    return std::get_if<T>(&n.held);
}

using nlohmann::json;

bool same(const node& n, const json& read) {
    if (get<std::nullptr_t>(n)) return read.is_null();
    if (const bool* b = get<bool>(n)) return read.is_boolean() && read.get<bool>() == *b;
    if (const auto* i = get<std::int64_t>(n))
        return read.is_number_integer() && read.get<std::int64_t>() == *i;
    if (const auto* u = get<std::uint64_t>(n))
        return read.is_number_unsigned() && read.get<std::uint64_t>() == *u;
    if (const double* d = get<double>(n))
        return read.is_number_float() &&
               std::bit_cast<std::uint64_t>(read.get<double>()) == std::bit_cast<std::uint64_t>(*d);
    if (const auto* s = get<std::string>(n))
        return read.is_string() && read.get_ref<const std::string&>() == *s;
    if (const auto* elements = get<node::array>(n)) {
        if (!read.is_array() || read.size() != elements->size()) return false;
        for (std::size_t i = 0; i < elements->size(); ++i)
            if (!same((*elements)[i], read[i])) return false;
        return true;
    }
    const auto& members = *get<node::object>(n);
    if (!read.is_object() || read.size() != members.size()) return false;
    for (const auto& [key, value] : members) {
        const auto found = read.find(key);
        if (found == read.end() || !same(value, *found)) return false;
    }
    return true;
}

#if defined(INKJET_TEST_RAPIDJSON)
// Makes a tree of RapidJSON's events. Its own trees don't compile with all compilers.
class tree_builder {
  public:
    node root;

    bool Null() { return add(nullptr); }
    bool Bool(bool value) { return add(value); }
    bool Int(int value) { return add(std::int64_t{value}); }
    bool Uint(unsigned value) { return add(std::uint64_t{value}); }
    bool Int64(std::int64_t value) { return add(value); }
    bool Uint64(std::uint64_t value) { return add(value); }
    bool Double(double value) { return add(value); }
    bool RawNumber(const char*, rapidjson::SizeType, bool) { return false; }
    bool String(const char* text, rapidjson::SizeType size, bool) { return add(std::string(text, size)); }
    bool Key(const char* text, rapidjson::SizeType size, bool) { return key_.assign(text, size), true; }
    bool StartArray() { return open(node::array()); }
    bool EndArray(rapidjson::SizeType size) { return close(get<node::array>(*open_.back())->size() == size); }
    bool StartObject() { return open(node::object()); }
    bool EndObject(rapidjson::SizeType size) {
        return close(get<node::object>(*open_.back())->size() == size);
    }

  private:
    node& place() {
        if (open_.empty()) return root;
        if (auto* const elements = std::get_if<node::array>(&open_.back()->held))
            return elements->emplace_back();
        return std::get<node::object>(open_.back()->held)[key_];
    }
    template <class T>
    bool add(T value) {
        place().held = std::move(value);
        return true;
    }
    template <class T>
    bool open(T container) {
        node& here = place();
        here.held = std::move(container);
        open_.push_back(&here);
        return true;
    }
    bool close(bool all_there) { return open_.pop_back(), all_there; }

    std::vector<node*> open_; // an array grows only while it is the innermost, so none of these moves
    std::string key_;
};

// An integer that is not negative may be held in either form.
struct whole_number {
    bool there = false, negative = false;
    std::uint64_t bits = 0;

    explicit whole_number(const node& n) {
        if (const auto* i = get<std::int64_t>(n))
            there = true, negative = *i < 0, bits = static_cast<std::uint64_t>(*i);
        if (const auto* u = get<std::uint64_t>(n)) there = true, bits = *u;
    }
    friend bool operator==(const whole_number&, const whole_number&) = default;
};

bool same(const node& n, const node& read) {
    if (const whole_number number(n); number.there) return number == whole_number(read);
    if (n.held.index() != read.held.index()) return false;
    if (const double* d = get<double>(n))
        return std::bit_cast<std::uint64_t>(*d) == std::bit_cast<std::uint64_t>(*get<double>(read));
    if (const bool* b = get<bool>(n)) return *b == *get<bool>(read);
    if (const auto* s = get<std::string>(n)) return *s == *get<std::string>(read);
    if (const auto* elements = get<node::array>(n)) {
        const auto& others = *get<node::array>(read);
        if (elements->size() != others.size()) return false;
        for (std::size_t i = 0; i < others.size(); ++i)
            if (!same((*elements)[i], others[i])) return false;
    }
    if (const auto* members = get<node::object>(n)) {
        const auto& others = *get<node::object>(read);
        if (members->size() != others.size()) return false;
        for (const auto& [key, value] : *members) {
            const auto found = others.find(key);
            if (found == others.end() || !same(value, found->second)) return false;
        }
    }
    return true;
}
#endif

#if defined(INKJET_TEST_BOOST_JSON)
// Boost.JSON reads doubles to within a unit or so of their last place.
bool nearly(double a, double b) {
    return a == b || std::abs(a - b) <= 4 * std::numeric_limits<double>::epsilon() * std::abs(a) ||
           std::abs(a) < std::numeric_limits<double>::min();
}

bool same(const node& n, const boost::json::value& read) {
    if (get<std::nullptr_t>(n)) return read.is_null();
    if (const bool* b = get<bool>(n)) return read.is_bool() && read.get_bool() == *b;
    if (const auto* i = get<std::int64_t>(n)) return read.is_int64() && read.get_int64() == *i;
    if (const auto* u = get<std::uint64_t>(n))
        return read.is_number() &&
               (read.is_uint64() ? read.get_uint64() == *u
                                 : read.is_int64() && read.get_int64() >= 0 &&
                                       static_cast<std::uint64_t>(read.get_int64()) == *u);
    if (const double* d = get<double>(n)) return read.is_double() && nearly(*d, read.get_double());
    if (const auto* s = get<std::string>(n))
        return read.is_string() && std::string_view(read.get_string().data(), read.get_string().size()) == *s;
    if (const auto* elements = get<node::array>(n)) {
        if (!read.is_array() || read.get_array().size() != elements->size()) return false;
        for (std::size_t i = 0; i < elements->size(); ++i)
            if (!same((*elements)[i], read.get_array()[i])) return false;
        return true;
    }
    const auto& members = *get<node::object>(n);
    if (!read.is_object() || read.get_object().size() != members.size()) return false;
    for (const auto& [key, value] : members) {
        const auto* const found = read.get_object().if_contains(key);
        if (found == nullptr || !same(value, *found)) return false;
    }
    return true;
}
#endif

// Reads the text with every parser there is.
void check_read(const node& expected, std::string_view text) {
    REQUIRE(same(expected, json::parse(text)));
#if defined(INKJET_TEST_RAPIDJSON)
    tree_builder tree;
    rapidjson::MemoryStream stream(text.data(), text.size());
    rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> input(stream);
    constexpr unsigned strict = rapidjson::kParseFullPrecisionFlag | rapidjson::kParseValidateEncodingFlag;
    REQUIRE_FALSE(rapidjson::Reader().Parse<strict>(input, tree).IsError());
    REQUIRE(same(expected, tree.root));
#endif
#if defined(INKJET_TEST_BOOST_JSON)
    boost::json::parse_options deep;
    deep.max_depth = 600;
    REQUIRE(same(expected, boost::json::parse(boost::json::string_view(text.data(), text.size()), {}, deep)));
#endif
}

void check_round_trip(const node& value) {
    inkjet::buffer out;
    for (const inkjet::options& chosen : {inkjet::options{}, inkjet::options{.indent = 2},
                                          inkjet::options{.append_newline = true, .sort_keys = true}}) {
        out.clear();
        const inkjet::result r = inkjet::write(value, out, chosen);
        REQUIRE(r);
        check_read(value, out.view());
    }
    std::string text;
    REQUIRE(inkjet::write(value, text));
    check_read(value, text);
    REQUIRE(inkjet::detail::check_json(text.data(), text.size(), 512));
}

node to_node(const json& read) {
    node n;
    if (read.is_boolean())
        n.held = read.get<bool>();
    else if (read.is_number_unsigned())
        n.held = read.get<std::uint64_t>();
    else if (read.is_number_integer())
        n.held = read.get<std::int64_t>();
    else if (read.is_number_float())
        n.held = read.get<double>();
    else if (read.is_string())
        n.held = read.get<std::string>();
    else if (read.is_array()) {
        node::array elements;
        for (const json& each : read) elements.push_back(to_node(each));
        n.held = std::move(elements);
    } else if (read.is_object()) {
        node::object members;
        for (const auto& [key, value] : read.items()) members.emplace(key, to_node(value));
        n.held = std::move(members);
    }
    return n;
}

} // namespace

TEST_CASE("random trees read back as they were") {
    random_bits random(20240607);
    std::size_t bytes = 0;
    for (int i = 0; i < 300; ++i) {
        const node value = random_node(random, 4);
        check_round_trip(value);
        bytes += inkjet::to_string(value).size();
    }
    CHECK(bytes > 100000); // not all of them are small
}

TEST_CASE("deep nesting reads back") { // not the deepest: sanitizers take kilobytes of stack for each level
    node value;
    for (int i = 0; i < 100; ++i) {
        node outer;
        outer.held = node::object{{"k", std::move(value)}};
        value.held = node::array{std::move(outer)};
    }
    check_round_trip(value);
}

TEST_CASE("keys and strings of every code point below U+0800, and around the limits of the lengths") {
    node::object members;
    const auto add = [&](char32_t c) {
        char units[4];
        const std::string text(units, inkjet::detail::encode_utf8(units, c));
        node value;
        value.held = text + text;
        members[text] = std::move(value);
    };
    for (char32_t c = 0; c < 0x800; ++c) add(c);
    for (const char32_t c : {U'\u0800', U'\u2028', U'\u2029', U'\uD7FF', U'\uE000', U'\uFEFF', U'\uFFFE',
                             U'\uFFFF', U'\U00010000', U'\U0010FFFF'})
        add(c);
    node value;
    value.held = std::move(members);
    check_round_trip(value);
}

TEST_CASE("the documents of a corpus, if there is one") {
    const char* const folder = std::getenv("INKJET_CORPUS");
    if (folder == nullptr) return;
    for (const char* const name : {"twitter.json", "citm_catalog.json", "canada.json"}) {
        std::ifstream file(std::string(folder) + '/' + name, std::ios::binary);
        CAPTURE(name);
        REQUIRE(file.good());
        const json source = json::parse(std::string(std::istreambuf_iterator<char>(file), {}));
        check_round_trip(to_node(source));
    }
}
