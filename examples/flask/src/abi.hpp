// What two protocols of the scientific world have objects hand out in capsules, laid out as they publish it:
// DLPack's tensors (version 1) and Arrow's C data and stream interfaces.
#pragma once

#include <cstdint>

namespace inkjet_python {

// DLPack: a tensor, whose strides are counted in elements and may be missing where it is row-major.
struct dlpack_tensor {
    void* data;
    std::int32_t device_type, device_id;
    std::int32_t rank;
    std::uint8_t type_code, bits;
    std::uint16_t lanes;
    std::int64_t* extents;
    std::int64_t* strides;
    std::uint64_t byte_offset;
};

// What a capsule named "dltensor" points to.
struct dlpack_managed {
    dlpack_tensor tensor;
    void* context;
    void (*deleter)(dlpack_managed*);
};

// What one named "dltensor_versioned" points to. What stands before the flags is the same in all versions.
struct dlpack_versioned {
    std::uint32_t major, minor;
    void* context;
    void (*deleter)(dlpack_versioned*);
    std::uint64_t flags;
    dlpack_tensor tensor;
};
inline constexpr std::uint32_t dlpack_major = 1;

// Arrow: the type of an array or of a part of one. Whoever has moved it away has set `release` to null, which
// stands for nothing there.
struct arrow_schema {
    const char* format;
    const char* name;
    const char* metadata;
    std::int64_t flags;
    std::int64_t child_count;
    arrow_schema** children;
    arrow_schema* dictionary;
    void (*release)(arrow_schema*);
    void* context;
};

struct arrow_array {
    std::int64_t length, null_count, offset;
    std::int64_t buffer_count, child_count;
    const void** buffers;
    arrow_array** children;
    arrow_array* dictionary;
    void (*release)(arrow_array*);
    void* context;
};

// Arrays of one type, one after the other. The first two return an error number, 0 if all went well; the end
// is an array that is nothing.
struct arrow_stream {
    int (*get_schema)(arrow_stream*, arrow_schema*);
    int (*get_next)(arrow_stream*, arrow_array*);
    const char* (*get_last_error)(arrow_stream*);
    void (*release)(arrow_stream*);
    void* context;
};

} // namespace inkjet_python
