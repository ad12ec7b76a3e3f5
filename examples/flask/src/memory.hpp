// Arrays of numbers that objects export where they lie in memory: by Python's buffer protocol or by DLPack.
#pragma once

#include <inkjet/types/ndarray.hpp>

#include "problem.hpp"
#include "reference.hpp"
#include "types.hpp"

#include <Python.h>

#include <cstddef>
#include <span>

namespace inkjet_python {

struct dlpack_managed;
struct dlpack_versioned;
struct dlpack_tensor;

// Such an array, with strides in bytes; `of` is `none` where the object exports nothing that can be written.
// Why not is noted where the caller wants it.
class exported_memory {
  public:
    exported_memory(const exported_memory&) = delete;
    exported_memory& operator=(const exported_memory&) = delete;

    explicit operator bool() const noexcept { return of != element::none; }
    std::span<const std::ptrdiff_t> extents() const noexcept { return {extents_, rank_}; }
    std::span<const std::ptrdiff_t> strides() const noexcept { return {strides_, rank_}; }

    element of = element::none;
    const void* first = nullptr;

  protected:
    explicit exported_memory(problem& why) noexcept : problem_(why) {}
    ~exported_memory() = default;

    // Each returns whether it went well. The strides may be null, where the array is row-major; they are
    // counted in units of so many bytes.
    template <class Integer>
    bool set_shape(std::ptrdiff_t rank, const Integer* extents, const Integer* strides,
                   std::size_t stride_unit, std::size_t item_size);
    // To be called last: looks at the elements where not each byte stands for one.
    bool set_elements(const void* at, element type);

    problem& problem_;

  private:
    std::size_t rank_ = 0;
    std::ptrdiff_t extents_[inkjet::max_rank], strides_[inkjet::max_rank];
};

template <class Integer>
bool exported_memory::set_shape(std::ptrdiff_t rank, const Integer* extents, const Integer* strides,
                                std::size_t stride_unit, std::size_t item_size) {
    if (rank < 0 || rank > std::ptrdiff_t{inkjet::max_rank})
        return problem_.is("an array of %td dimensions", rank);
    if (rank != 0 && extents == nullptr) return problem_.is("an array without a shape");
    rank_ = static_cast<std::size_t>(rank);
    std::size_t row_major = item_size; // unsigned: beside an extent of 0 others may be anything
    for (std::size_t i = rank_; i-- != 0;) {
        if (extents[i] < 0) return problem_.is("an array with an extent below zero");
        const std::size_t stride =
            strides == nullptr ? row_major : static_cast<std::size_t>(strides[i]) * stride_unit;
        extents_[i] = static_cast<std::ptrdiff_t>(extents[i]);
        strides_[i] = static_cast<std::ptrdiff_t>(stride);
        row_major *= static_cast<std::size_t>(extents[i]);
    }
    return true;
}

// What the buffer protocol exports, held for as long.
class exported_buffer : public exported_memory {
  public:
    exported_buffer(PyObject* object, problem& why);
    ~exported_buffer();

  private:
    bool read();

    Py_buffer view_{};
};

// What a `__dlpack__` returns, taken over: deleted in the end.
class exported_tensor : public exported_memory {
  public:
    // `make` is the method; null, with an exception set, where asking for it failed.
    exported_tensor(PyObject* object, PyObject* make, problem& why);
    ~exported_tensor();

  private:
    bool take(PyObject* capsule);
    bool read(const dlpack_tensor& tensor);

    dlpack_managed* managed_ = nullptr;
    dlpack_versioned* versioned_ = nullptr;
};

} // namespace inkjet_python
