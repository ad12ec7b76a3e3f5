// Values whose floating point numbers are written in a style of their own.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/describe.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/types/number.hpp>
#include <inkjet/types/styled_number.hpp>

#include <cstddef>
#include <type_traits>

namespace inkjet {

/// Gives the floating point numbers in a value a style, whatever the options say: `in_style(price,
/// fixed(2))`. Holds a reference. Write it in the expression that makes it, or return it from a function of
/// `describe<T>::members` whose argument lives on.
template <class T>
constexpr detail::styled<const T> in_style(const T& value, float_style style) noexcept {
    return {value, style};
}

namespace detail {

// Options of one's own for the time of a value.
class options_guard {
  public:
    options_guard(context& c, const options& instead) noexcept : c_(c), former_(c.chosen) {
        c.chosen = &instead;
    }
    options_guard(const options_guard&) = delete;
    options_guard& operator=(const options_guard&) = delete;
    ~options_guard() { c_.chosen = former_; }

  private:
    context& c_;
    const options* former_;
};

template <class T>
inline constexpr bool has_own_form<styled<T>> = true;

template <class T>
struct form<styled<T>, kind::own> {
    using value_type = std::remove_cv_t<T>;
    static constexpr bool is_number = kind_of<value_type> == kind::floating;

    template <class>
    static constexpr std::size_t bound = is_number ? styled_chars : unbounded;
    static constexpr unsigned nesting = 0;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const styled<T>& v) {
        if constexpr (is_number) {
            const auto number = static_cast<typename form<value_type>::printed>(v.value);
            if (!is_finite(number)) [[unlikely]]
                return put_not_finite(c, p, opaque_bits(number), chosen<P>(c).non_finite);
            return write_styled(p, number, v.style);
        } else {
            options instead = chosen<P>(c);
            instead.floats = v.style;
            const options_guard guard(c, instead);
            return write_in_any_room<run_time_policy>(c, p, v.value);
        }
    }
};

} // namespace detail
} // namespace inkjet
