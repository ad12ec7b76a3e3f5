// A small random generator, the same on every platform, for documents that are made rather than read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace documents {

// SplitMix64 (Steele, Lea and Flood 2014). The standard's engines are portable but its distributions are not:
// a seed has to make the same document everywhere.
class random {
  public:
    explicit random(std::uint64_t seed) noexcept : state_(seed) {}

    std::uint64_t bits() noexcept {
        state_ += 0x9e3779b97f4a7c15; // 2^64 divided by the golden ratio
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }

    // Returns a number from 0 to bound - 1. The bias is at most bound / 2^64.
    std::uint64_t below(std::uint64_t bound) noexcept { return bits() % bound; }

    // Returns a number from low to high, both included.
    std::int64_t between(std::int64_t low, std::int64_t high) noexcept {
        return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
    }

    bool chance(std::uint64_t percent) noexcept { return below(100) < percent; }

    // Returns one of the 2^53 equally spaced doubles in [0, 1).
    double uniform() noexcept { return static_cast<double>(bits() >> 11) * 0x1p-53; }

    template <class Array>
    const auto& pick(const Array& choices) noexcept {
        return choices[static_cast<std::size_t>(below(std::size(choices)))];
    }

    std::string text(std::size_t length, std::string_view alphabet) {
        std::string made;
        made.reserve(length);
        for (std::size_t i = 0; i < length; ++i) made += pick(alphabet);
        return made;
    }

  private:
    std::uint64_t state_;
};

} // namespace documents
