// Those columns of Arrow's that are numbers or bools: neighbouring ones are printed in runs, as the library
// prints arrays.
#pragma once

#include <inkjet/core/form.hpp>
#include <inkjet/core/sequence.hpp>

#include "columns.hpp"

#include <bit>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace inkjet_python {
namespace {

// Under the options of a policy.
template <class P>
class number_entries {
    using context = inkjet::detail::context;

  public:
    // Writes the entries [from, to), each with a comma behind it. They are printed where they lie if they are
    // aligned and none is null, else by blocks: in runs between the nulls, or one by one where there are
    // many.
    template <class T>
    static char* put(context& c, char* p, const column& in, std::int64_t from, std::int64_t to) {
        constexpr bool bits = std::is_same_v<T, bool>;
        if constexpr (!bits) {
            const char* const first = in.at(from, sizeof(T));
            if (in.validity == nullptr && inkjet::detail::is_aligned<T>(first)) {
                const T* const elements = reinterpret_cast<const T*>(first);
                return inkjet::detail::put_elements<P, T>(c, p, elements, elements + (to - from));
            }
        }
        T block[column::word_size];
        for (std::int64_t at = from; at != to && !c.failed;) {
            const std::int64_t left = to - at;
            const unsigned size = left < column::word_size ? static_cast<unsigned>(left) : column::word_size;
            if constexpr (bits) {
                spread(in.word(reinterpret_cast<const unsigned char*>(in.data), at, size), &block[0]);
            } else {
                std::memcpy(&block[0], in.at(at, sizeof(T)), size * sizeof(T));
            }
            const std::uint64_t nulls =
                in.validity == nullptr ? 0 : ~in.word(in.validity, at, size) << (64 - size);
            p = put_block(c, p, &block[0], size, nulls >> (64 - size));
            at += size;
        }
        return p;
    }

  private:
    // One bit after the other, the lowest first, as 64 bools.
    static void spread(std::uint64_t bits, bool* to) {
        static constexpr unsigned char places[] = {1, 2, 4, 8, 16, 32, 64, 128};
        constexpr std::uint64_t ones = 0x0101'0101'0101'0101;
        std::uint64_t masks;
        std::memcpy(&masks, &places[0], sizeof masks);
        for (unsigned i = 0; i != 64; i += 8) {
            // A byte with one bit or none: what is not 0 reaches the highest bit.
            const std::uint64_t each = (bits >> i & 0xff) * ones & masks,
                                found = (each + 0x7f * ones) >> 7 & ones;
            std::memcpy(to + i, &found, sizeof found);
        }
    }

    // `nulls` has a bit for each of the values, at most 64.
    template <class T>
    static char* put_block(context& c, char* p, const T* values, unsigned size, std::uint64_t nulls) {
        using namespace inkjet::detail;
        if constexpr (std::is_same_v<T, bool>) {
            if (nulls != 0) return put_bools_and_nulls(c, p, values, size, nulls);
        }
        constexpr int many = 5;
        const auto put_null = [&]() INKJET_LAMBDA_INLINE {
            p = put_literal(ensure(c, p, exit_room), "null");
            *p++ = ',';
        };
        if (std::popcount(nulls) >= many) {
            for (unsigned i = 0; i < size && !c.failed; ++i) {
                if ((nulls >> i & 1) != 0) {
                    put_null();
                } else {
                    p = write_in_any_room<P>(c, p, values[i]);
                    *p++ = ',';
                }
            }
            return p;
        }
        for (unsigned i = 0; i != size && !c.failed; nulls &= nulls - 1) {
            const unsigned end = nulls == 0 ? size : static_cast<unsigned>(std::countr_zero(nulls));
            if (i != end) p = inkjet::detail::put_elements<P, T>(c, p, values + i, values + end);
            if (end == size) break;
            put_null();
            i = end + 1;
        }
        return p;
    }

    // Without a branch for each.
    static char* put_bools_and_nulls(context& c, char* p, const bool* values, unsigned size,
                                     std::uint64_t nulls) {
        using namespace inkjet::detail;
        static constexpr char words[][8] = {"false,", "true,", "null,"};
        static constexpr unsigned char lengths[] = {6, 5, 5};
        p = ensure(c, p, 64 * lengths[0] + sizeof *words + exit_room);
        for (unsigned i = 0; i != size; ++i) {
            const auto null = static_cast<unsigned>(nulls >> i & 1);
            const unsigned word = null << 1 | (values[i] & ~null);
            std::memcpy(p, words[word], sizeof *words);
            p += lengths[word];
        }
        return p;
    }
};

} // namespace
} // namespace inkjet_python
