// Keys in the order of their bytes, or of their UTF-16 code units, and what sorts them.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/utf16_order.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace inkjet::detail {

inline namespace INKJET_ISA {

// The first eight bytes of a text as a number that is in their order; zeros stand for those that there are
// not.
INKJET_INLINE std::uint64_t first_bytes(std::string_view text) noexcept {
    std::uint64_t bytes = 0;
    if (text.size() >= sizeof bytes) {
        std::memcpy(&bytes, text.data(), sizeof bytes);
        return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? __builtin_bswap64(bytes) : bytes;
    }
    unsigned shift = 64;
    for (const char unit : text) bytes |= std::uint64_t{static_cast<unsigned char>(unit)} << (shift -= 8);
    return bytes;
}

// A key among others. Most are told apart by their first bytes.
struct ordered_key {
    std::string_view key;
    std::uint64_t first = 0; // as first_bytes says, where keys are ordered by bytes

    template <bool ByUnits>
    INKJET_INLINE static int compare(const ordered_key& a, const ordered_key& b) noexcept {
        if constexpr (ByUnits) {
            return compare_as_utf16(a.key, b.key);
        } else {
            if (a.first != b.first) return a.first < b.first ? -1 : 1;
            return a.key.compare(b.key);
        }
    }
};

// Sorts pointers to keys that lie in an array; equal ones keep their order, which is that of the pointers.
// O(n log n) comparisons, n - 1 where they are in order.
template <bool ByUnits>
INKJET_NOINLINE void sort_keys(ordered_key** order, std::size_t count) noexcept {
    constexpr std::size_t few = 32; // so many are inserted one by one
    for (std::size_t i = 1; i < count; ++i) {
        ordered_key* const next = order[i];
        std::size_t at = i;
        while (at != 0 && ordered_key::compare<ByUnits>(*next, *order[at - 1]) < 0) {
            if (count > few) {
                std::qsort(order, count, sizeof(ordered_key*), [](const void* a, const void* b) noexcept {
                    const ordered_key *left = *static_cast<ordered_key* const*>(a),
                                      *right = *static_cast<ordered_key* const*>(b);
                    const int found = ordered_key::compare<ByUnits>(*left, *right);
                    return found != 0 ? found : left < right ? -1 : 1;
                });
                return;
            }
            order[at] = order[at - 1];
            --at;
        }
        order[at] = next;
    }
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
