// Values whose text is some KB long and has everything in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace testing {

struct item {
    std::int64_t id;
    std::string text;
    std::vector<double> numbers;
    std::optional<std::string> note;
    std::map<std::string, std::vector<std::string>> tags;
    bool flag;
};

// A few KB of everything: short and long text, dense escapes, bounded members between unbounded ones.
inline std::vector<item> some_items(std::size_t lead) {
    std::vector<item> items;
    items.push_back({-1, std::string(lead, 'l'), {}, {}, {}, false});
    items.push_back({std::numeric_limits<std::int64_t>::min(),
                     std::string(700, '\x01'),
                     {0.1, -1e300, 5e-324, 1.0 / 3},
                     "note",
                     {{"a", {"b", "c\n"}}, {"", {}}},
                     true});
    items.push_back(
        {0, std::string(1500, 'x') + "\"\xC3\xA9", std::vector<double>(40, 2.5), {}, {{"k", {""}}}, false});
    return items;
}

// Compares containers of any byte type with text.
template <class C>
bool holds(const C& bytes, std::string_view expected) {
    if (bytes.size() != expected.size()) return false;
    for (std::size_t i = 0; i < expected.size(); ++i)
        if (static_cast<char>(bytes.data()[i]) != expected[i]) return false;
    return true;
}

} // namespace testing
