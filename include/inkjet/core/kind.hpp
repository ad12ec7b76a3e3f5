// Which family a type belongs to, decided once, in one order.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/describe.hpp>
#include <inkjet/core/encoder.hpp>
#include <inkjet/reflect/member_names.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace inkjet::detail {

enum class kind : unsigned char {
    own,
    encoded,
    described,
    null,
    boolean,
    character,
    integer,
    floating,
    enumeration,
    text,
    pointer,
    optional,
    variant,
    map,
    range,
    tuple,
    aggregate,
    unsupported,
};

// Specialized beside the types of this library that bring a form of their own.
template <class T>
inline constexpr bool has_own_form = false;

// Specialized for those of them that come out as short text in quotes, so that they can be keys of maps.
template <class T>
inline constexpr bool is_text_scalar = false;

template <class T>
inline constexpr bool is_code_unit =
    std::is_same_v<T, char> || std::is_same_v<T, char8_t> || std::is_same_v<T, char16_t> ||
    std::is_same_v<T, char32_t> || std::is_same_v<T, wchar_t>;

__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 uint128;

template <class T>
inline constexpr bool is_integer =
    std::is_integral_v<T> || std::is_same_v<T, int128> || std::is_same_v<T, uint128>;

// Families are recognized by what a type offers, not by its name, so that these headers include neither
// <optional> nor <memory> nor <map>, and so that other libraries' types of the same shape are covered.

template <class T>
inline constexpr bool is_null = std::is_same_v<T, std::nullptr_t> || std::is_same_v<T, std::monostate>;

template <class T>
concept contiguous_text = requires(const T& v) {
    requires is_code_unit<std::remove_cvref_t<decltype(*v.data())>>;
    { v.size() } -> std::convertible_to<std::size_t>;
};

template <class T>
concept converts_to_text = std::is_class_v<T> && std::is_convertible_v<const T&, std::string_view>;

template <class T>
inline constexpr bool is_c_text =
    std::is_pointer_v<T> && is_code_unit<std::remove_cv_t<std::remove_pointer_t<T>>>;
template <class T, std::size_t N>
inline constexpr bool is_c_text<T[N]> = is_code_unit<std::remove_cv_t<T>>;

// Whether values of this type only refer to others, which live longer: they may be temporaries themselves.
template <class T>
inline constexpr bool owns_nothing = std::is_pointer_v<T> || std::ranges::enable_borrowed_range<T>;

// Whether what is in a value outlives the call that it was given to as a `T&&`.
template <class T>
inline constexpr bool is_lasting = std::is_lvalue_reference_v<T> || owns_nothing<std::remove_cv_t<T>>;

// What a range-based for loop would iterate over. The CPOs of <ranges> do the same with concepts that cost a
// user of this header more to compile than all else in it; <string_view> has std::begin and std::end without
// the streams that <iterator> brings.
namespace range_access {
using std::begin;
using std::end;

template <class T>
INKJET_INLINE constexpr auto first_of(T& range) -> decltype(begin(range)) {
    return begin(range);
}
template <class T>
INKJET_INLINE constexpr auto end_of(T& range) -> decltype(end(range)) {
    return end(range);
}
} // namespace range_access
using range_access::end_of;
using range_access::first_of;

template <class T>
concept iterable = requires(T& v) {
    *first_of(v);
    end_of(v);
};

template <class T>
concept map_like = requires {
    typename T::key_type;
    typename T::mapped_type;
};

// What may hold an error in the place of a value is none: null would hide the error.
template <class T>
concept optional_like = std::is_class_v<T> && !requires(const T& v) { v.error(); } && requires(const T& v) {
    { v.has_value() } -> std::convertible_to<bool>;
    *v;
};

template <class T>
concept pointer_like = std::is_class_v<T> && !optional_like<T> && requires(const T& v) {
    typename T::element_type;
    static_cast<bool>(v);
    *v;
};

template <class T>
concept variant_like = std::is_class_v<T> && requires(const T& v) {
    std::variant_size<T>::value;
    { v.index() } -> std::convertible_to<std::size_t>;
    { v.valueless_by_exception() } -> std::convertible_to<bool>;
};

template <class T>
concept tuple_like = requires { std::tuple_size<T>::value; };

// T without const or volatile. The order matters: an encoder goes before all, text before ranges, maps before
// ranges.
template <class T>
constexpr kind find_kind() {
    if constexpr (has_own_form<T>)
        return kind::own;
    else if constexpr (has_encoder<T>)
        return kind::encoded;
    else if constexpr (has_member_list<T> || (is_described<T> && reflectable<T>))
        return kind::described;
    else if constexpr (std::is_same_v<T, bool>)
        return kind::boolean;
    else if constexpr (is_code_unit<T>)
        return kind::character;
    else if constexpr (is_integer<T>)
        return kind::integer;
    else if constexpr (std::is_floating_point_v<T>)
        return kind::floating;
    else if constexpr (std::is_enum_v<T>)
        return kind::enumeration;
    else if constexpr (is_c_text<T>)
        return kind::text;
    else if constexpr (std::is_pointer_v<T>)
        return std::is_object_v<std::remove_pointer_t<T>> ? kind::pointer : kind::unsupported;
    else if constexpr (std::is_array_v<T>)
        return kind::range;
    else if constexpr (contiguous_text<T> || converts_to_text<T>)
        return kind::text;
    else if constexpr (is_null<T>)
        return kind::null;
    else if constexpr (optional_like<T>)
        return kind::optional;
    else if constexpr (variant_like<T>)
        return kind::variant;
    else if constexpr (pointer_like<T>)
        return kind::pointer;
    else if constexpr (iterable<const T> || iterable<T>)
        return map_like<T> ? kind::map : kind::range;
    else if constexpr (tuple_like<T>)
        return kind::tuple;
    else if constexpr (reflectable<T>)
        return kind::aggregate;
    else
        return kind::unsupported;
}

template <class T>
inline constexpr kind kind_of = find_kind<T>();

} // namespace inkjet::detail
