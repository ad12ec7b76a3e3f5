// What the tests of options have in common: one value, written with options known at run time and folded.
#pragma once

#include "writing.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace testing {

// The text or the message, which must be the same either way.
template <inkjet::options Chosen, class T>
std::string written_with(const T& value) {
    std::string folded;
    const inkjet::result r = inkjet::write<Chosen>(value, folded);
    CHECK((r ? folded : r.message()) == written(value, Chosen));
    return r ? folded : r.message();
}

// Keys in the order in which they are given, whatever their type.
template <class Key>
struct keyed {
    using key_type = Key;
    using mapped_type = int;
    std::vector<std::pair<Key, int>> held;
    auto begin() const { return held.begin(); }
    auto end() const { return held.end(); }
};

// Checks a value that comes out as text in the place of a key: allowed by the option only.
template <class Key>
void check_key(const Key& key, std::string_view expected) {
    const keyed<Key> map{{{key, 1}}};
    const std::string text = "{" + std::string(expected) + ":1}";
    CHECK(written_with<inkjet::options{.non_string_keys = true}>(map) == text);
    CHECK(written_with<inkjet::options{.sort_keys = true, .non_string_keys = true}>(map) == text);
    check_refused(map, inkjet::errc::bad_key, "$", "set .non_string_keys to write it as text");
}

} // namespace testing
