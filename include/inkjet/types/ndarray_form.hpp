// How a part of an array with extents and strides is written, whatever its number of dimensions.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/core/sequence.hpp>
#include <inkjet/types/half.hpp>
#include <inkjet/types/number.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace inkjet::detail {

// One dimension: how many entries, and the bytes from one to the next.
struct axis {
    std::size_t extent;
    std::ptrdiff_t stride;
};

// What is left of an array once an index was chosen in each of the dimensions before `axes`. Of one type for
// all ranks, so that they share their code.
template <class T>
struct subarray {
    const char* first;
    const axis* axes;
    std::size_t rank;
};

// Numbers are copied out of the array, where they may lie anywhere; other elements are referred to.
template <class T>
inline constexpr bool is_copied =
    std::is_arithmetic_v<T> || std::is_enum_v<T> || std::is_same_v<T, half> || std::is_same_v<T, bfloat16>;

template <class T>
INKJET_INLINE decltype(auto) element_at(const char* place) noexcept {
    if constexpr (is_copied<T>) {
        T element;
        std::memcpy(&element, place, sizeof element);
        return element;
    } else {
        return *reinterpret_cast<const T*>(place);
    }
}

// Iterators that count, so that a stride may be 0 and no address is made up that is not an element's.
template <class T>
struct element_iterator {
    const char* first;
    std::ptrdiff_t stride;
    std::size_t index;

    INKJET_INLINE decltype(auto) operator*() const noexcept {
        return element_at<T>(first + static_cast<std::ptrdiff_t>(index) * stride);
    }
    INKJET_INLINE element_iterator& operator++() noexcept {
        ++index;
        return *this;
    }
    INKJET_INLINE bool operator==(const element_iterator& other) const noexcept {
        return index == other.index;
    }
};

template <class T>
struct subarray_iterator {
    subarray<T> whole;
    std::size_t index;

    INKJET_INLINE subarray<T> operator*() const noexcept {
        return {whole.first + static_cast<std::ptrdiff_t>(index) * whole.axes->stride, whole.axes + 1,
                whole.rank - 1};
    }
    INKJET_INLINE subarray_iterator& operator++() noexcept {
        ++index;
        return *this;
    }
    INKJET_INLINE bool operator==(const subarray_iterator& other) const noexcept {
        return index == other.index;
    }
};

template <class T>
inline constexpr bool has_own_form<subarray<T>> = true;

inline namespace INKJET_ISA {

// How many elements are gathered before they are printed as one run: some cache lines of them.
inline constexpr std::size_t gathered_elements = 64;

template <class P, class T>
char* put_gathered(context& c, char* p, const char* first, axis a) {
    if (!may_nest<1>(c)) [[unlikely]]
        return too_deep(c, p);
    *p++ = '[';
    --c.depth;
    T block[gathered_elements];
    for (std::size_t done = 0; done != a.extent && !c.failed;) {
        const std::size_t left = a.extent - done;
        const std::size_t n = left < gathered_elements ? left : gathered_elements;
        const char* const place = first + static_cast<std::ptrdiff_t>(done) * a.stride;
        for (std::size_t i = 0; i < n; ++i)
            block[i] = element_at<T>(place + static_cast<std::ptrdiff_t>(i) * a.stride);
        p = put_elements<P, T>(c, p, &block[0], &block[0] + n);
        done += n;
    }
    ++c.depth;
    p[-1] = ']';
    return ensure(c, p, exit_room);
}

template <class P, class T>
char* put_row(context& c, char* p, const char* first, axis a) {
    const bool contiguous = a.stride == sizeof(T) || a.extent <= 1;
    if (contiguous && reinterpret_cast<std::uintptr_t>(first) % alignof(T) == 0) {
        const T* const elements = reinterpret_cast<const T*>(first);
        return put_array<P, T>(c, p, elements, elements + a.extent);
    }
    if constexpr (is_copied<T> && prints_in_runs<P, T>)
        return put_gathered<P, T>(c, p, first, a);
    else
        return put_array<P, T>(c, p, element_iterator<T>{first, a.stride, 0},
                               element_iterator<T>{first, a.stride, a.extent});
}

template <class P, class T>
char* put_subarray(context& c, char* p, subarray<T> array) {
    if (array.rank == 0) {
        decltype(auto) element = element_at<T>(array.first);
        return write_in_any_room<P>(c, p, element);
    }
    if (array.rank == 1) return put_row<P, T>(c, p, array.first, *array.axes);
    return put_array<P, subarray<T>>(c, p, subarray_iterator<T>{array, 0},
                                     subarray_iterator<T>{array, array.axes->extent});
}

} // namespace INKJET_ISA

template <class T>
struct form<subarray<T>, kind::own> {
    template <class>
    static constexpr std::size_t bound = unbounded;
    static constexpr unsigned nesting = 0;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const subarray<T>& array) {
        return put_subarray<P, T>(c, p, array);
    }
};

} // namespace inkjet::detail
