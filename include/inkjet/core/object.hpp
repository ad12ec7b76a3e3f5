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

// `InArray` says that others like this object go before and follow, so that its texts have columns.
//
// Each member has one function here, `member`, and what it calls depends on its type alone. All of it is
// inlined, level by level, so that each level costs every class that is written, and each level of a member
// as many times as there are members.
template <class P, class T, bool InArray>
struct object_writer {
    using members = members_of<T>;
    using plan = object_plan<P, T>;
    static_assert(plan::checks.keys_fit, "inkjet: a key this long needs an encoder");

    // Whether the first member counts on the room that is there.
    static constexpr bool finds_room =
        may_need_rows<P, T> || members::count == 0 || plan::checks.before[0] == 0;

    // `opener` is what stands before the key: a brace or a comma. Text is to be written behind its quote.
    template <std::size_t Member>
    INKJET_INLINE static char* put_key(context& c, char* p, char opener, const line_start<P>& line) {
        constexpr const char* key = plan::key::text(Member);
        constexpr std::size_t size = plan::key::size(Member);
        constexpr bool is_text = plan::is_text(Member);
        if constexpr (has_layout<P>) {
            *p = opener;
            p = line.put(c, p + 1);
            std::memcpy(p, key + 1, size - 1);
            p[size - 1] = ' ';
            p += size - 1 + line.spaces();
            if constexpr (is_text) *p++ = '"';
            return p;
        } else {
            std::memcpy(p, key, padded_key_size(size, is_text));
            if constexpr (plan::varies) *p = opener;
            return p + size + is_text;
        }
    }

    template <std::size_t Member, class M>
    INKJET_INLINE static char* put_value(context& c, char* p, M& value) {
        if constexpr (plan::is_text(Member))
            return form_of<M>::template write_in_run<P, plan::checks.behind[Member],
                                                     InArray ? plan::column(Member) : no_text_column>(c, p,
                                                                                                      value);
        else if constexpr (has_plain_members<T>)
            return form_of<M>::template write<P>(c, p, value);
        else
            return put_member_value<P, T, Member>(c, p, value);
    }

    template <std::size_t Member, bool Checked, class M>
    INKJET_INLINE static char* member(context& c, char* p, const line_start<P>& line, M& value) {
        if constexpr (Checked && plan::checks.before[Member] != 0)
            p = ensure(c, p, plan::checks.before[Member]);
        return put_value<Member>(c, put_key<Member>(c, p, Member == 0 ? '{' : ',', line), value);
    }

    template <std::size_t Member, class M>
    INKJET_INLINE static char* varying_member(context& c, char* p, char& opener, const line_start<P>& line,
                                              M& value) {
        if constexpr (plan::checks.before[Member] != 0) p = ensure(c, p, plan::checks.before[Member]);
        if constexpr (member_writing<T, Member>::omittable) {
            // The next member counts on the room that this one leaves.
            if (omits_by_rule<P, T, Member>(c, value))
                return plan::is_in_run(Member) ? p : ensure(c, p, exit_room);
        }
        p = put_key<Member>(c, p, opener, line);
        opener = ',';
        return put_value<Member>(c, p, value);
    }

    // All members one behind the other, without the closing brace; only an unbounded object checks its room.
    template <bool Checked, class Indices = std::make_index_sequence<members::count>>
    struct straight;
    template <bool Checked, std::size_t... I>
    struct straight<Checked, std::index_sequence<I...>> {
        context& c;
        char* p;
        const line_start<P> line{c};

        template <class... M>
        INKJET_INLINE char* operator()(M&&... each) {
            if constexpr (sizeof...(I) == 0) *p++ = '{';
            ((p = member<I, Checked>(c, p, line, each)), ...);
            return p;
        }
    };

    // The same where members may be left out, or a map follows. Sets `empty` if there is none.
    INKJET_INLINE static char* varying(context& c, char* p, const T& object, bool& empty) {
        char opener = '{';
        const line_start<P> line(c);
        p = members::visit(object, [&](auto&&... each) INKJET_LAMBDA_INLINE {
            return [&]<std::size_t... I>(std::index_sequence<I...>) INKJET_LAMBDA_INLINE {
                char* q = p;
                ((q = varying_member<I>(c, q, opener, line, each)), ...);
                return q;
            }(std::make_index_sequence<members::count>{});
        });
        empty = opener == '{';
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
            bool empty = members::count == 0;
            if constexpr (plan::varies)
                p = varying(c, p, object, empty);
            else
                p = members::visit(object, straight<true>{c, p});
            c.depth += level;
            if constexpr (has_layout<P>) {
                if (!empty) p = new_line<P>(c, p);
            }
            *p++ = '}';
            if constexpr (plan::varies || plan::checks.at_end) p = ensure(c, p, exit_room);
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
        return write_by<P, object_writer<P, T, has_columns<P>>>(c, p, object);
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
            p = members_of<T>::visit(object, typename Writer::template straight<false>{c, p});
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
