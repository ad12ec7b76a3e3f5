// One member of an object: its value, whatever is said about it, and whether it is left out.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/core/object_plan.hpp>
#include <inkjet/core/omission.hpp>

#include <type_traits>

namespace inkjet::detail {

inline namespace INKJET_ISA {

// Whether member I of T is gone after the write, so that it must be copied.
template <class P, class T, std::size_t I>
constexpr bool must_copy() noexcept {
    if constexpr (gathers<P>)
        return !members_of<T>::template is_part<I>();
    else
        return false;
}

// The value of a member, behind its key.
template <class P, class T, std::size_t I, class M>
INKJET_INLINE char* put_member_value(context& c, char* p, M& value) {
    if constexpr (must_copy<P, T, I>()) {
        return put_member_value<copying<P>, T, I>(c, p, value);
    } else if constexpr (member_writing<T, I>::in_style) {
        styled<M> in_style{value, members_of<T>::template rules<I>()};
        return write_value<P>(c, p, in_style);
    } else {
        return write_value<P>(c, p, value);
    }
}

template <class P, class T, std::size_t I>
char* put_in_style(context& c, char* p, const void* value) {
    using type = member_value<T, I>;
    styled<type> in_style{*static_cast<type*>(const_cast<void*>(value)), members_of<T>::template rules<I>()};
    return write_in_any_room<P>(c, p, in_style);
}

// The type of a member, with its style.
template <class P, class T, std::size_t I>
constexpr erased_type make_member_type() noexcept {
    if constexpr (must_copy<P, T, I>()) {
        return make_member_type<copying<P>, T, I>();
    } else {
        erased_type made = make_erased_type<P, member_value<T, I>>();
        if constexpr (member_writing<T, I>::in_style)
            made.put = &put_in_style<typename plain_policy<P>::type, T, I>;
        return made;
    }
}

// The entries of the map in T, which have their place behind its members.
template <class P, class T, class Map, class... Before>
INKJET_INLINE char* put_map_entries(context& c, char* p, Map& map, bool& empty, Before... before) {
    using members = members_of<T>;
    return form<typename members::mapped>::template write_entries<copying_unless<members::map_is_part(), P>>(
        c, p, map, empty, before...);
}

// Whether member I of T, which has this value, is left out by a rule of its own.
template <class P, class T, std::size_t I, class M>
INKJET_INLINE bool omits_by_rule(const context& c, const M& value) {
    using rules = rules_of_member<T, I>;
    if constexpr (std::is_base_of_v<skip_null_rule, rules>) {
        if (content_of(value) == content::absent) return true;
    }
    if constexpr (std::is_base_of_v<skip_empty_rule, rules>) {
        if (content_of(value) != content::something) return true;
    }
    if constexpr (has_skip_if<rules>) {
        if (members_of<T>::template rules<I>().holds(value)) return true;
    }
    if constexpr (std::is_base_of_v<skip_default_rule, rules>) {
        static_assert(has_default<T>, "inkjet::skip_default needs a default constructor");
        static constexpr erased_type type = make_member_type<P, T, I>();
        const void* const standard = default_members<T>()[I];
        if (standard != nullptr && are_written_alike(c, type, &value, standard)) return true;
    }
    return false;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
