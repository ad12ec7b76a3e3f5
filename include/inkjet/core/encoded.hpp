// Types that say by an encoder how they are written.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/encoder.hpp>
#include <inkjet/core/form.hpp>

#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

inline namespace INKJET_ISA {

// What every `choose` is given beside the call that writes: where the value stands. Two pointers, passed by
// value, so that the cursor stays in a register.
class chosen_place {
  public:
    INKJET_INLINE chosen_place(context& of, char* cursor) noexcept : c(of), p(cursor) {}

    /// Fails the write at this value. `note` says why, in a few words.
    INKJET_COLD written refuse(errc code, std::string_view note) const {
        return written(c.fail(code, p, note));
    }

    /// Returns `options::fallback_data`.
    void* data() const noexcept { return c.chosen->fallback_data; }

  protected:
    context& c;
    char* p;
};

// What `encoder<T>::choose` is given: writes the one stand-in that it is called with.
template <class P>
class chooser : public chosen_place {
  public:
    using chosen_place::chosen_place;

    /// Writes anything serializable in the place of the value.
    template <class T>
    INKJET_INLINE written operator()(T&& value) const {
        constexpr std::size_t bound = bound_of<P, T>;
        if constexpr (bound != unbounded) {
            return written(write_value<P>(c, ensure(c, p, bound + exit_room), value));
        } else {
            return written(write_value<P>(c, p, value));
        }
    }
};

} // namespace INKJET_ISA

template <class T>
concept encoded_by_choice = requires(chooser<default_policy> write, const T& value) {
    { encoder<T>::choose(value, write) } -> std::same_as<written>;
};

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
    static_assert(encoded_as<T> || encoded_by_choice<T> || encoded_by_hand<T>,
                  "inkjet::encoder of this type needs `static auto as(const T&)`, `static inkjet::written "
                  "choose(const T&, auto)` or `static void write(auto&, const T&)`");

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
        requires encoded_by_choice<T>
    INKJET_INLINE static char* write(context& c, char* p, const T& value) {
        return encoder<T>::choose(value, chooser<copying<P>>(c, p)).cursor();
    }

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
