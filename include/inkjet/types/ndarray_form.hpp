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

// One of one dimension.
template <class T>
struct row : subarray<T> {};

// Numbers are copied out of the array, where they may lie anywhere; other elements are referred to.
template <class T>
inline constexpr bool is_copied =
    std::is_arithmetic_v<T> || std::is_enum_v<T> || std::is_same_v<T, half> || std::is_same_v<T, bfloat16>;

// Which of them come as tuples often enough for code of their own; of code units, arrays would be text.
template <class T>
inline constexpr bool makes_tuples = is_copied<T> && !is_code_unit<T>;

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

template <class T>
INKJET_INLINE bool is_aligned(const char* place) noexcept {
    return reinterpret_cast<std::uintptr_t>(place) % alignof(T) == 0;
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
    INKJET_INLINE std::size_t operator-(const element_iterator& other) const noexcept {
        return index - other.index;
    }
};

template <class T, class Part>
struct part_iterator {
    subarray<T> whole;
    std::size_t index;

    INKJET_INLINE Part operator*() const noexcept {
        return {whole.first + static_cast<std::ptrdiff_t>(index) * whole.axes->stride, whole.axes + 1,
                whole.rank - 1};
    }
    INKJET_INLINE part_iterator& operator++() noexcept {
        ++index;
        return *this;
    }
    INKJET_INLINE bool operator==(const part_iterator& other) const noexcept { return index == other.index; }
};

template <class T>
inline constexpr bool has_own_form<subarray<T>> = true;
template <class T>
inline constexpr bool has_own_form<row<T>> = true;

inline namespace INKJET_ISA {

// How many bytes are gathered before they are printed as one run: some cache lines.
inline constexpr std::size_t gathered_bytes = 512;

// One dimension, its elements copied to where they are contiguous: `copy(to, from, n)` copies n that lie
// along it from a place on.
template <class P, class Element, class Copy>
INKJET_INLINE char* put_gathered(context& c, char* p, const char* first, axis a, Copy copy) {
    if (!may_nest<1>(c)) [[unlikely]]
        return too_deep(c, p);
    *p++ = '[';
    --c.depth;
    constexpr std::size_t most = gathered_bytes / sizeof(Element);
    Element block[most];
    for (std::size_t done = 0; done != a.extent && !c.failed;) {
        const std::size_t n = a.extent - done < most ? a.extent - done : most;
        copy(&block[0], first + static_cast<std::ptrdiff_t>(done) * a.stride, n);
        p = put_elements<P, Element>(c, p, &block[0], &block[0] + n);
        done += n;
    }
    ++c.depth;
    p[-1] = ']';
    return ensure(c, p, exit_room);
}

template <class P, class T>
char* put_numbers(context& c, char* p, const char* first, axis a) {
    return put_gathered<P, T>(c, p, first, a,
                              [&](T* to, const char* from, std::size_t n) INKJET_LAMBDA_INLINE {
                                  for (std::size_t i = 0; i < n; ++i)
                                      to[i] = element_at<T>(from + static_cast<std::ptrdiff_t>(i) * a.stride);
                              });
}

// Two dimensions, the last one of few numbers: points, complex numbers, colours. Such tuples are bounded, or
// printed in runs across their brackets.
template <class P, class T, std::size_t Extent>
char* put_tuples(context& c, char* p, const char* first, axis outer, axis inner) {
    using tuple = T[Extent];
    if (outer.stride == sizeof(tuple) && inner.stride == sizeof(T) && is_aligned<T>(first)) {
        const tuple* const tuples = reinterpret_cast<const tuple*>(first);
        return put_array<P, tuple>(c, p, tuples, tuples + outer.extent);
    }
    return put_gathered<P, tuple>(
        c, p, first, outer, [&](tuple* to, const char* from, std::size_t n) INKJET_LAMBDA_INLINE {
            for (std::size_t j = 0; j < Extent; ++j) {
                const char* const column = from + static_cast<std::ptrdiff_t>(j) * inner.stride;
                for (std::size_t i = 0; i < n; ++i)
                    to[i][j] = element_at<T>(column + static_cast<std::ptrdiff_t>(i) * outer.stride);
            }
        });
}

template <class P, class T>
char* put_row(context& c, char* p, const char* first, axis a) {
    if ((a.stride == sizeof(T) || a.extent <= 1) && is_aligned<T>(first)) {
        const T* const elements = reinterpret_cast<const T*>(first);
        return put_array<P, T>(c, p, elements, elements + a.extent);
    }
    if constexpr (is_run_element<T> && is_copied<T>) {
        if (a.extent != 0 && !is_indented<P>(c) && prints_in_runs<T>(chosen<P>(c)))
            return put_numbers<P, T>(c, p, first, a);
    }
    return put_array<P, T>(c, p, element_iterator<T>{first, a.stride, 0},
                           element_iterator<T>{first, a.stride, a.extent});
}

template <class P, class T>
INKJET_NOINLINE char* put_rows(context& c, char* p, const char* first, const axis* axes) {
    if constexpr (makes_tuples<T>) {
        if (axes[0].extent != 0 && !is_indented<P>(c)) {
            switch (axes[1].extent) {
            case 2:
                return put_tuples<P, T, 2>(c, p, first, axes[0], axes[1]);
            case 3:
                return put_tuples<P, T, 3>(c, p, first, axes[0], axes[1]);
            case 4:
                return put_tuples<P, T, 4>(c, p, first, axes[0], axes[1]);
            default:
                break;
            }
        }
    }
    const part_iterator<T, row<T>> rows{{first, axes, 2}, 0};
    return put_array<P, row<T>>(c, p, rows, part_iterator<T, row<T>>{rows.whole, axes->extent});
}

template <class P, class T>
char* put_subarray(context& c, char* p, const char* first, const axis* axes, std::size_t rank) {
    if (rank == 2) return put_rows<P, T>(c, p, first, axes);
    if (rank == 1) return put_row<P, T>(c, p, first, *axes);
    if (rank == 0) {
        decltype(auto) element = element_at<T>(first);
        return write_in_any_room<P>(c, p, element);
    }
    const part_iterator<T, subarray<T>> parts{{first, axes, rank}, 0};
    return put_array<P, subarray<T>>(c, p, parts, part_iterator<T, subarray<T>>{parts.whole, axes->extent});
}

} // namespace INKJET_ISA

template <class T>
struct form<subarray<T>, kind::own> : unbounded_form {
    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const subarray<T>& array) {
        return put_subarray<P, T>(c, p, array.first, array.axes, array.rank);
    }
};

template <class T>
struct form<row<T>, kind::own> : unbounded_form {
    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const row<T>& array) {
        return put_row<P, T>(c, p, array.first, *array.axes);
    }
};

} // namespace inkjet::detail
