// What a refusal looks like: a code, the path to the value, one readable line. The output is as it was
// before.
#include <inkjet/inkjet.hpp>

#include <array>
#include <cstdio>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct item {
    std::string name;
    double price;
};

struct cart {
    std::string owner;
    std::vector<item> items;
};

struct folder {
    std::string name;
    std::vector<folder> folders;
};

folder nested(int levels) {
    folder made{"f", {}};
    if (levels > 1) made.folders.push_back(nested(levels - 1));
    return made;
}

void line(const char* label, std::string_view text) {
    std::printf("  %-7s %.*s\n", label, static_cast<int>(text.size()), text.data());
}

void print(const char* what, const inkjet::result& r, std::string_view out) {
    std::printf("%s\n", what);
    if (!r) {
        line("where", r.where());
        line("message", r.message());
    }
    if (!out.empty()) line("output", out);
}

// Writes behind bytes that are there already, and shows that a refusal leaves them alone.
template <class T>
void show(const char* what, const T& value, inkjet::options options = {}) {
    std::string out = "before|";
    const inkjet::result r = inkjet::write(value, out, options);
    print(what, r, out);
}

} // namespace

int main() {
    const cart bytes = {"Ada", {{"pen", 1.5}, {"caf\xE9", 2}}}; // Latin-1, not UTF-8
    const cart price = {"Ada", {{"pen", std::numeric_limits<double>::quiet_NaN()}}};
    const std::map<std::string, std::map<int, bool>> keys = {{"first name", {{7, true}}}};

    show("text that is not UTF-8", bytes);
    show("the same, replaced", bytes, {.invalid_utf8 = inkjet::invalid_utf8_policy::replace});
    show("a number that is not finite", price);
    show("the same, as null", price, {.non_finite = inkjet::non_finite_policy::null});
    show("a key that is not text", keys);
    show("the same, in quotes", keys, {.non_string_keys = true});
    show("nested too deeply", nested(4), {.depth_limit = 6});

    // A span is never written past its end. 15 bytes are one too few for this.
    std::array<char, 16> place{};
    const std::array<int, 3> numbers = {100, 2000, 30000};
    std::span all(place);
    const inkjet::result too_short = inkjet::write(numbers, all.first(15));
    print("15 bytes for 16", too_short, {place.data(), too_short.size});
    const inkjet::result fits = inkjet::write(numbers, all);
    print("16 bytes for 16", fits, {place.data(), fits.size});
}
