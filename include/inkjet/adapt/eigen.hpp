// Eigen's vectors as arrays, its matrices as arrays of rows, whatever the order of their storage.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/encoder.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/core/number_run.hpp>
#include <inkjet/types/half.hpp>
#include <inkjet/types/ndarray.hpp>
#include <inkjet/types/range.hpp>

#include <Eigen/Core>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

// Matrix, Array, Map, Ref, Block and whatever else Eigen can access by strides is written where it lies.
// Expressions are evaluated before, which may allocate. What is a vector by its type is flat, a matrix of one
// row or column is not: [[1.0],[2.0]]. Include this header before any of these types is written.

namespace inkjet::detail {

template <class Derived>
std::true_type is_eigen_dense(const Eigen::DenseBase<Derived>*);
std::false_type is_eigen_dense(const void*);

template <class T>
concept eigen_dense =
    std::is_class_v<T> && decltype(is_eigen_dense(static_cast<const T*>(nullptr)))::value && !has_encoder<T>;

template <eigen_dense T>
inline constexpr bool has_own_form<T> = true;

// Vectors of a fixed size, the points and directions of which there are many: as cheap as C arrays of that
// size.
template <class T>
inline constexpr bool is_small_eigen_vector = false;
template <class Scalar, int Rows, int Columns, int Options, int MaxRows, int MaxColumns>
inline constexpr bool
    is_small_eigen_vector<Eigen::Matrix<Scalar, Rows, Columns, Options, MaxRows, MaxColumns>> =
        (Rows == 1 || Columns == 1) && (Rows > 1 || Columns > 1) && std::is_arithmetic_v<Scalar> &&
        !is_code_unit<Scalar>;
template <class Scalar, int Rows, int Columns, int Options, int MaxRows, int MaxColumns>
inline constexpr bool
    is_small_eigen_vector<Eigen::Array<Scalar, Rows, Columns, Options, MaxRows, MaxColumns>> =
        is_small_eigen_vector<Eigen::Matrix<Scalar, Rows, Columns, Options, MaxRows, MaxColumns>>;

template <class T>
    requires is_small_eigen_vector<T>
struct run_element<T> : run_element<typename T::Scalar[T::SizeAtCompileTime]> {};

inline namespace INKJET_ISA {

template <class P, class T>
char* put_eigen(context& c, char* p, const T& value) {
    using scalar = typename T::Scalar;
    if constexpr ((static_cast<unsigned>(T::Flags) & Eigen::DirectAccessBit) == 0) {
        return put_eigen<copying<P>>(c, p, value.eval());
    } else if constexpr (T::IsVectorAtCompileTime) {
        const ndarray<scalar> array(value.data(), {value.size()}, {value.innerStride()});
        return write_value<P>(c, p, array);
    } else {
        const ndarray<scalar> array(value.data(), {value.rows(), value.cols()},
                                    {value.rowStride(), value.colStride()});
        return write_value<P>(c, p, array);
    }
}

} // namespace INKJET_ISA

template <eigen_dense T>
struct form<T, kind::own> : unbounded_form {
    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const T& value) {
        return put_eigen<P>(c, p, value);
    }
};

template <eigen_dense T>
    requires is_small_eigen_vector<T>
struct form<T, kind::own> {
    using elements = typename T::Scalar[T::SizeAtCompileTime];
    static_assert(sizeof(T) >= sizeof(elements));

    template <class P>
    static constexpr std::size_t bound = bound_of<P, elements>;
    static constexpr unsigned nesting = form_of<elements>::nesting;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const T& value) {
        return write_value<P>(c, p, reinterpret_cast<const elements&>(*value.data()));
    }
};

// Eigen's own numbers of sixteen bits.
template <class T, class Same>
struct eigen_half_form {
    template <class P>
    static constexpr std::size_t bound = bound_of<P, Same>;
    static constexpr unsigned nesting = 0;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const T& value) {
        const Same same{std::bit_cast<std::uint16_t>(value)};
        return write_value<P>(c, p, same);
    }
};

template <>
inline constexpr bool has_own_form<Eigen::half> = true;
template <>
inline constexpr bool has_own_form<Eigen::bfloat16> = true;
template <>
struct form<Eigen::half, kind::own> : eigen_half_form<Eigen::half, half> {};
template <>
struct form<Eigen::bfloat16, kind::own> : eigen_half_form<Eigen::bfloat16, bfloat16> {};

} // namespace inkjet::detail
