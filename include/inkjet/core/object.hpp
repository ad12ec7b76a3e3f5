// Objects: the members of a class, written with as few checks of the room as can be decided at compile time.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/core/object_member.hpp>
#include <inkjet/core/object_plan.hpp>
#include <inkjet/core/object_rows.hpp>

#include <cstddef>
#include <cstring>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

inline namespace INKJET_ISA {

// `InArray` says that others like this object go before and follow, so that there is more room and its texts
// have columns.
//
// Each member has one function here, and what that calls depends on the member's type alone. All of it is
// inlined, level by level, so that a level around a member costs a unit as much as there are members in the
// classes that it writes, and one around all members as much as all of these.
template <class P, class T, bool InArray>
struct object_writer {
    using members = members_of<T>;
    using plan = object_plan<P, T>;
    static constexpr auto& checks = plan::template checks<InArray>;
    static_assert(checks.keys_fit, "inkjet: a key this long needs an encoder");

    static constexpr std::size_t column(std::size_t i) {
        return InArray && has_text_columns<P> ? plan::column(i) : no_text_column;
    }

    // Whether the first member counts on the room that is there.
    static constexpr bool finds_room = may_need_rows<P, T> || members::count == 0 || checks.before[0] == 0;

    // Writes one member. `opener` is what stands before the next key where the run of the program tells: a
    // brace or a comma. Only an unbounded object checks its room.
    template <std::size_t I, bool Checked, class M>
    INKJET_INLINE static char* member(context& c, char* p, const line_start<P>& line, char& opener,
                                      M& value) {
        constexpr const char* key = plan::key::text(I);
        constexpr std::size_t size = plan::key::size(I);
        constexpr bool is_text = plan::is_text(I); // to be written behind its quote

        if constexpr (Checked && checks.before[I] != 0) p = ensure(c, p, checks.before[I]);
        if constexpr (plan::varies) {
            if constexpr (member_writing<T, I>::omittable) {
                // The next member counts on the room that this one leaves.
                if (omits_by_rule<P, T, I>(c, value)) return plan::is_in_run(I) ? p : ensure(c, p, exit_room);
            }
        }

        if constexpr (has_layout<P>) {
            *p = plan::varies ? opener : *key;
            p = line.put(c, p + 1);
            std::memcpy(p, key + 1, size - 1);
            p[size - 1] = ' ';
            p += size - 1 + line.spaces();
            if constexpr (is_text) *p++ = '"';
        } else {
            std::memcpy(p, key, padded_key_size(size, is_text));
            if constexpr (plan::varies) *p = opener;
            p += size + is_text;
        }
        if constexpr (plan::varies) opener = ',';

        if constexpr (is_text)
            return form_of<M>::template write_in_run<P, checks.behind[I], column(I)>(c, p, value);
        else if constexpr (has_plain_members<T>)
            return form_of<M>::template write<P>(c, p, value);
        else
            return put_member_value<P, T, I>(c, p, value);
    }

    // All members one behind the other, without the closing brace; nothing if all are left out.
    template <bool Checked, class Indices = std::make_index_sequence<members::count>>
    struct all_members;
    template <bool Checked, std::size_t... I>
    struct all_members<Checked, std::index_sequence<I...>> {
        context& c;
        char* p;
        const line_start<P> line{c};
        char opener = '{';

        template <class... M>
        INKJET_INLINE char* operator()(M&&... each) {
            ((p = member<I, Checked>(c, p, line, opener, each)), ...);
            return p;
        }
    };

    // What follows them where the run of the program tells which are there.
    INKJET_INLINE static char* put_map(context& c, char* p, const T& object, bool& empty) {
        if constexpr (!std::is_void_v<typename members::mapped>) {
            p = ensure(c, p, exit_room);
            if (empty) *p++ = '{';
            return members::visit_map(object,
                                      [&](auto& map) { return put_map_entries<P, T>(c, p, map, empty); });
        }
        if (empty) *p++ = '{';
        return p;
    }

    INKJET_INLINE static char* unbounded_object(context& c, char* p, const T& object) {
        if (!may_nest<1>(c)) [[unlikely]]
            return too_deep(c, p);
        if constexpr (may_need_rows<P, T>) {
            if (needs_rows<P, T>(chosen<P>(c))) return object_rows<P, T>::write(c, p, object);
        }
        if constexpr (!P::fixed || !may_need_rows<P, T>) {
            constexpr unsigned level = plan::nests; // or it need not be counted
            c.depth -= level;
            all_members<true> all{c, p};
            p = members::visit(object, all);
            bool empty = members::count == 0;
            if constexpr (plan::varies) {
                empty = all.opener == '{';
                p = put_map(c, p, object, empty);
            } else if constexpr (members::count == 0) {
                *p++ = '{';
            }
            c.depth += level;
            if constexpr (has_layout<P>) {
                if (!empty) p = new_line<P>(c, p);
            }
            *p++ = '}';
            if constexpr (plan::varies || checks.at_end) p = ensure(c, p, exit_room);
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
inline constexpr std::size_t max_inlined_at_root = 8;

template <class T>
struct object_form {
    template <class P>
    static constexpr std::size_t bound = [] {
        if constexpr (may_need_rows<P, T> || has_layout<P>)
            return unbounded;
        else
            return object_plan<P, T>::bound;
    }();

    static constexpr unsigned nesting = object_plan<default_policy, T>::nesting;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const T& object) {
        return write_by<P, object_writer<P, T, false>>(c, p, object);
    }

    template <class P>
    INKJET_INLINE static void begin_elements(context& c) {
        if constexpr (has_columns<P>) c.begin_columns();
    }
    template <class P>
    INKJET_INLINE static char* write_element(context& c, char* p, const T& object) {
        return write_by<P, object_writer<P, T, bound<P> == unbounded>>(c, p, object);
    }

    template <class P>
        requires(bound<P> == unbounded && members_of<T>::count <= max_inlined_at_root && P::fixed)
    INKJET_INLINE static char* write_at_root(context& c, char* p, const T& object) {
        using writer = object_writer<P, T, false>;
        if constexpr (writer::finds_room) p = ensure(c, p, entry_room);
        return writer::unbounded_object(c, p, object);
    }

  private:
    template <class P>
    static constexpr bool has_columns = has_text_columns<P> && object_plan<P, T>::has_text;

    template <class P, class Writer>
    INKJET_INLINE static char* write_by(context& c, char* p, const T& object) {
        if constexpr (bound<P> != unbounded) {
            if (!may_nest<nesting>(c)) [[unlikely]]
                return too_deep(c, p);
            p = members_of<T>::visit(object, typename Writer::template all_members<false>{c, p});
            if constexpr (members_of<T>::count == 0) *p++ = '{';
            *p++ = '}';
            return p;
        } else if constexpr (members_of<T>::count <= max_inlined_members && P::fixed) {
            return Writer::unbounded_object(c, p, object);
        } else {
            return Writer::out_of_line(c, p, object);
        }
    }
};

template <class T>
struct form<T, kind::aggregate> : object_form<T> {};

template <class T>
struct form<T, kind::described> : object_form<T> {};

} // namespace inkjet::detail
