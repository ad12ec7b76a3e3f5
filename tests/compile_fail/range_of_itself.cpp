// expect: a range of its own kind
// names: path
#include <inkjet/inkjet.hpp>

#include <filesystem>
#include <string>

#ifndef EXPECT_ERROR
template <>
struct inkjet::encoder<std::filesystem::path> {
    static auto as(const std::filesystem::path& value) { return value.string(); }
};
#endif

bool write(const std::filesystem::path& value, std::string& out) {
    return static_cast<bool>(inkjet::write(value, out));
}
