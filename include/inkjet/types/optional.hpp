// Values that may be absent: optionals, and pointers, raw or smart, to objects. An absent one is null.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

template <class T>
struct form<T, kind::optional> {
    using value_type = std::remove_cvref_t<decltype(*std::declval<const T&>())>;

    // Bounded as its value is; but one that holds arrays or objects is not, since an absent one does not
    // nest.
    template <class P>
    static constexpr std::size_t bound = [] {
        if constexpr (form_of<value_type>::nesting != 0)
            return unbounded;
        else if constexpr (bound_of<P, value_type> == unbounded)
            return unbounded;
        else
            return bound_of<P, value_type> < 4 ? std::size_t{4} : bound_of<P, value_type>;
    }();
    static constexpr unsigned nesting = 0;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const T& value) {
        if (!value.has_value()) {
            p = put_literal(p, "null");
            return bound<P> != unbounded ? p : ensure(c, p, exit_room);
        }
        auto&& held = *value;
        using policy = copying_unless<std::is_lvalue_reference_v<decltype(held)>, P>;
        if constexpr (bound<P> == unbounded && bound_of<P, value_type> != unbounded)
            return write_in_any_room<policy>(c, p, held);
        else
            return write_value<policy>(c, p, held);
    }
};

template <class T>
struct form<T, kind::pointer> : unbounded_form {
    // Out of line, so that a type may hold pointers to its own kind.
    template <class P>
    INKJET_NOINLINE static char* write(context& c, char* p, const T& value) {
        if (!value) return ensure(c, put_literal(p, "null"), exit_room);
        auto&& target = *value;
        return write_in_any_room<copying_unless<std::is_lvalue_reference_v<decltype(target)>, P>>(c, p,
                                                                                                  target);
    }
};

} // namespace inkjet::detail
