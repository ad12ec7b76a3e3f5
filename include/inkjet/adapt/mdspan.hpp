// std::mdspan, and what is made like it, as nested arrays.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/encoder.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/core/sequence.hpp>
#include <inkjet/types/ndarray.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

// Recognized by what it offers, so that the reference implementation's and others' are covered and <mdspan>
// need not be there. Where the mapping has strides and the accessor is plain memory, elements are written
// where they lie; else they are asked for one by one. Include this header before such a type is written.

namespace inkjet::detail {

template <class T>
concept mdspan_like = std::is_class_v<T> && !has_encoder<T> && requires(const T& array) {
    typename T::element_type;
    typename T::accessor_type;
    { T::rank() } -> std::convertible_to<std::size_t>;
    array.extents().extent(typename T::rank_type());
    array.data_handle();
    array.accessor();
    { array.mapping().is_strided() } -> std::convertible_to<bool>;
};

template <mdspan_like T>
inline constexpr bool has_own_form<T> = true;

// An accessor that hands out references to what a pointer points at is taken to do nothing else.
template <class T>
inline constexpr bool is_in_memory =
    std::is_same_v<typename T::data_handle_type, typename T::element_type*> &&
    std::is_same_v<typename T::accessor_type::reference, typename T::element_type&>;

// What is left once indices are chosen in the first dimensions.
template <class T, std::size_t Chosen>
struct mdspan_part {
    const T* array;
    std::array<std::size_t, T::rank()> indices;
};
template <class T, std::size_t Chosen>
inline constexpr bool has_own_form<mdspan_part<T, Chosen>> = true;

template <class T>
using mdspan_element = std::remove_cv_t<typename T::element_type>;

template <class T, std::size_t... I>
INKJET_INLINE decltype(auto) element_of(const mdspan_part<T, T::rank()>& place, std::index_sequence<I...>) {
    const auto offset = place.array->mapping()(static_cast<typename T::index_type>(place.indices[I])...);
    return place.array->accessor().access(place.array->data_handle(), static_cast<std::size_t>(offset));
}

template <class T, std::size_t Chosen>
struct mdspan_iterator {
    mdspan_part<T, Chosen> part;

    INKJET_INLINE decltype(auto) operator*() const {
        const mdspan_part<T, Chosen + 1> next{part.array, part.indices};
        if constexpr (Chosen + 1 == T::rank())
            return element_of(next, std::make_index_sequence<T::rank()>());
        else
            return next;
    }
    INKJET_INLINE mdspan_iterator& operator++() {
        ++part.indices[Chosen];
        return *this;
    }
    INKJET_INLINE bool operator==(const mdspan_iterator& other) const {
        return part.indices[Chosen] == other.part.indices[Chosen];
    }
};

inline namespace INKJET_ISA {

template <class P, class T, std::size_t Chosen>
char* put_mdspan_part(context& c, char* p, const mdspan_part<T, Chosen>& part) {
    constexpr bool is_last = Chosen + 1 == T::rank();
    using value = typename std::conditional_t<is_last, std::type_identity<mdspan_element<T>>,
                                              std::type_identity<mdspan_part<T, Chosen + 1>>>::type;
    mdspan_iterator<T, Chosen> first{part}, last{part};
    last.part.indices[Chosen] =
        static_cast<std::size_t>(part.array->extents().extent(static_cast<typename T::rank_type>(Chosen)));
    return put_array<P, value>(c, p, first, last);
}

template <class P, class T>
char* put_mdspan(context& c, char* p, const T& array) {
    if constexpr (is_in_memory<T> && requires { array.mapping().stride(typename T::rank_type()); }) {
        if (array.mapping().is_strided()) {
            std::array<std::ptrdiff_t, T::rank()> extents{}, strides{};
            for (std::size_t r = 0; r < T::rank(); ++r) {
                const auto dimension = static_cast<typename T::rank_type>(r);
                extents[r] = static_cast<std::ptrdiff_t>(array.extents().extent(dimension));
                strides[r] = static_cast<std::ptrdiff_t>(array.mapping().stride(dimension));
            }
            const ndarray<mdspan_element<T>> same(array.data_handle(), extents, strides);
            return write_value<P>(c, p, same);
        }
    }
    const mdspan_part<T, 0> whole{&array, {}};
    if constexpr (T::rank() == 0) {
        const mdspan_element<T> element = element_of(whole, std::index_sequence<>());
        return write_in_any_room<copying<P>>(c, p, element);
    } else {
        return put_mdspan_part<P>(c, p, whole);
    }
}

} // namespace INKJET_ISA

template <class T, std::size_t Chosen>
struct form<mdspan_part<T, Chosen>, kind::own> : unbounded_form {
    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const mdspan_part<T, Chosen>& part) {
        return put_mdspan_part<P>(c, p, part);
    }
};

template <mdspan_like T>
struct form<T, kind::own> : unbounded_form {
    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const T& array) {
        return put_mdspan<P>(c, p, array);
    }
};

} // namespace inkjet::detail
