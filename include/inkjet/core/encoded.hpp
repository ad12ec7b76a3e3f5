// Types that say by an encoder how they are written.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/encoder.hpp>
#include <inkjet/core/form.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

template <class T>
concept encoded_as = requires(const T& value) { encoder<T>::as(value); };

template <class T>
concept encoded_by_hand =
    requires(value_writer<default_policy>& writer, const T& value) { encoder<T>::write(writer, value); };

template <class T>
inline constexpr bool stands_for_itself = false;
template <encoded_as T>
inline constexpr bool stands_for_itself<T> =
    std::is_same_v<std::remove_cvref_t<decltype(encoder<T>::as(std::declval<const T&>()))>, T>;

template <class T>
struct form<T, kind::encoded> {
    static_assert(encoded_as<T> || encoded_by_hand<T>,
                  "inkjet::encoder of this type needs `static auto as(const T&)` or `static void "
                  "write(auto&, const T&)`");

    static_assert(!stands_for_itself<T>, "inkjet::encoder<T>::as must return another type than T");

    template <class P>
    static constexpr std::size_t bound = [] {
        if constexpr (encoded_as<T>)
            return bound_of<P, decltype(encoder<T>::as(std::declval<const T&>()))>;
        else
            return unbounded;
    }();

    static constexpr unsigned nesting = [] {
        if constexpr (encoded_as<T>)
            return form_of<decltype(encoder<T>::as(std::declval<const T&>()))>::nesting;
        else
            return 0u;
    }();

    template <class P>
    static char* write(context& c, char* p, const T& value) {
        if constexpr (encoded_as<T>) {
            auto&& stand_in = encoder<T>::as(value);
            return write_value<copying<P>>(c, p, stand_in);
        } else {
            value_writer<copying<P>> writer(c, p);
            encoder<T>::write(writer, value);
            return writer.finish();
        }
    }
};

} // namespace inkjet::detail
