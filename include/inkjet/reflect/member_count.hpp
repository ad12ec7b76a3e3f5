// How many members an aggregate has, asked of the compiler by trying initialisers.
#pragma once

#include <inkjet/reflect/member_bindings.hpp>
#include <inkjet/reflect/member_values.hpp>

#include <cstddef>
#include <type_traits>

namespace inkjet::detail {

// Counting by braces: `{}` initialises whatever has a default, a whole array too, so that T has Count members
// when it accepts Count pairs of braces and no further initialiser. Nearly every class is counted so; one
// with a member that has no default is counted by values.

// The count of a T that accepts Low pairs of braces and refuses High.
template <class T, std::size_t Low, std::size_t High>
constexpr std::size_t count_between() {
    if constexpr (High - Low == 1) {
        return Low;
    } else {
        constexpr std::size_t middle = (Low + High) / 2;
        if constexpr (member_bindings<middle>::template accepts<T>)
            return count_between<T, middle, High>();
        else
            return count_between<T, Low, middle>();
    }
}

// Doubles Count until T refuses it. Most classes have few members, so that this asks less than a bisection of
// the whole range.
template <class T, std::size_t Count = 4>
constexpr std::size_t count_braces() {
    static_assert(member_limit == 128, "doubling from 4 ends at the limit");
    if constexpr (!member_bindings<Count>::template accepts<T>)
        return count_between<T, Count == 4 ? 0 : Count / 2, Count>();
    else if constexpr (Count < member_limit)
        return count_braces<T, Count * 2>();
    else
        return Count;
}

// Whether T has a member behind those Count, which braces did not initialise: it has no default.
template <class T, std::size_t Count>
inline constexpr bool has_more = member_bindings<Count>::template accepts<T, any_value>;

template <class T>
constexpr std::size_t count_members() {
    if constexpr (!std::is_class_v<T> || !std::is_aggregate_v<T>) {
        return unknown_count;
    } else {
        constexpr std::size_t braces = count_braces<T>();
        if constexpr (braces == member_limit && has_more<T, braces>) {
            return unknown_count;
        } else if constexpr (braces > 0 && !has_more<T, braces>) {
            if constexpr (member_bindings<braces>::template accepts<T, any_lvalue>)
                return unknown_count;
            else if constexpr (!member_bindings<0>::template accepts<T, any_base<T>>)
                return braces;
            else
                return without_bases<T, braces, 0>();
        } else if constexpr (std::is_empty_v<T>) {
            return 0;
        } else {
            constexpr std::size_t count = count_by_values<T>();
            if constexpr (count > member_limit) // or unknown
                return unknown_count;
            else
                return without_bases<T, count, count_values<T>()>();
        }
    }
}

/// Counts the direct non-static data members of the aggregate `T`; an array is one member. `unknown_count`
/// for what is no aggregate class, has more than `member_limit` members, a base that is not empty, or a
/// member that is an lvalue reference to non-const.
template <class T>
inline constexpr std::size_t member_count = count_members<std::remove_cv_t<T>>();

} // namespace inkjet::detail
