// The members of an aggregate as references, and their types.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/reflect/member_bindings.hpp>
#include <inkjet/reflect/member_count.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

/// Calls `f(m0, m1, ...)` with an lvalue for each member of `object`, in the order of declaration, and
/// returns what that returns. Members of a const object are const. `T` is an aggregate with at most
/// `member_limit` members.
template <class T, class F>
INKJET_INLINE constexpr decltype(auto) visit_members(T& object, F&& f) {
    static_assert(member_count<T> != unknown_count, "the members of this type can't be found");
    return member_bindings<member_count<T>>::visit(object, static_cast<F&&>(f));
}

template <class... T>
struct type_list {};

// By const reference, since that binds to a bit-field as well.
struct collect_types {
    template <class... T>
    constexpr type_list<T...> operator()(const T&...) const noexcept {
        return {};
    }
};

/// Lists the types of the members of the aggregate `T`, without const; an array stays an array.
template <class T>
using member_types = decltype(visit_members(std::declval<const T&>(), collect_types{}));

template <std::size_t I, class T>
struct indexed_type {
    using type = T;
};

template <class Indices, class Types>
struct indexed_types;

template <std::size_t... I, class... T>
struct indexed_types<std::index_sequence<I...>, type_list<T...>> : indexed_type<I, T>... {};

// The conversion to a base picks the type, with one instantiation for all indices of a list.
template <std::size_t I, class T>
indexed_type<I, T> type_at(const indexed_type<I, T>&);

template <class T>
using member_type_table = indexed_types<std::make_index_sequence<member_count<T>>, member_types<T>>;

/// Names the type of member `I` of the aggregate `T`, as it is listed there.
template <class T, std::size_t I>
using member_type =
    typename decltype(type_at<I>(std::declval<member_type_table<std::remove_cv_t<T>>>()))::type;

} // namespace inkjet::detail
