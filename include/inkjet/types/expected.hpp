// What holds a value or an error: std::expected and other libraries' types of its shape.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/encoder.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/types/adhoc.hpp>
#include <inkjet/types/number.hpp>

#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

// The value is written as it would be alone, `null` if it is void; an error as `{"unexpected":error}`. A type
// that says by itself how it is written is none of these.
template <class T>
concept expected_like = std::is_class_v<T> && !has_encoder<T> && !is_described<T> && requires(const T& v) {
    { v.has_value() } -> std::convertible_to<bool>;
    v.error();
    *v;
};

template <expected_like T>
inline constexpr bool has_own_form<T> = true;

inline namespace INKJET_ISA {

// Out of line, so that a type may hold its own kind.
template <class P, class T>
INKJET_NOINLINE char* put_expected(context& c, char* p, const T& value) {
    if (!value.has_value()) {
        auto&& error = value.error();
        const auto object = inkjet::object("unexpected", error);
        return write_value<copying_unless<std::is_lvalue_reference_v<decltype(error)>, P>>(c, p, object);
    }
    if constexpr (std::is_void_v<decltype(*value)>) {
        return ensure(c, put_literal(p, "null"), exit_room);
    } else {
        auto&& held = *value;
        return write_in_any_room<copying_unless<std::is_lvalue_reference_v<decltype(held)>, P>>(c, p, held);
    }
}

} // namespace INKJET_ISA

template <expected_like T>
struct form<T, kind::own> : unbounded_form {
    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const T& value) {
        return put_expected<P>(c, p, value);
    }

    static content look(const T& value) {
        return std::is_void_v<decltype(*value)> && value.has_value() ? content::absent : content::something;
    }
};

} // namespace inkjet::detail
