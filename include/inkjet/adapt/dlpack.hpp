// DLPack's tensors in memory, as PyTorch, JAX, numpy and others hand them out, as nested arrays.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/types/half.hpp>
#include <inkjet/types/ndarray.hpp>
#include <inkjet/writer/note.hpp>

#include <dlpack/dlpack.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

// DLTensor, DLManagedTensor and, from version 1 of DLPack on, DLManagedTensorVersioned. The types of elements
// are (u)int8 to 64, float16, 32 and 64, bfloat16 and bool. A tensor that is somewhere else than in memory
// that the CPU can read, of another type or of more than `max_rank` dimensions is refused with
// `errc::bad_value`.

namespace inkjet::detail {

// Newer than some versions of the header.
inline constexpr int dlpack_bool = 6;

template <>
inline constexpr bool has_own_form<DLTensor> = true;
template <>
inline constexpr bool has_own_form<DLManagedTensor> = true;

// The host's memory, whether it is pinned for one kind of device or another or not.
inline bool is_readable_by_cpu(const DLDevice& device) noexcept {
    return device.device_type == kDLCPU || device.device_type == kDLCUDAHost ||
           device.device_type == kDLROCMHost;
}

INKJET_COLD inline char* refuse_tensor(context& c, char* p, std::string_view what, int number) {
    return c.fail(errc::bad_value, p, note(what, static_cast<std::size_t>(number)).view());
}

inline namespace INKJET_ISA {

template <class P, class T>
char* put_tensor_of(context& c, char* p, const DLTensor& tensor) {
    const auto rank = static_cast<std::size_t>(tensor.ndim);
    const auto* const first =
        reinterpret_cast<const T*>(static_cast<const char*>(tensor.data) + tensor.byte_offset);
    const std::span<const std::int64_t> extents(tensor.shape, rank);
    if (tensor.strides == nullptr) { // row-major
        const ndarray<T> array(first, extents);
        return write_value<P>(c, p, array);
    }
    const ndarray<T> array(first, extents, std::span<const std::int64_t>(tensor.strides, rank));
    return write_value<P>(c, p, array);
}

template <class P>
char* put_tensor(context& c, char* p, const DLTensor& tensor) {
    if (!is_readable_by_cpu(tensor.device))
        return refuse_tensor(c, p, "a tensor on a device, of type ", tensor.device.device_type);
    if (tensor.ndim < 0) return c.fail(errc::bad_value, p, "a tensor of less than no dimensions");
    if (tensor.dtype.lanes != 1)
        return refuse_tensor(c, p, "a tensor of vectors, of lanes ", tensor.dtype.lanes);
    const unsigned bits = tensor.dtype.bits;
    switch (static_cast<int>(tensor.dtype.code)) {
    case kDLInt:
        if (bits == 8) return put_tensor_of<P, std::int8_t>(c, p, tensor);
        if (bits == 16) return put_tensor_of<P, std::int16_t>(c, p, tensor);
        if (bits == 32) return put_tensor_of<P, std::int32_t>(c, p, tensor);
        if (bits == 64) return put_tensor_of<P, std::int64_t>(c, p, tensor);
        break;
    case kDLUInt:
        if (bits == 8) return put_tensor_of<P, std::uint8_t>(c, p, tensor);
        if (bits == 16) return put_tensor_of<P, std::uint16_t>(c, p, tensor);
        if (bits == 32) return put_tensor_of<P, std::uint32_t>(c, p, tensor);
        if (bits == 64) return put_tensor_of<P, std::uint64_t>(c, p, tensor);
        break;
    case kDLFloat:
        if (bits == 16) return put_tensor_of<P, half>(c, p, tensor);
        if (bits == 32) return put_tensor_of<P, float>(c, p, tensor);
        if (bits == 64) return put_tensor_of<P, double>(c, p, tensor);
        break;
    case kDLBfloat:
        if (bits == 16) return put_tensor_of<P, bfloat16>(c, p, tensor);
        break;
    case dlpack_bool:
        if (bits == 8) return put_tensor_of<P, bool>(c, p, tensor);
        break;
    default:
        break;
    }
    note text("a tensor of an unknown type, code ", tensor.dtype.code);
    text.put(" of bits ");
    text.put_number(bits);
    return c.fail(errc::bad_value, p, text.view());
}

} // namespace INKJET_ISA

template <>
struct form<DLTensor, kind::own> : unbounded_form {
    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const DLTensor& tensor) {
        return put_tensor<P>(c, p, tensor);
    }
};

template <class T>
struct managed_tensor_form : unbounded_form {
    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const T& tensor) {
        return put_tensor<P>(c, p, tensor.dl_tensor);
    }
};

template <>
struct form<DLManagedTensor, kind::own> : managed_tensor_form<DLManagedTensor> {};

#if defined(DLPACK_MAJOR_VERSION)
template <>
inline constexpr bool has_own_form<DLManagedTensorVersioned> = true;
template <>
struct form<DLManagedTensorVersioned, kind::own> : managed_tensor_form<DLManagedTensorVersioned> {};
#endif

} // namespace inkjet::detail
