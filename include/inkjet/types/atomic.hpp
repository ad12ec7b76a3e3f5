// Atomics: the value that they hold when they are written.
#pragma once

#include <inkjet/core/encoded.hpp>
#include <inkjet/core/encoder.hpp>
#include <inkjet/types/number.hpp>

#include <atomic>

/// Writes what an atomic holds, loaded once and with `std::memory_order_acquire`, so that what a pointer in
/// it was published with is there to be read. Several atomics are not loaded at the same moment: where their
/// values must agree, lock what changes them.
template <class T>
struct inkjet::encoder<std::atomic<T>> {
    static T as(const std::atomic<T>& value) noexcept { return value.load(std::memory_order_acquire); }
};

/// Writes a flag as a bool, loaded as other atomics are.
template <>
struct inkjet::encoder<std::atomic_flag> {
    static bool as(const std::atomic_flag& flag) noexcept { return flag.test(std::memory_order_acquire); }
};
