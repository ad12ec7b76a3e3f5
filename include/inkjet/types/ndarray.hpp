// Arrays of any number of dimensions, seen through a pointer, extents and strides: written in place as nested
// arrays.
#pragma once

#include <inkjet/types/ndarray_form.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <string_view>
#include <type_traits>

namespace inkjet {

/// The most dimensions that an `ndarray` has; one of more is refused when it is written.
inline constexpr std::size_t max_rank = 64;

namespace detail {

// An entry of `{rows, columns}`, whose types may differ.
class any_integer {
  public:
    template <std::integral Integer>
    constexpr any_integer(Integer value) noexcept // NOLINT: implicit, to stand in braces
        : value_(static_cast<std::ptrdiff_t>(value)) {}
    constexpr operator std::ptrdiff_t() const noexcept { return value_; } // NOLINT: as above

  private:
    std::ptrdiff_t value_;
};
using integers_in_braces = std::initializer_list<any_integer>;

// A range or array of integers that knows its size.
template <class List>
concept integer_list = requires(const List& list) {
    std::size(list);
    requires std::integral<std::remove_cvref_t<decltype(*std::begin(list))>>;
};

struct ndarray_maker;

} // namespace detail

/// Refers to an array in memory: a pointer to the first element, and for each dimension the extent (how many)
/// and the stride (how far from one to the next). Owns nothing; the elements must outlive it, the extents and
/// strides are copied. Written as arrays in arrays, in the order of the dimensions: two are rows of columns,
/// whatever lies next to what in memory; none is the element alone.
///
/// `T` is anything that can be written. Strides are counted in elements, as in mdspan, DLPack and Eigen, save
/// with `byte_strided`; they may be negative or zero. Extents that are negative count as 0. As many strides
/// as extents must be given, and at most `max_rank`; else writing fails with `errc::bad_value`.
template <class T>
class ndarray {
    static_assert(!std::is_reference_v<T> && !std::is_const_v<T> && !std::is_volatile_v<T>);

  public:
    using element_type = T;

    /// Refers to elements that lie without gaps, the last dimension innermost (row-major, as in C). Give the
    /// extents in braces, `{rows, columns}`, or as a range of integers.
    ndarray(const T* first, detail::integers_in_braces extents) noexcept : ndarray(first) {
        set_row_major(extents);
    }
    template <detail::integer_list Extents>
    ndarray(const T* first, const Extents& extents) noexcept : ndarray(first) {
        set_row_major(extents);
    }

    /// Refers to elements at these strides, in elements.
    ndarray(const T* first, detail::integers_in_braces extents, detail::integers_in_braces strides) noexcept
        : ndarray(first) {
        set_strided(extents, strides, sizeof(T));
    }
    template <detail::integer_list Extents, detail::integer_list Strides>
    ndarray(const T* first, const Extents& extents, const Strides& strides) noexcept : ndarray(first) {
        set_strided(extents, strides, sizeof(T));
    }

    ndarray(const ndarray& other) noexcept { *this = other; }
    ndarray& operator=(const ndarray& other) noexcept {
        first_ = other.first_;
        rank_ = other.rank_;
        flaw_ = other.flaw_;
        axes_[0] = other.axes_[0];
        for (std::size_t i = 1; i < rank_; ++i) axes_[i] = other.axes_[i];
        return *this;
    }
    ~ndarray() = default;

    /// Returns the number of dimensions.
    std::size_t rank() const noexcept { return rank_; }
    /// Returns the number of entries in a dimension below `rank()`.
    std::size_t extent(std::size_t dimension) const noexcept { return axes_[dimension].extent; }
    /// Returns the distance of neighbours in a dimension below `rank()`, in bytes; 0 if there is no element.
    std::ptrdiff_t byte_stride(std::size_t dimension) const noexcept { return axes_[dimension].stride; }
    /// Returns whether there is no element.
    bool empty() const noexcept {
        for (std::size_t i = 0; i < rank_; ++i)
            if (axes_[i].extent == 0) return true;
        return false;
    }

    /// Returns the same elements with the order of the dimensions reversed.
    ndarray transposed() const noexcept {
        ndarray other(first_);
        other.flaw_ = flaw_;
        other.rank_ = rank_;
        for (std::size_t i = 0; i < rank_; ++i) other.axes_[i] = axes_[rank_ - 1 - i];
        return other;
    }

    /// Returns the same array of elements that are taken for another type of the same size: what some library
    /// keeps as `std::uint16_t` for `half`.
    template <class U>
    ndarray<U> viewed_as() const noexcept {
        static_assert(sizeof(U) == sizeof(T) && std::is_trivially_copyable_v<T> &&
                      std::is_trivially_copyable_v<U>);
        ndarray<U> other(static_cast<const void*>(first_));
        other.flaw_ = flaw_;
        other.rank_ = rank_;
        for (std::size_t i = 0; i < rank_; ++i) other.axes_[i] = axes_[i];
        return other;
    }

  private:
    template <class U>
    friend class ndarray;
    friend struct detail::ndarray_maker;
    friend struct detail::form<ndarray, detail::kind::own>;

    explicit ndarray(const void* first) noexcept : first_(static_cast<const char*>(first)) {
        axes_[0] = {0,
                    0}; // for compilers that warn when the address of nothing but uninitialized axes is taken
    }

    // Sets the extents, and strides of 0. Returns whether there are not too many.
    template <class Extents>
    bool set_extents(const Extents& extents) noexcept {
        if (std::size(extents) > max_rank) {
            flaw_ = "an array of more than 64 dimensions";
            return false;
        }
        for (const auto extent : extents) {
            const auto count = static_cast<std::ptrdiff_t>(extent);
            axes_[rank_++] = {count < 0 ? 0 : static_cast<std::size_t>(count), 0};
        }
        return true;
    }

    template <class Extents>
    void set_row_major(const Extents& extents) noexcept {
        if (!set_extents(extents)) return;
        std::size_t stride = sizeof(T); // unsigned: beside an extent of 0 others may be anything
        for (std::size_t i = rank_; i-- != 0; stride *= axes_[i].extent)
            axes_[i].stride = static_cast<std::ptrdiff_t>(stride);
        drop_strides_if_empty();
    }

    template <class Extents>
    void set_column_major(const Extents& extents) noexcept {
        if (!set_extents(extents)) return;
        std::size_t stride = sizeof(T);
        for (std::size_t i = 0; i < rank_; stride *= axes_[i++].extent)
            axes_[i].stride = static_cast<std::ptrdiff_t>(stride);
        drop_strides_if_empty();
    }

    template <class Extents, class Strides>
    void set_strided(const Extents& extents, const Strides& strides, std::size_t unit) noexcept {
        if (!set_extents(extents)) return;
        if (std::size(strides) != rank_) {
            flaw_ = "an array with more or fewer strides than extents";
            return;
        }
        std::size_t i = 0;
        for (const auto stride : strides) {
            const auto count = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(stride));
            axes_[i++].stride = static_cast<std::ptrdiff_t>(count * unit);
        }
        drop_strides_if_empty();
    }

    // Where there is no element there may be no address to count from either.
    void drop_strides_if_empty() noexcept {
        if (!empty()) return;
        for (std::size_t i = 0; i < rank_; ++i) axes_[i].stride = 0;
    }

    const char* first_ = nullptr;
    const char* flaw_ = nullptr; // a literal
    std::size_t rank_ = 0;
    detail::axis axes_[max_rank];
};

namespace detail {

// What the functions below have instead of being friends, which clang 16 doesn't recognize where they have
// constraints.
struct ndarray_maker {
    template <class T, class Extents>
    static ndarray<T> column_major(const T* first, const Extents& extents) noexcept {
        ndarray<T> array(static_cast<const void*>(first));
        array.set_column_major(extents);
        return array;
    }

    template <class T, class Extents, class Strides>
    static ndarray<T> byte_strided(const void* first, const Extents& extents,
                                   const Strides& byte_strides) noexcept {
        ndarray<T> array(first);
        array.set_strided(extents, byte_strides, 1);
        return array;
    }
};

} // namespace detail

/// Refers to elements that lie without gaps, the first dimension innermost (column-major, as in Fortran).
/// Written as rows of columns all the same.
template <class T>
ndarray<T> column_major(const T* first, detail::integers_in_braces extents) noexcept {
    return detail::ndarray_maker::column_major(first, extents);
}
template <class T, detail::integer_list Extents>
ndarray<T> column_major(const T* first, const Extents& extents) noexcept {
    return detail::ndarray_maker::column_major(first, extents);
}

/// Refers to elements at strides that are counted in bytes, as numpy has them: `byte_strided<double>(data,
/// {rows, columns}, {row_bytes, column_bytes})`. Suits one member of an array of structs. Numbers need not be
/// aligned.
template <class T>
ndarray<T> byte_strided(const void* first, detail::integers_in_braces extents,
                        detail::integers_in_braces byte_strides) noexcept {
    return detail::ndarray_maker::byte_strided<T>(first, extents, byte_strides);
}
template <class T, detail::integer_list Extents, detail::integer_list Strides>
ndarray<T> byte_strided(const void* first, const Extents& extents, const Strides& byte_strides) noexcept {
    return detail::ndarray_maker::byte_strided<T>(first, extents, byte_strides);
}

namespace detail {

template <class T>
inline constexpr bool has_own_form<ndarray<T>> = true;

template <class T>
struct form<ndarray<T>, kind::own> : unbounded_form {
    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const ndarray<T>& array) {
        if (array.flaw_ != nullptr) [[unlikely]]
            return c.fail(errc::bad_value, p, array.flaw_);
        return put_subarray<P, T>(c, p, array.first_, array.axes_, array.rank_);
    }

    static content look(const ndarray<T>& array) noexcept {
        return array.empty() ? content::nothing : content::something;
    }
};

} // namespace detail
} // namespace inkjet
