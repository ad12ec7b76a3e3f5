#include "workload.hpp"

#include "../examples/documents/canada_nlohmann.hpp"
#include "../examples/documents/citm_catalog_nlohmann.hpp"
#include "../examples/documents/random.hpp"
#include "../examples/documents/twitter_nlohmann.hpp"
#include "../examples/documents/twitter_random.hpp"

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <stdexcept>
#include <utility>

namespace bench {
namespace {

using documents::random;

constexpr std::uint64_t seed = 20240517;
constexpr std::size_t mebibyte = std::size_t{1} << 20;

template <class T>
value hold(T made) {
    return std::make_unique<const T>(std::move(made));
}

template <class Document>
value read(const std::filesystem::path& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("can't read " + path.string());
    return hold(nlohmann::json::parse(file).get<Document>());
}

constexpr std::string_view letters =
    "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 .,-_/:";

value short_strings() {
    random from(seed);
    std::vector<std::string> made(100'000);
    for (std::string& s : made) s = from.text(static_cast<std::size_t>(from.between(8, 40)), letters);
    return hold(std::move(made));
}

value ascii() { return hold(random(seed).text(mebibyte, letters)); }

// Words in scripts of one to four bytes a character.
value utf8() {
    using std::string_view_literals::operator""sv;
    static constexpr std::array words = {"plain"sv,  "ASCII"sv,   "Straße"sv, "ελληνικά"sv, "кириллица"sv,
                                         "日本語"sv, "한국어"sv,  "हिन्दी"sv,  "עברית"sv,    "ไทย"sv,
                                         "😀🎉"sv,   "naïveté"sv, "中文"sv,   "𝒻𝓃"sv,       "—"sv};
    random from(seed);
    std::string made;
    while (made.size() < mebibyte) made.append(from.pick(words)).append(" ");
    return hold(std::move(made));
}

// One character in twenty has an escape of two characters: the mix of text and source code.
value escapes() {
    random from(seed);
    std::string made = from.text(mebibyte, letters);
    for (char& c : made) {
        if (from.chance(5)) c = from.pick(std::string_view("\"\\\n\t\r\"\n"));
    }
    return hold(std::move(made));
}

template <class Array, class Make>
value numbers(Make make) {
    random from(seed);
    auto made = std::make_unique<Array>();
    if constexpr (requires { made->resize(million); }) made->resize(million);
    for (auto& number : *made) number = static_cast<typename Array::value_type>(make(from));
    return std::unique_ptr<const Array>(std::move(made));
}

} // namespace

std::vector<workload> workloads(const std::string& corpus) {
    const std::filesystem::path folder = corpus;
    std::vector<workload> all;
    const auto add = [&](workload w) { all.push_back(std::move(w)); };
    if (!corpus.empty()) {
        add({.section = "documents", .name = "twitter", .about = "a page of tweets, typed", .make = [=] {
                 return read<documents::twitter>(folder / "twitter.json");
             }});
        add({.section = "documents",
             .name = "citm_catalog",
             .about = "a catalog of concerts, typed",
             .make = [=] { return read<documents::citm_catalog>(folder / "citm_catalog.json"); }});
        add({.section = "documents", .name = "canada", .about = "an outline in GeoJSON, typed", .make = [=] {
                 return read<documents::canada>(folder / "canada.json");
             }});
    } else {
        add({.section = "documents",
             .name = "tweets",
             .about = "a page of generated tweets, typed",
             .in_mean = false,
             .make = [] { return hold(documents::make_tweets(seed, 100)); }});
    }
    add({.section = "documents", .name = "small", .about = "an order of 670 bytes", .make = [] {
             return hold(documents::make_order(seed));
         }});
    add({.section = "documents",
         .name = "message",
         .about = "two short strings, two integers, a bool",
         .in_mean = false,
         .make = [] { return hold(message{"ada.lovelace", "add_to_cart", 1'715'934'642, 3, true}); }});
    add({.section = "documents", .name = "rows", .about = "10,000 rows of a table", .make = [] {
             return hold(documents::make_rows(seed, 10'000));
         }});
    add({.section = "strings",
         .name = "short_strings",
         .about = "100,000 strings of 8 to 40 bytes",
         .make = short_strings});
    add({.section = "strings", .name = "ascii", .about = "one string of 1 MiB, ASCII", .make = ascii});
    add({.section = "strings", .name = "utf8", .about = "one string of 1 MiB, many scripts", .make = utf8});
    add({.section = "strings",
         .name = "escapes",
         .about = "one string of 1 MiB, 5% escaped",
         .make = escapes});
    add({.section = "numbers", .name = "doubles", .about = "a million doubles in [0, 1)", .make = [] {
             return numbers<std::vector<double>>([](random& from) { return from.uniform(); });
         }});
    add({.section = "numbers", .name = "floats", .about = "a million floats in [0, 1)", .make = [] {
             return numbers<std::vector<float>>([](random& from) {
                 return static_cast<float>(from.bits() >> 40) * 0x1p-24F;
             }); // exact: below 1
         }});
    add({.section = "numbers", .name = "int64", .about = "a million int64, all bits random", .make = [] {
             return numbers<std::vector<std::int64_t>>([](random& from) { return from.bits(); });
         }});
    add({.section = "numbers", .name = "uint32", .about = "a million uint32 below 100,000", .make = [] {
             return numbers<std::vector<std::uint32_t>>([](random& from) { return from.below(100'000); });
         }});
    add({.section = "numbers", .name = "bool", .about = "a million bools", .in_mean = false, .make = [] {
             return numbers<bools>([](random& from) { return from.chance(50); });
         }});
    add({.section = "numbers", .name = "uint8", .about = "a million uint8", .in_mean = false, .make = [] {
             return numbers<std::vector<std::uint8_t>>([](random& from) { return from.below(256); });
         }});
    const auto add_option = [&](std::string_view name, std::string_view about, style written, auto make) {
        add({.section = "options",
             .name = name,
             .about = about,
             .in_mean = false,
             .written = written,
             .make = make});
    };
    const auto tweets = [=] {
        return corpus.empty() ? hold(documents::make_tweets(seed, 100))
                              : read<documents::twitter>(folder / "twitter.json");
    };
    add_option("indent", "tweets, indented by two spaces", style::indented, tweets);
    add_option("sort_keys", "tweets, members sorted", style::sorted, tweets);
    if (!corpus.empty()) {
        add_option("sort_maps", "citm_catalog, members and maps sorted", style::sorted,
                   [=] { return read<documents::citm_catalog>(folder / "citm_catalog.json"); });
    }
    add_option("ascii", "tweets in ASCII", style::ascii, tweets);
    add_option("html_safe", "tweets for a page of HTML", style::html_safe, tweets);
    add_option("escape_slash", "tweets with escaped slashes", style::slashes, tweets);
    return all;
}

} // namespace bench
