#include "memory.hpp"

namespace inkjet_python {

namespace {

// All bits that are set in some byte of an array of bytes.
unsigned bits_of(const char* at, std::span<const std::ptrdiff_t> extents,
                 std::span<const std::ptrdiff_t> strides) {
    if (extents.empty()) return static_cast<unsigned char>(*at);
    const std::ptrdiff_t extent = extents[0], stride = strides[0];
    if (extents.size() == 1 && stride == 1) { // which compilers make vectors of
        char bits = 0;
        for (std::ptrdiff_t i = 0; i < extent; ++i) bits = static_cast<char>(bits | at[i]);
        return static_cast<unsigned char>(bits);
    }
    unsigned bits = 0;
    for (std::ptrdiff_t i = 0; i < extent; ++i)
        bits |= bits_of(at + i * stride, extents.subspan(1), strides.subspan(1));
    return bits;
}

} // namespace

bool exported_memory::set_elements(const void* at, element type) {
    for (const std::ptrdiff_t extent : extents())
        if (extent == 0) {
            of = type;
            return true;
        }
    if (at == nullptr) return problem_.is("an array without memory");
    first = at;
    // Foreign bools may be any bytes, whereas the library's are 0 and 1.
    const bool odd =
        type == element::boolean && bits_of(static_cast<const char*>(at), extents(), strides()) > 1;
    of = odd ? element::truth : type;
    return true;
}

} // namespace inkjet_python
