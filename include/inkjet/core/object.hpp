// Objects: the members of a class, written with as few checks of the room as can be decided at compile time.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/core/members.hpp>

#include <array>
#include <cstddef>
#include <cstring>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

template <class P>
inline constexpr bool rearranges = has_layout<P> || may_differ<P>(&options::sort_keys);

// Facts about each member, and what follows from them: where the room must be checked, and for how much.
template <class P, class T, std::size_t... I>
struct object_plan {
    using members = members_of<T>;
    static constexpr std::size_t count = sizeof...(I);

    static constexpr std::array<std::size_t, count + 1> keys{key_text<T, I>::size..., 0};
    static constexpr std::array<std::size_t, count + 1> bounds{
        bound_of<P, typename members::template type<I>>..., 0};
    static constexpr std::array<unsigned, count + 1> nestings{
        form_of<typename members::template type<I>>::nesting..., 0};

    static constexpr std::size_t bound = [] {
        std::size_t sum = count == 0 ? 2 : 1; // the opening brace is a part of the first key
        for (std::size_t i = 0; i < count; ++i) {
            if (bounds[i] == unbounded) return unbounded;
            sum += keys[i] + bounds[i];
        }
        return sum <= max_bound ? sum : unbounded;
    }();

    static constexpr unsigned nesting = [] {
        unsigned deepest = 0;
        for (unsigned each : nestings) deepest = each > deepest ? each : deepest;
        return deepest + 1;
    }();

    // The room that the member at i and its key must find, and the brace behind the last one.
    static constexpr std::size_t least(std::size_t i) {
        return keys[i] + (bounds[i] != unbounded ? bounds[i] : entry_room) + (i + 1 == count);
    }

    struct room_checks {
        std::array<std::size_t, count + 1> before{}; // bytes to ask for before each member, 0 for no check
        bool at_end = false; // whether exit_room must be asked for behind the last one
    };

    // Follows the room through the members. A check asks for the whole run of bounded members that begins at
    // it, with the key of the member that ends the run.
    static constexpr room_checks checks = [] {
        room_checks r;
        std::size_t room = entry_room;
        for (std::size_t i = 0; i < count; ++i) {
            if (room < least(i)) {
                std::size_t want = 0, end = i;
                do want += least(end);
                while (bounds[end++] != unbounded && end < count && want + least(end) + exit_room < max_step);
                if (end == count && bounds[count - 1] != unbounded) want += exit_room;
                r.before[i] = room = want;
            }
            room = bounds[i] != unbounded ? room - least(i) : exit_room - (i + 1 == count);
        }
        r.at_end = room < exit_room;
        return r;
    }();

    // The order in which the members are written when keys are sorted.
    static constexpr std::array<std::size_t, count + 1> sorted = [] {
        std::array<std::size_t, count + 1> order{};
        const std::array<std::string_view, count + 1> names{key_of<T, I>()..., std::string_view()};
        for (std::size_t i = 0; i < count; ++i) {
            std::size_t at = i;
            for (; at > 0 && names[i] < names[order[at - 1]]; --at) order[at] = order[at - 1];
            order[at] = i;
        }
        return order;
    }();
};

template <class P, class T, class Indices = std::make_index_sequence<members_of<T>::count>>
struct plan_for;
template <class P, class T, std::size_t... I>
struct plan_for<P, T, std::index_sequence<I...>> {
    using type = object_plan<P, T, I...>;
};

inline namespace INKJET_ISA {

template <class P, class T>
struct object_writer {
    using members = members_of<T>;
    using plan = typename plan_for<P, T>::type;
    using indices = std::make_index_sequence<members::count>;

    template <std::size_t I>
    INKJET_INLINE static char* put_key(char* p) {
        using key = key_text<T, I>;
        static_assert(key::size + max_bound + exit_room < max_step,
                      "inkjet: a key this long needs an encoder");
        std::memcpy(p, key::text.data(), key::size);
        return p + key::size;
    }

    template <std::size_t I, bool Checked, class M>
    INKJET_INLINE static char* member(context& c, char* p, M& value) {
        if constexpr (Checked && plan::checks.before[I] != 0) p = ensure(c, p, plan::checks.before[I]);
        return write_value<P>(c, put_key<I>(p), value);
    }

    // All members one behind the other; only an unbounded object checks its room.
    template <bool Checked>
    INKJET_INLINE static char* straight(context& c, char* p, const T& object) {
        if constexpr (members::count == 0) *p++ = '{';
        p = members::visit(object, [&](auto&&... each) INKJET_LAMBDA_INLINE {
            return [&]<std::size_t... I>(std::index_sequence<I...>) INKJET_LAMBDA_INLINE {
                char* q = p;
                ((q = member<I, Checked>(c, q, each)), ...);
                return q;
            }(indices{});
        });
        *p++ = '}';
        if constexpr (Checked && plan::checks.at_end) p = ensure(c, p, exit_room);
        return p;
    }

    // With white space, or sorted: one member at a time, each making its own room.
    template <std::size_t I>
    static char* laid_out_member(context& c, char* p, const void* const* values, bool first) {
        using key = key_text<T, I>;
        using value = typename members::template value<I>;
        if (!first) *p++ = ',';
        p = new_line<P>(c, p);
        p = ensure(c, p, key::size + exit_room);
        std::memcpy(p, key::text.data() + 1, key::size - 1);
        p += key::size - 1;
        if (chosen<P>(c).indent != 0) *p++ = ' ';
        return write_in_any_room<P>(c, p, *static_cast<value*>(const_cast<void*>(values[I])));
    }

    template <std::size_t... I>
    static char* laid_out_members(context& c, char* p, const void* const* values, std::index_sequence<I...>) {
        bool first = true;
        if (chosen<P>(c).sort_keys)
            ((p = laid_out_member<plan::sorted[I]>(c, p, values, first), first = false), ...);
        else
            ((p = laid_out_member<I>(c, p, values, first), first = false), ...);
        return p;
    }

    static char* laid_out(context& c, char* p, const T& object) {
        p = ensure(c, p, exit_room);
        *p++ = '{';
        if constexpr (members::count != 0) {
            --c.depth;
            p = members::visit(object, [&](auto&&... each) {
                const void* const values[] = {static_cast<const void*>(std::addressof(each))...};
                return laid_out_members(c, p, values, indices{});
            });
            ++c.depth;
            p = new_line<P>(c, p);
        }
        *p++ = '}';
        return ensure(c, p, exit_room);
    }

    INKJET_INLINE static char* unbounded_object(context& c, char* p, const T& object) {
        if (!may_nest<1>(c)) [[unlikely]]
            return too_deep(c, p);
        if constexpr (rearranges<P>) {
            return laid_out(c, p, object);
        } else {
            --c.depth;
            p = straight<true>(c, p, object);
            ++c.depth;
            return p;
        }
    }

    INKJET_NOINLINE static char* out_of_line(context& c, char* p, const T& object) {
        return unbounded_object(c, p, object);
    }
};

} // namespace INKJET_ISA

// Objects of so few members are written in the place where they stand, others by a call: more brings no speed
// and much code.
inline constexpr std::size_t max_inlined_members = 4;

template <class T>
struct object_form {
    template <class P>
    static constexpr std::size_t bound = [] {
        if constexpr (rearranges<P>)
            return unbounded;
        else
            return plan_for<P, T>::type::bound;
    }();

    static constexpr unsigned nesting = plan_for<default_policy, T>::type::nesting;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const T& object) {
        using writer = object_writer<P, T>;
        if constexpr (bound<P> != unbounded) {
            if (!may_nest<nesting>(c)) [[unlikely]]
                return too_deep(c, p);
            return writer::template straight<false>(c, p, object);
        } else if constexpr (members_of<T>::count <= max_inlined_members) {
            return writer::unbounded_object(c, p, object);
        } else {
            return writer::out_of_line(c, p, object);
        }
    }
};

template <class T>
struct form<T, kind::aggregate> : object_form<T> {};

template <class T>
struct form<T, kind::described> : object_form<T> {};

} // namespace inkjet::detail
