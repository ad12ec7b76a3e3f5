// The order of UTF-8 texts by the UTF-16 code units that they would have.
#pragma once

#include <inkjet/base/config.hpp>

#include <cstddef>
#include <string_view>

namespace inkjet::detail {

inline namespace INKJET_ISA {

// Less than, equal to or greater than 0, as `a` is to `b` (RFC 8785, section 3.2.3). UTF-8 has the order of
// the code points, and so has UTF-16, except that surrogates, for what is beyond U+FFFF, come before U+E000
// to U+FFFF. Where two texts differ first, their bytes decide; lead bytes EE and EF stand for the latter, F0
// and above for the former.
constexpr int compare_as_utf16(std::string_view a, std::string_view b) noexcept {
    const std::size_t shorter = a.size() < b.size() ? a.size() : b.size();
    for (std::size_t i = 0; i < shorter; ++i) {
        const auto left = static_cast<unsigned char>(a[i]), right = static_cast<unsigned char>(b[i]);
        if (left == right) continue;
        const bool from_e000 = left >= 0xEE && right >= 0xEE && (left >= 0xF0) != (right >= 0xF0);
        return (left < right) != from_e000 ? -1 : 1;
    }
    return a.size() < b.size() ? -1 : a.size() > b.size();
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
