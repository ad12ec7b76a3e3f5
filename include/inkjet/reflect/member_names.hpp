// The names of an aggregate's members, and whether there is all that takes to write it.
#pragma once

#include <inkjet/reflect/member_count.hpp>
#include <inkjet/reflect/members.hpp>
#include <inkjet/reflect/printed_names.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

// An object that is never made, whatever T is: only the addresses of its members are taken, in constant
// expressions.
template <class T>
union ghost {
    char none;
    T object;

    constexpr ghost() noexcept : none{} {}
    constexpr ~ghost() {}

    static ghost declared; // and defined nowhere
};

// Compilers differ in what they allow without a definition for a type that is local to a function: clang
// wants one, and emits nothing for it; g++ would emit it together with its destructor, and is content
// without.
#if defined(__clang__)
template <class T>
inline constinit ghost<T> defined_ghost{};

template <class T>
constexpr T& ghost_object() noexcept {
    return defined_ghost<T>.object;
}
#else
template <class T>
constexpr T& ghost_object() noexcept {
    return ghost<T>::declared.object;
}
#endif

// A pointer to a member of an object can't be a template argument by itself in older compilers.
struct member_address {
    const volatile void* at;
};

template <std::size_t Count>
struct address_list {
    member_address addresses[Count];
};

// A bit-field is copied to a temporary here, and the address of that is no constant, nor is that of what a
// reference member refers to.
struct collect_addresses {
    template <class... T>
    constexpr auto operator()(const T&... members) const noexcept {
        return address_list<sizeof...(T)>{{{&members}...}};
    }
};

template <class T>
constexpr auto ghost_addresses() noexcept {
    return visit_members(ghost_object<T>(), collect_addresses{});
}

// Takes what has to be a constant.
template <auto>
struct constant_only {};

// Prints the path of each address, like `{&ghost.object.first}, {&ghost.object.second}` in clang, and with
// casts and the names of the classes in g++. All of a class at once: that is one instantiation for a class,
// not one for a member. A pack, since clang 14 prints no more than ten elements of an array. The return type
// is auto because g++ prints what other names stand for behind the arguments.
template <member_address... Addresses>
constexpr auto print_addresses() noexcept {
    return std::string_view(__PRETTY_FUNCTION__, sizeof(__PRETTY_FUNCTION__) - 1);
}

template <class T, std::size_t... I>
constexpr std::string_view print_members(std::index_sequence<I...>) noexcept {
    constexpr auto list = ghost_addresses<T>();
    return print_addresses<list.addresses[I]...>();
}

// Finds the names in printed addresses, from the last back to the first. What stands between two is the same
// all over.
template <std::size_t Count>
constexpr std::array<name_span, Count> find_member_names(std::string_view printed) noexcept {
    std::array<name_span, Count> spans{};
    std::size_t end = name_end(printed, printed.size());
    std::size_t between = 0;
    for (std::size_t i = Count; i-- > 0;) {
        const std::size_t begin = name_begin(printed, end);
        spans[i] = {begin, end - begin};
        if (i > 0 && between == 0)
            between = begin - name_end(printed, printed.rfind(',', find_before(printed, begin, '&')));
        end = begin - between;
    }
    return spans;
}

template <class T>
struct member_name_storage {
    static constexpr std::size_t count = member_count<T>;
    static constexpr std::string_view printed = print_members<T>(std::make_index_sequence<count>{});
    static constexpr std::array<name_span, count> spans = find_member_names<count>(printed);
    static constexpr name_chars<size_of_names(spans)> stored{printed, spans};
    static constexpr std::array<std::string_view, count> views = views_of_names(stored.chars, spans);
};

template <class T>
constexpr auto copy_member_names() noexcept {
    if constexpr (member_count<T> == 0)
        return std::array<std::string_view, 0>{};
    else
        return member_name_storage<T>::views;
}

template <class T>
concept tuple_like_class = requires { std::tuple_size<T>::value; };

template <class T>
constexpr bool is_reflectable() {
    if constexpr (!std::is_class_v<T> || !std::is_aggregate_v<T> || tuple_like_class<T>)
        return false;
    else if constexpr (member_count<T> == unknown_count)
        return false;
    else if constexpr (member_count<T> == 0)
        return true;
    else
        return requires { typename constant_only<ghost_addresses<T>()>; };
}

/// Is satisfied by an aggregate class whose members can be found: at most `member_limit`, no references and
/// no bit-fields among them, all in the class itself, whose bases are empty. Unions, and classes with a
/// `std::tuple_size` of their own such as `std::array`, are left out. `T` has to be complete. A class with an
/// anonymous union can't be told from others, and is an error when it is asked for.
template <class T>
concept reflectable = is_reflectable<std::remove_cv_t<T>>();

/// Holds the names of the members of the reflectable `T` in the order of declaration, as `std::array` of
/// `std::string_view` into static storage.
template <class T>
inline constexpr auto member_names = copy_member_names<std::remove_cv_t<T>>();

} // namespace inkjet::detail
