// Counts the members of an aggregate by the values that initialise them, for classes with members that have
// no default, and counts its bases, which are initialised like members.
#pragma once

#include <inkjet/reflect/member_bindings.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

// Stands for a number of members that can't be found, or is above member_limit.
inline constexpr std::size_t unknown_count = static_cast<std::size_t>(-1);

// Initialises a member of any type. The conversions are declared only, and not constexpr: a compiler that may
// evaluate them would look for their definitions.
struct any_value {
    template <class U>
    operator U() const noexcept;
};

// Initialises a reference to anything, and what can be copied.
struct any_lvalue {
    template <class U>
    operator U&() const noexcept;
};

template <class U, class T>
concept base_of = std::is_base_of_v<U, T> && !std::is_same_v<std::remove_cv_t<U>, T>;

// Initialises a direct base of T, and no member.
template <class T>
struct any_base {
    template <base_of<T> U>
    operator U() const noexcept;
};

template <class T>
struct any_empty_base {
    template <base_of<T> U>
        requires std::is_empty_v<U>
    operator U() const noexcept;
};

// Initialises what is made of anything, such as std::any, and nothing else.
struct opaque_value {};

template <class Value, std::size_t>
using repeated = Value;

// any_value initialises members without a default too, but an array takes as many values as it has elements,
// so that arrays have to be looked for afterwards. Slow, and seldom needed: classes whose arrays have more
// elements than this limit are not counted.

inline constexpr std::size_t value_limit = 8 * member_limit;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#if defined(__clang__)
# pragma GCC diagnostic ignored "-Wmissing-braces"
#endif

template <class T, class First, class Last, std::size_t... I, std::size_t... J>
constexpr bool takes_values(std::index_sequence<I...>, std::index_sequence<J...>) {
    return requires { T{repeated<First, I>{}..., repeated<Last, J>{}...}; };
}

// Whether T accepts Count initialisers, the first Leading of them of type Value.
template <class T, std::size_t Count, class Value = any_value, std::size_t Leading = 0>
inline constexpr bool accepts_values = takes_values<T, Value, any_value>(
    std::make_index_sequence<Leading>{}, std::make_index_sequence<Count - Leading>{});

template <class T, std::size_t... I, std::size_t... J, std::size_t... K>
constexpr bool takes_nested(std::index_sequence<I...>, std::index_sequence<J...>, std::index_sequence<K...>) {
    return requires {
        T{repeated<any_value, I>{}..., {repeated<any_value, J>{}...}, repeated<any_value, K>{}...};
    };
}

// Whether T accepts Before values, then Inner in a pair of braces, then After.
template <class T, std::size_t Before, std::size_t Inner, std::size_t After>
inline constexpr bool accepts_nested = takes_nested<T>(
    std::make_index_sequence<Before>{}, std::make_index_sequence<Inner>{}, std::make_index_sequence<After>{});

#pragma GCC diagnostic pop

// The greatest number of values that T accepts, which accepts Low and refuses High.
template <class T, std::size_t Low, std::size_t High>
constexpr std::size_t count_values_between() {
    if constexpr (High - Low == 1) {
        return Low;
    } else {
        constexpr std::size_t middle = (Low + High) / 2;
        if constexpr (accepts_values<T, middle>)
            return count_values_between<T, middle, High>();
        else
            return count_values_between<T, Low, middle>();
    }
}

template <class T, std::size_t Count>
constexpr std::size_t count_values_from() {
    if constexpr (!accepts_values<T, Count * 2>)
        return count_values_between<T, Count, Count * 2>();
    else if constexpr (Count * 2 < value_limit)
        return count_values_from<T, Count * 2>();
    else
        return 0;
}

// The greatest number of values that T accepts, 0 if there is none up to the limit. Few are refused as long
// as a member without a default is among the rest.
template <class T, std::size_t Count = 1>
constexpr std::size_t count_values() {
    if constexpr (Count > member_limit || Count > sizeof(T))
        return 0;
    else if constexpr (accepts_values<T, Count>)
        return count_values_from<T, Count>();
    else
        return count_values<T, Count + 1>();
}

// The greatest number of values that T accepts behind braces for the member at First: it accepts Low, refuses
// High.
template <class T, std::size_t First, std::size_t Low, std::size_t High>
constexpr std::size_t count_values_behind() {
    if constexpr (High - Low == 1) {
        return Low;
    } else {
        constexpr std::size_t middle = (Low + High) / 2;
        if constexpr (accepts_nested<T, First, 0, middle>)
            return count_values_behind<T, First, middle, High>();
        else
            return count_values_behind<T, First, Low, middle>();
    }
}

// Tries one extent after the other. An array whose elements have no default needs a value for each in its
// braces, and is told from a class that is made of as many values by what it leaves for others.
template <class T, std::size_t Count, std::size_t First, std::size_t Extent = 2>
constexpr std::size_t extent_of_member() {
    constexpr std::size_t rest = Count - First;
    if constexpr (Extent > rest)
        return 1;
    else if constexpr (accepts_nested<T, First, 0, rest - Extent>)
        return Extent;
    else if constexpr (accepts_nested<T, First, Extent, rest - Extent> &&
                       !accepts_nested<T, First, Extent, rest - 1>)
        return Extent;
    else
        return extent_of_member<T, Count, First, Extent + 1>();
}

// How many of the Count values the member at First takes: more than one if it is an array.
template <class T, std::size_t Count, std::size_t First>
constexpr std::size_t values_of_member() {
    constexpr std::size_t rest = Count - First;
    if constexpr (accepts_nested<T, First, 0, rest - 1>)
        return 1;
    else if constexpr (accepts_nested<T, First, 0,
                                      0>) // all behind it have a default: any smaller number does
        return rest - count_values_behind<T, First, 0, rest - 1>();
    else
        return extent_of_member<T, Count, First>();
}

template <class T, std::size_t Count, std::size_t First = 0>
constexpr std::size_t members_behind() {
    if constexpr (First >= Count)
        return 0;
    else
        return 1 + members_behind<T, Count, First + values_of_member<T, Count, First>()>();
}

// The number of leading initialisers that a Base can be, and so the number of bases: they are initialised
// like members. Values is 0 when all members have a default.
template <class T, class Base, std::size_t Values, std::size_t Count = 0>
constexpr std::size_t count_bases() {
    constexpr std::size_t values = Values > Count ? Values : Count + 1;
    if constexpr (!accepts_values<T, values, Base, Count + 1>)
        return Count;
    else if constexpr (accepts_values<T, values, opaque_value, Count + 1>)
        return Count;
    else
        return count_bases<T, Base, Values, Count + 1>();
}

// Takes the bases off. Only a class whose bases are all empty has its members in one place, where they can be
// bound.
template <class T, std::size_t Count, std::size_t Values>
constexpr std::size_t without_bases() {
    constexpr std::size_t bases = count_bases<T, any_base<T>, Values>();
    if constexpr (bases == 0)
        return Count;
    else if constexpr (bases == Count && !std::is_empty_v<T>)
        return unknown_count; // the first member has the type of a base, and was taken for one
    else if constexpr (bases == count_bases<T, any_empty_base<T>, Values>())
        return Count - bases;
    else
        return unknown_count;
}

// A member that is a reference to non-const accepts neither braces nor a value. It may have a default all the
// same, so that it is looked for behind the Values that T accepts.
template <class T, std::size_t Values>
inline constexpr bool ends_in_reference =
    takes_values<T, any_value, any_lvalue>(std::make_index_sequence<Values>{}, std::index_sequence<0>{});

/// Counts the members and bases of the aggregate `T`, which is not empty: slowly, but whatever their defaults
/// are. `unknown_count` above `value_limit` values, an array element being one, and for a reference to
/// non-const.
template <class T>
constexpr std::size_t count_by_values() {
    constexpr std::size_t values = count_values<T>();
    if constexpr (values == 0)
        return unknown_count;
    else if constexpr (ends_in_reference<T, values>)
        return unknown_count;
    else
        return members_behind<T, values>();
}

} // namespace inkjet::detail
