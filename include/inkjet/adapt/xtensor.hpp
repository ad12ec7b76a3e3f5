// xtensor's arrays, tensors and expressions as nested arrays.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/encoder.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/types/ndarray.hpp>

#include <xtensor/xarray.hpp>
#include <xtensor/xexpression.hpp>

#include <cstddef>
#include <type_traits>

// xarray, xtensor, xtensor_fixed, adaptors and strided views of them are written where they lie, whatever
// their layout. Other expressions are evaluated before, which allocates. An expression without dimensions is
// its one element. Include this header before any of these types is written; else they are taken for flat
// ranges.

namespace inkjet::detail {

template <class Derived>
std::true_type is_xtensor_expression(const xt::xexpression<Derived>*);
std::false_type is_xtensor_expression(const void*);

template <class T>
concept xtensor_expression =
    std::is_class_v<T> && decltype(is_xtensor_expression(static_cast<const T*>(nullptr)))::value &&
    !has_encoder<T>;

// What has its elements in memory, at strides.
template <class T>
concept strided_xtensor = requires(const T& value) {
    requires std::is_pointer_v<std::remove_cvref_t<decltype(value.data())>>;
    value.data_offset();
    value.shape();
    value.strides();
};

template <xtensor_expression T>
inline constexpr bool has_own_form<T> = true;

template <xtensor_expression T>
struct form<T, kind::own> : unbounded_form {
    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const T& value) {
        if constexpr (strided_xtensor<T>)
            return put_strided<P>(c, p, value);
        else // by hand, as xt::eval of 0.24 gives four dimensions to whatever has any number of them
            return put_strided<copying<P>>(c, p, xt::xarray<typename T::value_type>(value));
    }

  private:
    template <class P, class Strided>
    INKJET_INLINE static char* put_strided(context& c, char* p, const Strided& value) {
        const ndarray<typename Strided::value_type> array(value.data() + value.data_offset(), value.shape(),
                                                          value.strides());
        return write_value<P>(c, p, array);
    }
};

} // namespace inkjet::detail
