// Maps as objects: every range with keys and mapped values.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/core/sequence.hpp>
#include <inkjet/types/key.hpp>
#include <inkjet/types/sorted.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

// A map whose type says `keeps_order` stays in its order where keys are sorted: one that stands for an
// object.
template <class Map>
inline constexpr bool keeps_order = requires { requires Map::keeps_order; };

inline namespace INKJET_ISA {

struct nothing_before {};

template <class P, class Map>
struct map_writer {
    using iterator = decltype(first_of(std::declval<Map&>()));
    using value_policy =
        copying_unless<elements_last<iterator> &&
                           binds_to_part<std::remove_cvref_t<decltype(*std::declval<iterator&>())>>,
                       P>;

    template <class Entry>
    INKJET_INLINE static char* entry(context& c, char* p, Entry&& each) {
        auto&& [key, value] = each;
        p = put_key<P>(c, p, key);
        p = put_colon<P>(c, p);
        constexpr std::size_t bound = bound_of<P, decltype(value)>;
        if constexpr (bound != unbounded && bound + 8 > exit_room)
            return write_in_any_room<value_policy>(c, p, value);
        else
            return write_value<value_policy>(c, p, value);
    }

    template <class It, class End>
    static char* straight(context& c, char* p, It it, End end) {
        trail_mark<P> mark(c, p);
        do {
            mark.at(p, 0);
            p = entry(c, p, *it);
            p = ensure(c, p, entry_room);
            *p++ = ',';
        } while (++it != end && !c.failed);
        return p;
    }

    // One by one, with what stands between them. `before` may put something in front of a key where the keys
    // are sorted.
    template <class It, class End, class Before>
    static char* separated(context& c, char* p, It it, End end, bool& empty, Before before) {
        trail_mark<P> mark(c, p);
        for (; it != end && !c.failed; ++it) {
            mark.at(p, 0);
            if constexpr (!std::is_same_v<Before, nothing_before>) p = before(p, it.key());
            if (!empty) *p++ = ',';
            empty = false;
            p = entry(c, new_line<P>(c, p), *it);
            p = ensure(c, p, exit_room);
        }
        return p;
    }

    // All entries, in the order that the options want. Needs no room, leaves `exit_room`.
    template <class Before>
    static char* entries(context& c, char* p, Map& map, bool& empty, Before before) {
        auto it = first_of(map);
        auto end = end_of(map);
        p = ensure(c, p, exit_room);
        if constexpr (may_differ<P>(&options::sort_keys) && !keeps_order<Map>) {
            if (chosen<P>(c).sort_keys && it != end) {
                const sorted_entries<P, decltype(it)> sorted(c, p, it, end);
                if (sorted.failed_to_allocate())
                    return c.fail(errc::out_of_memory, p, "while sorting a map's keys");
                if (c.failed) return c.refill(p, 0);
                return separated(c, p, sorted.begin(), sorted.end(), empty, before);
            }
        }
        return separated(c, p, it, end, empty, nothing_before());
    }

    static char* all(context& c, char* p, Map& map) {
        if (!may_nest<1>(c)) [[unlikely]]
            return too_deep(c, p);
        *p++ = '{';
        if constexpr (has_layout<P> || may_differ<P>(&options::sort_keys)) {
            --c.depth;
            bool empty = true;
            p = entries(c, p, map, empty, nothing_before());
            ++c.depth;
            if (!empty) p = new_line<P>(c, p);
            *p++ = '}';
        } else {
            auto it = first_of(map);
            auto end = end_of(map);
            if (it == end) {
                *p++ = '}';
            } else {
                --c.depth;
                p = straight(c, p, it, end);
                ++c.depth;
                p[-1] = '}';
            }
        }
        return ensure(c, p, exit_room);
    }
};

} // namespace INKJET_ISA

template <class T>
struct form<T, kind::map> : unbounded_form {
    template <class P, class Map>
    INKJET_INLINE static char* write(context& c, char* p, Map& map) {
        using iterated = std::conditional_t<iterable<const T>, const T, Map>;
        return map_writer<P, iterated>::all(c, p, map);
    }

    // The entries alone, as members of an object that has others.
    template <class P, class Map, class Before>
    static char* write_entries(context& c, char* p, Map& map, bool& empty, Before before) {
        return map_writer<P, Map>::entries(c, p, map, empty, before);
    }
    template <class P, class Map>
    static char* write_entries(context& c, char* p, Map& map, bool& empty) {
        return write_entries<P>(c, p, map, empty, nothing_before());
    }
};

} // namespace inkjet::detail
