// Maps as objects: every range with keys and mapped values.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/types/key.hpp>
#include <inkjet/types/sorted.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

inline namespace INKJET_ISA {

template <class P, class Map>
struct map_writer {
    template <class Entry>
    INKJET_INLINE static char* entry(context& c, char* p, Entry&& each) {
        auto&& [key, value] = each;
        p = put_key<P>(c, p, key);
        p = put_colon<P>(c, p);
        constexpr std::size_t bound = bound_of<P, decltype(value)>;
        if constexpr (bound != unbounded && bound + 8 > exit_room)
            return write_in_any_room<P>(c, p, value);
        else
            return write_value<P>(c, p, value);
    }

    template <class It, class End>
    static char* straight(context& c, char* p, It it, End end) {
        do {
            p = entry(c, p, *it);
            p = ensure(c, p, entry_room);
            *p++ = ',';
        } while (++it != end && !c.failed);
        return p;
    }

    // On lines of their own, without a comma behind the last. `It` may be one that visits in another order.
    template <class It, class End>
    static char* laid_out(context& c, char* p, It it, End end) {
        for (;;) {
            p = entry(c, new_line<P>(c, p), *it);
            p = ensure(c, p, exit_room);
            if (++it == end || c.failed) return p;
            *p++ = ',';
        }
    }

    static char* all(context& c, char* p, Map& map) {
        if (!may_nest<1>(c)) [[unlikely]]
            return too_deep(c, p);
        *p++ = '{';
        auto it = first_of(map);
        auto end = end_of(map);
        if (it == end) {
            *p++ = '}';
            return ensure(c, p, exit_room);
        }
        --c.depth;
        if constexpr (has_layout<P> || may_differ<P>(&options::sort_keys)) {
            p = ensure(c, p, exit_room);
            if (chosen<P>(c).sort_keys) {
                const sorted_entries<P, decltype(it)> sorted(c, p, it, end);
                if (sorted.failed_to_allocate())
                    return c.fail(errc::out_of_memory, p, "while sorting a map's keys");
                if (c.failed) return c.refill(p, 0);
                p = laid_out(c, p, sorted.begin(), sorted.end());
            } else {
                p = laid_out(c, p, it, end);
            }
            ++c.depth;
            p = new_line<P>(c, p);
            *p++ = '}';
        } else {
            p = straight(c, p, it, end);
            ++c.depth;
            p[-1] = '}';
        }
        return ensure(c, p, exit_room);
    }
};

} // namespace INKJET_ISA

template <class T>
struct form<T, kind::map> {
    template <class>
    static constexpr std::size_t bound = unbounded;
    static constexpr unsigned nesting = 0;

    template <class P, class Map>
    INKJET_INLINE static char* write(context& c, char* p, Map& map) {
        using iterated = std::conditional_t<iterable<const T>, const T, Map>;
        return map_writer<P, iterated>::all(c, p, map);
    }
};

} // namespace inkjet::detail
