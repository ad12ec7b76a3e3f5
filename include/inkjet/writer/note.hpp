// One line of particulars for an error message, put together without allocating.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/view.hpp>

#include <cstddef>
#include <string_view>

namespace inkjet::detail {

// What does not fit is left out.
class note {
  public:
    constexpr explicit note(std::string_view text) noexcept { put(text); }
    constexpr note(std::string_view text, std::size_t number) noexcept {
        put(text);
        put_number(number);
    }

    INKJET_COLD constexpr void put(std::string_view text) noexcept {
        for (const char unit : text)
            if (size_ < sizeof text_) text_[size_++] = unit;
    }

    INKJET_COLD constexpr void put_number(std::size_t number) noexcept {
        char digits[20];
        std::size_t at = sizeof digits;
        do digits[--at] = static_cast<char>('0' + number % 10);
        while ((number /= 10) != 0);
        put(between(digits + at, digits + sizeof digits));
    }

    INKJET_COLD constexpr void put_hex(unsigned char byte) noexcept {
        constexpr char hex[] = "0123456789abcdef";
        const char digits[] = {'0', 'x', hex[byte >> 4], hex[byte & 15]};
        put({digits, sizeof digits});
    }

    constexpr std::string_view view() const noexcept { return {text_, size_}; }

  private:
    char text_[120];
    std::size_t size_ = 0;
};

} // namespace inkjet::detail
