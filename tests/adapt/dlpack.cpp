#include <inkjet/adapt/dlpack.hpp>

#include "rooms.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

template <class T>
constexpr DLDataType type_of(int code) {
    return {static_cast<std::uint8_t>(code), static_cast<std::uint8_t>(8 * sizeof(T)), 1};
}

// A tensor over vectors that outlive it.
struct holder {
    std::vector<char> bytes;
    std::vector<std::int64_t> shape, strides;
    DLTensor tensor{};

    template <class T>
    holder(const std::vector<T>& elements, int code, std::vector<std::int64_t> extents,
           std::vector<std::int64_t> steps = {})
        : bytes(elements.size() * sizeof(T)), shape(std::move(extents)), strides(std::move(steps)) {
        if (!elements.empty()) std::memcpy(bytes.data(), elements.data(), bytes.size());
        tensor.data = bytes.data();
        tensor.device = {kDLCPU, 0};
        tensor.ndim = static_cast<int>(shape.size());
        tensor.dtype = type_of<T>(code);
        tensor.shape = shape.data();
        tensor.strides = strides.empty() ? nullptr : strides.data();
    }
};

template <class T>
void check_type(int code, const char* expected) {
    std::vector<T> elements;
    for (const int i : {0, 1, 2, 3}) elements.push_back(static_cast<T>(i));
    check_written(holder(elements, code, {2, 2}).tensor, expected);
    check_written(holder(elements, code, {2, 1, 2}, {1, 1, 2}).tensor,
                  written(std::vector<std::vector<std::vector<T>>>{{{elements[0], elements[2]}},
                                                                   {{elements[1], elements[3]}}}));
}

} // namespace

TEST_CASE("every type of elements") {
    constexpr const char* integers = "[[0,1],[2,3]]";
    check_type<std::int8_t>(kDLInt, integers);
    check_type<std::int16_t>(kDLInt, integers);
    check_type<std::int32_t>(kDLInt, integers);
    check_type<std::int64_t>(kDLInt, integers);
    check_type<std::uint8_t>(kDLUInt, integers);
    check_type<std::uint16_t>(kDLUInt, integers);
    check_type<std::uint32_t>(kDLUInt, integers);
    check_type<std::uint64_t>(kDLUInt, integers);
    check_type<float>(kDLFloat, "[[0.0,1.0],[2.0,3.0]]");
    check_type<double>(kDLFloat, "[[0.0,1.0],[2.0,3.0]]");
    const std::vector<std::uint16_t> halves{0x2e66, 0x7bff};
    check_written(holder(halves, kDLFloat, {2}).tensor, "[0.1,65500.0]");
    const std::vector<std::uint16_t> others{0x3dcd, 0x7f7f};
    check_written(holder(others, kDLBfloat, {2, 1}).tensor, "[[0.1],[3.39e38]]");
    const std::vector<std::uint8_t> flags{1, 0};
    check_written(holder(flags, 6, {2}).tensor, "[true,false]");
    const std::vector<std::int8_t> negative{-128, 127};
    check_written(holder(negative, kDLInt, {2}).tensor, "[-128,127]");
    const std::vector<std::uint64_t> large{UINT64_MAX};
    check_written(holder(large, kDLUInt, {1}).tensor, "[18446744073709551615]");
}

TEST_CASE("strides and offsets") {
    const std::vector<float> numbers{0, 1, 2, 3, 4, 5};
    check_written(holder(numbers, kDLFloat, {2, 3}).tensor, "[[0.0,1.0,2.0],[3.0,4.0,5.0]]");
    check_written(holder(numbers, kDLFloat, {2, 3}, {1, 2}).tensor, "[[0.0,2.0,4.0],[1.0,3.0,5.0]]");
    check_written(holder(numbers, kDLFloat, {2, 2}, {0, 5}).tensor, "[[0.0,5.0],[0.0,5.0]]");
    check_written(holder(numbers, kDLFloat, {}).tensor, "0.0");
    check_written(holder(std::vector<float>(), kDLFloat, {0, 3}).tensor, "[]");
    check_written(holder(std::vector<float>(), kDLFloat, {2, 0}).tensor, "[[],[]]");
    holder shifted(numbers, kDLFloat, {2, 2}, {2, 1});
    shifted.tensor.byte_offset = 2 * sizeof(float);
    check_written(shifted.tensor, "[[2.0,3.0],[4.0,5.0]]");
    holder backwards(numbers, kDLFloat, {3}, {-2});
    backwards.tensor.byte_offset = 5 * sizeof(float);
    check_written(backwards.tensor, "[5.0,3.0,1.0]");
    CHECK(written(backwards.tensor, {.indent = 1}) == "[\n 5.0,\n 3.0,\n 1.0\n]");
}

TEST_CASE("managed tensors, and tensors inside other values") {
    holder held(std::vector<double>{1, 2}, kDLFloat, {2});
    DLManagedTensor managed{held.tensor, nullptr, nullptr};
    check_written(managed, "[1.0,2.0]");
    check_written(&managed, "[1.0,2.0]");
    check_written(static_cast<DLManagedTensor*>(nullptr), "null");
    check_written(std::vector<DLTensor>{held.tensor, held.tensor}, "[[1.0,2.0],[1.0,2.0]]");
    struct reply {
        std::string model;
        const DLManagedTensor* logits;
    };
    check_written(reply{"m", &managed}, R"({"model":"m","logits":[1.0,2.0]})");
    held.bytes.assign(held.bytes.size(), '\xff');
    check_refused(reply{"m", &managed}, inkjet::errc::not_finite, "$.logits[0]", "NaN");
    check_every_room(holder(std::vector<double>(120, 0.1), kDLFloat, {30, 4}).tensor);
    check_every_room(holder(std::vector<double>(120, 0.1), kDLFloat, {4, 30}, {1, 4}).tensor);
}

TEST_CASE("what is refused") {
    const std::vector<float> numbers{1, 2};
    holder held(numbers, kDLFloat, {2});
    const auto refused = [&](auto change, std::string_view note) {
        DLTensor tensor = held.tensor;
        change(tensor);
        check_refused(std::vector<DLTensor>{held.tensor, tensor}, inkjet::errc::bad_value, "$[1]", note);
    };
    refused([](DLTensor& t) { t.device.device_type = kDLCUDA; }, "a tensor on a device, of type 2");
    refused([](DLTensor& t) { t.device.device_type = kDLMetal; }, "a tensor on a device, of type 8");
    refused([](DLTensor& t) { t.dtype.lanes = 4; }, "a tensor of vectors, of lanes 4");
    refused([](DLTensor& t) { t.dtype.code = kDLComplex; }, "a tensor of an unknown type, code 5 of bits 32");
    refused([](DLTensor& t) { t.dtype.bits = 8; }, "a tensor of an unknown type, code 2 of bits 8");
    refused([](DLTensor& t) { t.dtype.code = kDLInt, t.dtype.bits = 4; },
            "a tensor of an unknown type, code 0 of bits 4");
    refused([](DLTensor& t) { t.ndim = -1; }, "a tensor of less than no dimensions");
    check_refused(holder(numbers, kDLFloat, std::vector<std::int64_t>(65, 1)).tensor, inkjet::errc::bad_value,
                  "$", "an array of more than 64 dimensions");
    check_written(holder(numbers, kDLFloat, std::vector<std::int64_t>(64, 1)).tensor,
                  std::string(64, '[') + "1.0" + std::string(64, ']'));
    held.tensor.device.device_type = kDLCUDAHost;
    check_written(held.tensor, "[1.0,2.0]");
}
