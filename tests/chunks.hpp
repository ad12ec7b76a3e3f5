// Destinations that take chunks and do as a test says, and values to be written into them.
#pragma once

#include <inkjet/inkjet.hpp>

#include "items.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace testing {

// From one byte to more than any of the values below.
inline constexpr std::size_t chunk_sizes[] = {1, 2, 63, 1000, 4031, 4032, 4033, 5000, 16384, 65536, 1 << 20};

// Takes up to `limit` bytes, a chunk that goes beyond in part if `splits`; then no more.
struct taker {
    std::string taken;
    std::size_t limit = SIZE_MAX;
    std::size_t longest = 0;
    std::size_t calls = 0;
    std::size_t calls_after_refusal = 0;
    bool refused = false;

    bool operator()(std::span<const char> chunk) {
        ++calls;
        if (refused) ++calls_after_refusal;
        if (chunk.size() > longest) longest = chunk.size();
        if (taken.size() + chunk.size() > limit) {
            refused = true;
            return false;
        }
        taken.append(chunk.data(), chunk.size());
        return true;
    }
};

// Some 300 KB of everything: arrays in arrays, maps, objects, long texts, numbers in runs, escapes.
struct everything {
    std::string title = "t\"itle\\";
    std::vector<item> items;
    std::vector<double> doubles;
    std::vector<std::vector<std::int64_t>> rows;
    std::map<std::string, std::map<std::string, std::string>> names;
    std::vector<bool> flags;
    std::vector<std::string> texts;
    std::string last;
};

inline everything make_everything() {
    everything made;
    for (std::size_t i = 0; i < 12; ++i)
        for (item& each : some_items(i * 97)) made.items.push_back(static_cast<item&&>(each));
    for (int i = 0; i < 2000; ++i) made.doubles.push_back(i * 0.37);
    for (std::int64_t i = 0; i < 60; ++i)
        made.rows.push_back(std::vector<std::int64_t>(static_cast<std::size_t>(i * 7 % 31), i * 1234567));
    made.rows.push_back(std::vector<std::int64_t>(9000, -7));
    for (int i = 0; i < 200; ++i)
        made.names["k]\"{" + std::to_string(i)] = {{"a,[", std::string(50, '}')}, {"\\", "\\\"\n"}};
    made.flags.assign(1500, true);
    for (std::size_t i = 0; i < 300; ++i) made.texts.push_back(std::string(i, i % 3 == 0 ? '"' : 'x'));
    made.last = std::string(70000, 'y') + std::string(9000, '\x02') + "\xE2\x82\xAC";
    return made;
}

} // namespace testing
