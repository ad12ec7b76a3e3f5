// Paths of the file system as text.
#pragma once

#include <inkjet/core/encoded.hpp>
#include <inkjet/core/encoder.hpp>
#include <inkjet/types/text.hpp>

#include <filesystem>

/// Writes a path as text in its native form, the one that opens the file, also as the key of a map. On POSIX
/// that is a string of bytes without an encoding: one that is not UTF-8 is refused with `errc::invalid_utf8`,
/// or written as `.invalid_utf8` says. Allocates nothing.
template <>
struct inkjet::encoder<std::filesystem::path> {
    static const std::filesystem::path::string_type& as(const std::filesystem::path& path) noexcept {
        return path.native();
    }
};

/// Writes an entry of a directory as its path.
template <>
struct inkjet::encoder<std::filesystem::directory_entry> {
    static const std::filesystem::path& as(const std::filesystem::directory_entry& entry) noexcept {
        return entry.path();
    }
};
