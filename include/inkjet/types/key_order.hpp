// Keys in the order of their bytes, or of their UTF-16 code units: what sorts them and what goes through
// them.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/utf16_order.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace inkjet::detail {

inline namespace INKJET_ISA {

template <class Word>
INKJET_INLINE Word load_big_endian(const char* s) noexcept {
    Word word;
    std::memcpy(&word, s, sizeof word);
    if constexpr (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
        return word;
    else if constexpr (sizeof word == 8)
        return __builtin_bswap64(word);
    else
        return __builtin_bswap32(word);
}

// The first eight bytes of a text as a number that is in their order; zeros stand for those that there are
// not.
INKJET_INLINE std::uint64_t first_bytes(std::string_view text) noexcept {
    const char* const s = text.data();
    const std::size_t n = text.size();
    if (n >= 8) return load_big_endian<std::uint64_t>(s);
    if (n >= 4) { // two words that overlap
        const std::uint64_t low = load_big_endian<std::uint32_t>(s + n - 4);
        return std::uint64_t{load_big_endian<std::uint32_t>(s)} << 32 | (low << 8 * (8 - n) & 0xFFFFFFFF);
    }
    if (n == 0) return 0;
    const auto unit = [&](std::size_t i) {
        return std::uint64_t{static_cast<unsigned char>(s[i])} << (56 - 8 * i);
    };
    return unit(0) | unit(n / 2) | unit(n - 1);
}

// A key, at the beginning of whatever else is known about it.
struct noted_key {
    std::string_view key;
};

// A key among others.
struct ordered_key {
    noted_key* noted;
    std::uint64_t first =
        0; // where keys are ordered by bytes those that tell most of them apart, see rank_keys

    template <bool ByUnits>
    INKJET_INLINE static bool goes_before(const ordered_key& a, const ordered_key& b) noexcept {
        if constexpr (ByUnits) {
            return compare_as_utf16(a.noted->key, b.noted->key) < 0;
        } else {
            if (a.first != b.first) return a.first < b.first;
            return a.noted->key < b.noted->key;
        }
    }
};

// Sets the first bytes of keys, at least one; behind what all of them begin with, by steps of eight.
INKJET_INLINE void rank_keys(ordered_key* keys, std::size_t count) noexcept {
    for (std::size_t begin = 0;; begin += sizeof keys->first) {
        bool all_same = true;
        std::size_t shortest = SIZE_MAX;
        for (std::size_t i = 0; i != count; ++i) {
            const std::string_view key = keys[i].noted->key;
            keys[i].first = first_bytes({key.data() + begin, key.size() - begin});
            all_same = all_same && keys[i].first == keys[0].first;
            shortest = key.size() < shortest ? key.size() : shortest;
        }
        if (!all_same || shortest < begin + sizeof keys->first || count == 1) return;
    }
}

// Inserts keys one by one among those before them.
template <bool ByUnits>
INKJET_INLINE void insert_keys(ordered_key* keys, std::size_t count) noexcept {
    for (std::size_t i = 1; i < count; ++i) {
        const ordered_key next = keys[i];
        std::size_t at = i;
        for (; at != 0 && ordered_key::goes_before<ByUnits>(next, keys[at - 1]); --at)
            keys[at] = keys[at - 1];
        keys[at] = next;
    }
}

// Merges [first, middle) and [middle, last), each of them in order, to where `out` points.
template <bool ByUnits>
INKJET_INLINE void merge_keys(const ordered_key* first, const ordered_key* middle, const ordered_key* last,
                              ordered_key* out) noexcept {
    const ordered_key* second = middle;
    while (first != middle && second != last) {
        const bool later = ordered_key::goes_before<ByUnits>(*second, *first);
        *out++ = *(later ? second : first);
        second += later;
        first += !later;
    }
    while (first != middle) *out++ = *first++;
    while (second != last) *out++ = *second++;
}

// So many keys are sorted without memory of their own.
inline constexpr std::size_t few_keys = 32;

// Sorts keys that were noted; equal ones keep their order. O(n log n) comparisons, n - 1 where they are in
// order. `spare` has room for as many, if they are more than `few_keys`.
template <bool ByUnits>
INKJET_NOINLINE void sort_keys(ordered_key* keys, std::size_t count, ordered_key* spare) noexcept {
    if (count == 0) return;
    if constexpr (!ByUnits) rank_keys(keys, count);
    if (count <= few_keys) return insert_keys<ByUnits>(keys, count);
    std::size_t in_order = 1;
    while (in_order != count && !ordered_key::goes_before<ByUnits>(keys[in_order], keys[in_order - 1]))
        ++in_order;
    if (in_order == count) return;

    constexpr std::size_t first_run = 8;
    for (std::size_t i = 0; i < count; i += first_run)
        insert_keys<ByUnits>(keys + i, count - i < first_run ? count - i : first_run);
    ordered_key *from = keys, *to = spare;
    for (std::size_t run = first_run; run < count; run *= 2) {
        for (std::size_t i = 0; i < count; i += 2 * run) {
            const std::size_t middle = count - i < run ? count : i + run;
            const std::size_t last = count - i < 2 * run ? count : i + 2 * run;
            merge_keys<ByUnits>(from + i, from + middle, from + last, to + i);
        }
        ordered_key* const merged = to;
        to = from;
        from = merged;
    }
    if (from != keys) std::memcpy(keys, from, count * sizeof(ordered_key));
}

// Goes through keys that were sorted. `Noted`: what begins with them, whose `get` says what comes out.
template <class Noted>
class ordered_iterator {
  public:
    explicit ordered_iterator(const ordered_key* at) noexcept : at_(at) {}
    decltype(auto) operator*() const { return static_cast<Noted*>(at_->noted)->get(); }
    std::string_view key() const noexcept { return at_->noted->key; }
    ordered_iterator& operator++() noexcept {
        ++at_;
        return *this;
    }
    bool operator==(const ordered_iterator& other) const noexcept { return at_ == other.at_; }

  private:
    const ordered_key* at_;
};

} // namespace INKJET_ISA
} // namespace inkjet::detail
