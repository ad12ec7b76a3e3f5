// DLPack: what `__dlpack__` returns.
#include "abi.hpp"
#include "memory.hpp"

#include <algorithm>
#include <iterator>

namespace inkjet_python {

namespace {

// Those whose memory the CPU reads as its own: the host's, whether it is pinned for a kind of device or not.
constexpr std::int64_t cpu = 1, cuda_host = 3, rocm_host = 11;
constexpr bool is_readable(std::int64_t device) noexcept {
    return device == cpu || device == cuda_host || device == rocm_host;
}

constexpr const char* device_name(std::int64_t device) noexcept {
    constexpr const char* names[] = {"no device", "cpu",       "cuda",    "cuda_host",    "opencl",
                                     "5",         "6",         "vulkan",  "metal",        "vpi",
                                     "rocm",      "rocm_host", "ext_dev", "cuda_managed", "oneapi",
                                     "webgpu",    "hexagon",   "maia",    "trainium"};
    return device >= 0 && device < std::ssize(names) ? names[device] : "unknown";
}

constexpr element element_of_tensor(const dlpack_tensor& tensor) noexcept {
    constexpr struct {
        std::uint8_t code, bits;
        element of;
    } known[] = {
        {0, 8, element::int8},     {0, 16, element::int16},   {0, 32, element::int32},
        {0, 64, element::int64},   {1, 8, element::uint8},    {1, 16, element::uint16},
        {1, 32, element::uint32},  {1, 64, element::uint64},  {2, 16, element::float16},
        {2, 32, element::float32}, {2, 64, element::float64}, {4, 16, element::bfloat16},
        {6, 8, element::boolean},
    };
    if (tensor.lanes == 1)
        for (const auto& each : known)
            if (each.code == tensor.type_code && each.bits == tensor.bits) return each.of;
    return element::none;
}

// Where the tensor is, before it is asked for: it might be copied, or waited for. Returns whether it is not
// known to be elsewhere than in memory; an exception is set where asking failed.
bool may_be_read(PyObject* object, problem& why) {
    const reference ask = reference::taken(PyObject_GetAttr(object, types.dlpack_device_name));
    if (!ask) {
        if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return why.is("__dlpack_device__ failed");
        PyErr_Clear(); // the tensor tells
        return true;
    }
    const reference device = reference::taken(PyObject_CallNoArgs(ask.get()));
    if (!device) return why.is("__dlpack_device__ failed");
    if (!PyTuple_Check(device.get()) || PyTuple_GET_SIZE(device.get()) != 2)
        return why.is("__dlpack_device__ returned no pair");
    // The kind of device may be an enumerator.
    const reference kind = reference::taken(PyNumber_Long(PyTuple_GET_ITEM(device.get(), 0)));
    const long long number = kind ? PyLong_AsLongLong(kind.get()) : -1;
    if (PyErr_Occurred() != nullptr) return why.is("__dlpack_device__ returned no pair of numbers");
    return is_readable(number) || why.is("a tensor on a device: %s (%lld)", device_name(number), number);
}

// Asks for a capsule of the current version, and once more of those who know of no versions.
reference call(PyObject* make) {
    const reference named = reference::taken(Py_BuildValue("{s(II)}", "max_version", dlpack_major, 0u));
    const reference none = reference::taken(PyTuple_New(0));
    if (!named || !none) return {};
    reference capsule = reference::taken(PyObject_Call(make, none.get(), named.get()));
    if (capsule || !PyErr_ExceptionMatches(PyExc_TypeError)) return capsule;
    PyErr_Clear();
    return reference::taken(PyObject_CallNoArgs(make));
}

} // namespace

exported_tensor::exported_tensor(PyObject* object, PyObject* make, problem& why) : exported_memory(why) {
    if (make == nullptr) {
        problem_.is("__dlpack__ failed");
        return;
    }
    if (!may_be_read(object, problem_)) return;
    const reference capsule = call(make);
    if (!capsule) {
        problem_.is("__dlpack__ failed");
        return;
    }
    take(capsule.get());
}

exported_tensor::~exported_tensor() {
    if (managed_ != nullptr && managed_->deleter != nullptr) managed_->deleter(managed_);
    if (versioned_ != nullptr && versioned_->deleter != nullptr) versioned_->deleter(versioned_);
}

// Its new name says that the capsule no longer owns the tensor.
bool exported_tensor::take(PyObject* capsule) {
    if (PyCapsule_IsValid(capsule, "dltensor_versioned")) {
        auto* const versioned =
            static_cast<dlpack_versioned*>(PyCapsule_GetPointer(capsule, "dltensor_versioned"));
        if (PyCapsule_SetName(capsule, "used_dltensor_versioned") != 0)
            return problem_.is("a capsule of DLPack");
        versioned_ = versioned;
        if (versioned->major != dlpack_major)
            return problem_.is("a tensor of version %u of DLPack", static_cast<unsigned>(versioned->major));
        return read(versioned->tensor);
    }
    if (PyCapsule_IsValid(capsule, "dltensor")) {
        auto* const managed = static_cast<dlpack_managed*>(PyCapsule_GetPointer(capsule, "dltensor"));
        if (PyCapsule_SetName(capsule, "used_dltensor") != 0) return problem_.is("a capsule of DLPack");
        managed_ = managed;
        return read(managed->tensor);
    }
    if (!PyCapsule_CheckExact(capsule)) return problem_.is("__dlpack__ returned no capsule");
    const char* const name = PyCapsule_GetName(capsule);
    return problem_.is("__dlpack__ returned a capsule named \"%s\"", name == nullptr ? "" : name);
}

bool exported_tensor::read(const dlpack_tensor& tensor) {
    if (!is_readable(tensor.device_type))
        return problem_.is("a tensor on a device: %s (%d)", device_name(tensor.device_type),
                           static_cast<int>(tensor.device_type));
    const element type = element_of_tensor(tensor);
    if (type == element::none)
        return problem_.is("unsupported datatype of a tensor: code %u, %u bits, %u lanes",
                           static_cast<unsigned>(tensor.type_code), static_cast<unsigned>(tensor.bits),
                           static_cast<unsigned>(tensor.lanes));
    const std::size_t size = tensor.bits / 8u;
    return set_shape(tensor.rank, tensor.extents, tensor.strides, size, size) &&
           set_elements(tensor.data == nullptr ? nullptr
                                               : static_cast<const char*>(tensor.data) + tensor.byte_offset,
                        type);
}

} // namespace inkjet_python
