// Variants: the alternative that is held, as it would be written alone or with a tag.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>

#include <cstddef>
#include <utility>
#include <variant>

namespace inkjet::detail {

// Of types/tagged.hpp, which whoever describes a tag has included.
template <class Variant, std::size_t I>
struct tagged_alternative;

template <class T>
struct form<T, kind::variant> : unbounded_form {
    template <class P>
    static char* write(context& c, char* p, const T& value) {
        return write_held<P>(c, p, value, std::make_index_sequence<std::variant_size_v<T>>{});
    }

  private:
    template <class P, std::size_t I>
    static char* write_one(context& c, char* p, const T& value) {
        if constexpr (requires { describe<T>::tag; }) {
            const tagged_alternative<T, I> tagged{*get_if<I>(&value)};
            return write_in_any_room<P>(c, p, tagged);
        } else {
            return write_in_any_room<P>(c, p, *get_if<I>(&value));
        }
    }

    template <class P, std::size_t... I>
    static char* write_held(context& c, char* p, const T& value, std::index_sequence<I...>) {
        if (value.valueless_by_exception()) [[unlikely]]
            return c.fail(errc::bad_value, p, "a variant without a value");
        static_cast<void>(((value.index() == I && (p = write_one<P, I>(c, p, value), true)) || ...));
        return p;
    }
};

} // namespace inkjet::detail
