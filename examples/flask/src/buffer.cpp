// Python's buffer protocol.
#include "memory.hpp"

#include <bit>
#include <cstring>

namespace inkjet_python {

namespace {

struct item_type {
    element of = element::none;
    std::size_t size = 0;
};

// What a letter of the module `struct` stands for; `native` has the sizes of C's types.
constexpr item_type item_of(char letter, bool native) noexcept {
    const auto integer = [](bool is_signed, std::size_t size) {
        return item_type{size == 1   ? is_signed ? element::int8 : element::uint8
                         : size == 2 ? is_signed ? element::int16 : element::uint16
                         : size == 4 ? is_signed ? element::int32 : element::uint32
                         : size == 8 ? is_signed ? element::int64 : element::uint64
                                     : element::none,
                         size};
    };
    switch (letter) {
    case '?':
        return {element::boolean, 1};
    case 'b':
    case 'B':
        return integer(letter == 'b', 1);
    case 'h':
    case 'H':
        return integer(letter == 'h', native ? sizeof(short) : 2);
    case 'i':
    case 'I':
        return integer(letter == 'i', native ? sizeof(int) : 4);
    case 'l':
    case 'L':
        return integer(letter == 'l', native ? sizeof(long) : 4);
    case 'q':
    case 'Q':
        return integer(letter == 'q', native ? sizeof(long long) : 8);
    case 'n':
    case 'N':
        return native ? integer(letter == 'n', sizeof(std::size_t)) : item_type{};
    case 'e':
        return {element::float16, 2};
    case 'f':
        return {element::float32, 4};
    case 'd':
        return {element::float64, 8};
    default:
        return {};
    }
}

} // namespace

exported_buffer::exported_buffer(PyObject* object, problem& why) : exported_memory(why) {
    if (PyObject_GetBuffer(object, &view_, PyBUF_FULL_RO) != 0) {
        view_.obj = nullptr;
        problem_.is("the buffer is not to be had");
        return;
    }
    read();
}

exported_buffer::~exported_buffer() {
    if (view_.obj != nullptr) PyBuffer_Release(&view_);
}

bool exported_buffer::read() {
    const char* const format = view_.format == nullptr ? "B" : view_.format;
    const char* letter = format;
    const char order = std::strchr("@=<>!", *letter) != nullptr && *letter != '\0' ? *letter++ : '@';
    const item_type item = item_of(*letter, order == '@');
    if (item.of == element::none || letter[1] != '\0')
        return problem_.is("unsupported format of a buffer: '%s'", format);
    constexpr bool little = std::endian::native == std::endian::little;
    if (item.size > 1 && (order == '<' ? !little : (order == '>' || order == '!') && little))
        return problem_.is("format of a buffer that is not native-endianness: '%s'", format);
    if (view_.itemsize < 0 || item.size != static_cast<std::size_t>(view_.itemsize))
        return problem_.is("format of a buffer with items of %zd bytes: '%s'", view_.itemsize, format);
    if (view_.suboffsets != nullptr)
        for (int i = 0; i < view_.ndim; ++i)
            if (view_.suboffsets[i] >= 0) return problem_.is("a buffer that is in pieces, with suboffsets");
    return set_shape(view_.ndim, view_.shape, view_.strides, 1, item.size) &&
           set_elements(view_.buf, item.of);
}

} // namespace inkjet_python
