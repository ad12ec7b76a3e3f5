// Objects: the members of a class, written with as few checks of the room as can be decided at compile time.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/core/object_plan.hpp>
#include <inkjet/core/object_rows.hpp>

#include <cstddef>
#include <cstring>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

inline namespace INKJET_ISA {

template <class P, class T>
struct object_writer {
    using members = members_of<T>;
    using plan = object_plan<P, T>;
    using indices = std::make_index_sequence<members::count>;

    template <std::size_t I>
    INKJET_INLINE static char* put_key(char* p) {
        using key = key_text<T, I, known_style<P>>;
        static_assert(key::size + max_bound + exit_room < max_step,
                      "inkjet: a key this long needs an encoder");
        std::memcpy(p, key::text.data(), key::size);
        return p + key::size;
    }

    template <std::size_t I, bool Checked, class M>
    INKJET_INLINE static char* member(context& c, char* p, M& value) {
        if constexpr (Checked && plan::checks.before[I] != 0) p = ensure(c, p, plan::checks.before[I]);
        return put_member_value<P, T, I>(c, put_key<I>(p), value);
    }

    // `opener` is what stands before the next member: a brace, then commas.
    template <std::size_t I, class M>
    INKJET_INLINE static char* varying_member(context& c, char* p, char& opener, M& value) {
        if constexpr (plan::checks.before[I] != 0) p = ensure(c, p, plan::checks.before[I]);
        if constexpr (member_writing<T, I>::omittable) {
            // The next member counts on the room that this one leaves.
            if (omits_by_rule<P, T, I>(c, value))
                return plan::bounds[I] != unbounded ? p : ensure(c, p, exit_room);
        }
        char* const q = put_key<I>(p);
        *p = opener;
        opener = ',';
        return put_member_value<P, T, I>(c, q, value);
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

    INKJET_INLINE static char* varying(context& c, char* p, const T& object) {
        char opener = '{';
        p = members::visit(object, [&](auto&&... each) INKJET_LAMBDA_INLINE {
            return [&]<std::size_t... I>(std::index_sequence<I...>) INKJET_LAMBDA_INLINE {
                char* q = p;
                ((q = varying_member<I>(c, q, opener, each)), ...);
                return q;
            }(indices{});
        });
        if constexpr (!std::is_void_v<typename members::mapped>) {
            p = ensure(c, p, exit_room);
            bool empty = opener == '{';
            if (empty) *p++ = '{';
            p = members::visit_map(object, [&](auto& map) {
                return form<typename members::mapped>::template write_entries<P>(
                    c, p, map, empty, [](char* q, std::string_view) { return q; });
            });
        } else if (opener == '{') {
            *p++ = '{';
        }
        *p++ = '}';
        return ensure(c, p, exit_room);
    }

    INKJET_INLINE static char* unbounded_object(context& c, char* p, const T& object) {
        if (!may_nest<1>(c)) [[unlikely]]
            return too_deep(c, p);
        if constexpr (may_need_rows<P>) {
            if (needs_rows(chosen<P>(c))) return object_rows<P, T>::write(c, p, object);
        }
        if constexpr (!P::fixed || !needs_rows(known_options<P>)) {
            --c.depth;
            if constexpr (plan::varies)
                p = varying(c, p, object);
            else
                p = straight<true>(c, p, object);
            ++c.depth;
        }
        return p;
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
        if constexpr (may_need_rows<P>)
            return unbounded;
        else
            return object_plan<P, T>::bound;
    }();

    static constexpr unsigned nesting = object_plan<default_policy, T>::nesting;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const T& object) {
        using writer = object_writer<P, T>;
        if constexpr (bound<P> != unbounded) {
            if (!may_nest<nesting>(c)) [[unlikely]]
                return too_deep(c, p);
            return writer::template straight<false>(c, p, object);
        } else if constexpr (members_of<T>::count <= max_inlined_members && P::fixed) {
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
