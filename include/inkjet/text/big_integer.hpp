// Natural numbers of up to some thousand bits, for decimals of numbers that no register holds.
#pragma once

#include <inkjet/base/config.hpp>

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

inline namespace INKJET_ISA {

// Wide enough for a double's 53 bits times 2^971, and times the power of ten, up to 10^324, that brings a
// small one to a digit before the point.
class big_integer {
  public:
    constexpr explicit big_integer(std::uint64_t n) noexcept {
        words_[0] = static_cast<std::uint32_t>(n);
        words_[1] = static_cast<std::uint32_t>(n >> 32);
        size_ = words_[1] != 0 ? 2 : words_[0] != 0 ? 1 : 0;
    }

    constexpr bool is_zero() const noexcept { return size_ == 0; }

    constexpr void multiply(std::uint32_t factor) noexcept {
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < size_; ++i) {
            carry += std::uint64_t{words_[i]} * factor;
            words_[i] = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
        if (carry != 0) push(static_cast<std::uint32_t>(carry));
    }

    constexpr void multiply_by_power_of_ten(unsigned exponent) noexcept {
        constexpr std::uint32_t ten_to_9 = 1'000'000'000;
        for (; exponent >= 9; exponent -= 9) multiply(ten_to_9);
        for (; exponent != 0; --exponent) multiply(10);
    }

    constexpr void shift_left(unsigned bits) noexcept {
        if (size_ == 0) return;
        const std::size_t words = bits / 32;
        assert(size_ + words < capacity);
        if (size_ + words >= capacity) __builtin_unreachable(); // g++ would warn of what it can't rule out
        for (std::size_t i = size_; i-- > 0;) words_[i + words] = words_[i];
        for (std::size_t i = 0; i < words; ++i) words_[i] = 0;
        size_ += words;
        multiply(std::uint32_t{1} << bits % 32);
    }

    // Divides by a small number and returns the remainder.
    constexpr std::uint32_t divide(std::uint32_t divisor) noexcept {
        std::uint64_t rest = 0;
        for (std::size_t i = size_; i-- > 0;) {
            rest = rest << 32 | words_[i];
            words_[i] = static_cast<std::uint32_t>(rest / divisor);
            rest %= divisor;
        }
        trim();
        return static_cast<std::uint32_t>(rest);
    }

    // Takes `other` away as often as it goes, which must be seldom, and returns how often.
    constexpr unsigned subtract_repeatedly(const big_integer& other) noexcept {
        unsigned times = 0;
        for (; compare(other) >= 0; ++times) subtract(other);
        return times;
    }

    // Less than, equal to or greater than 0, as this is to `other`.
    constexpr int compare(const big_integer& other) const noexcept {
        if (size_ != other.size_) return size_ < other.size_ ? -1 : 1;
        for (std::size_t i = size_; i-- > 0;)
            if (words_[i] != other.words_[i]) return words_[i] < other.words_[i] ? -1 : 1;
        return 0;
    }

  private:
    static constexpr std::size_t capacity = 40;

    constexpr void push(std::uint32_t word) noexcept {
        assert(size_ < capacity);
        words_[size_++] = word;
    }
    constexpr void trim() noexcept {
        while (size_ != 0 && words_[size_ - 1] == 0) --size_;
    }
    constexpr void subtract(const big_integer& other) noexcept {
        std::uint64_t borrow = 0;
        for (std::size_t i = 0; i < size_; ++i) {
            const std::uint64_t taken = (i < other.size_ ? other.words_[i] : 0) + borrow;
            borrow = words_[i] < taken ? 1 : 0;
            words_[i] = static_cast<std::uint32_t>(words_[i] - taken);
        }
        trim();
    }

    std::array<std::uint32_t, capacity> words_{};
    std::size_t size_ = 0;
};

} // namespace INKJET_ISA
} // namespace inkjet::detail
