// What can't be had: memory at the n-th allocation, for every n, of std::malloc, std::realloc and operator
// new, and threads. The linker sends the calls of this program here (--wrap), those of the system's libraries
// not.
#include <inkjet/chunks.hpp>
#include <inkjet/inkjet.hpp>
#include <inkjet/write_parallel.hpp>

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <span>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#ifdef __GLIBC__
# include <dlfcn.h>
# include <pthread.h>
#endif

namespace {

// How many more allocations succeed; negative: all.
std::atomic<long> left = -1;

bool fails() {
    if (left.load() < 0) return false;
    if (left.fetch_sub(1) > 0) return false;
    left = 0;
    return true;
}

} // namespace

extern "C" {
void* __real_malloc(std::size_t size);
void* __real_realloc(void* piece, std::size_t size);
void* __wrap_malloc(std::size_t size) { return fails() ? nullptr : __real_malloc(size); }
void* __wrap_realloc(void* piece, std::size_t size) {
    return fails() ? nullptr : __real_realloc(piece, size);
}
}

#ifdef __GLIBC__
namespace {

// How many more threads can be started; negative: all.
std::atomic<long> threads_left = -1;

} // namespace

// In front of the one of the C library, for the standard library to find.
extern "C" int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*run)(void*),
                              void* argument) noexcept {
    if (threads_left == 0) return EAGAIN;
    if (threads_left > 0) --threads_left;
    using function = int (*)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
    static const auto next = reinterpret_cast<function>(dlsym(RTLD_NEXT, "pthread_create"));
    return next(thread, attributes, run, argument);
}
#endif

void* operator new(std::size_t size) {
    if (void* piece = std::malloc(size)) return piece;
    throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return std::malloc(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return std::malloc(size); }
void operator delete(void* piece) noexcept { std::free(piece); }
void operator delete(void* piece, std::size_t) noexcept { std::free(piece); }
void operator delete[](void* piece) noexcept { std::free(piece); }
void operator delete[](void* piece, std::size_t) noexcept { std::free(piece); }
void operator delete(void* piece, const std::nothrow_t&) noexcept { std::free(piece); }
void operator delete[](void* piece, const std::nothrow_t&) noexcept { std::free(piece); }

namespace {

int failures = 0;

void expect(bool holds, const char* what, long n) {
    if (holds) return;
    ++failures;
    std::printf("fails: %s, where %ld allocations succeed\n", what, n);
}

struct row {
    int id;
    std::string text;
};

std::vector<row> make_rows(int n) {
    std::vector<row> rows;
    for (int i = 0; i < n; ++i) rows.push_back({i, std::string(100, 'x')});
    return rows;
}

// Calls `run(n)`, which lets n allocations succeed, until it returns true. Returns how often it was called.
template <class Run>
long until_it_succeeds(Run run) {
    for (long n = 0;; ++n) {
        const bool succeeded = run(n);
        left = -1;
        if (succeeded) return n;
    }
}

void chunks() {
    std::vector<row> rows = make_rows(30);
    rows[7].text.assign(100000, '\x01');
    rows[20].text.assign(100, '\x01');
    std::string expected;
    expect(static_cast<bool>(inkjet::write(rows, expected)), "the whole", -1);
    const long refused = until_it_succeeds([&](long n) {
        std::string got;
        char place[200];
        got.reserve(expected.size());
        auto pieces = inkjet::chunks(rows);
        left = n;
        for (inkjet::chunk each{0, false}; !each.done; got.append(place, each.size))
            each = pieces.next(place);
        left = -1;
        expect(pieces.status().size == got.size() && expected.compare(0, got.size(), got) == 0, "whole rows",
               n);
        if (pieces.status()) return got == expected;
        expect(pieces.status().code == inkjet::errc::out_of_memory, "the code", n);
        expect(got.empty() || got.back() == '}', "the end of a row", n);
        return false;
    });
    expect(refused > 2, "chunks allocate", refused);
}

template <class Workers>
void parallel(const std::vector<row>& rows, const std::string& expected, Workers&& workers,
              const char* what) {
    bool refused = false;
    until_it_succeeds([&](long n) {
        inkjet::segments segments;
        left = n;
        const inkjet::result r = inkjet::write_parallel(rows, segments, workers);
        const bool all_succeeded = left.exchange(-1) > 0;
        std::string got;
        for (const inkjet::io_piece& each : segments)
            got.append(static_cast<const char*>(each.iov_base), each.iov_len);
        if (r) {
            expect(got == expected && r.size == expected.size(), what, n);
            return all_succeeded;
        }
        refused = true;
        expect(r.code == inkjet::errc::out_of_memory && r.size == 0 && got.empty(), what, n);
        return false;
    });
    expect(refused, "memory is needed", 0);
    until_it_succeeds([&](long n) {
        inkjet::buffer out;
        if (!out.append("kept")) return false;
        left = n;
        const inkjet::result r = inkjet::write_parallel(rows, out, workers);
        const bool all_succeeded = left.exchange(-1) > 0;
        if (r)
            expect(out.view() == "kept" + expected, what, n);
        else
            expect(r.code == inkjet::errc::out_of_memory && out.view() == "kept", what, n);
        return static_cast<bool>(r) && all_succeeded;
    });
}

#ifdef __GLIBC__
void no_threads(const std::vector<row>& rows, const std::string& expected) {
    inkjet::segments segments;
    threads_left = 0;
    bool refused = false;
    try {
        std::thread([] {}).join();
    } catch (const std::system_error&) {
        refused = true;
    }
    expect(refused, "threads are refused at all", 0);
    const inkjet::result r = inkjet::write_parallel(rows, segments, 0);
    threads_left = -1;
    std::string got;
    for (const inkjet::io_piece& each : segments)
        got.append(static_cast<const char*>(each.iov_base), each.iov_len);
    expect(r && got == expected, "no threads", 0);
}
#endif

} // namespace

int main() {
    chunks();
    const std::vector<row> rows = make_rows(15000);
    std::string expected;
    expect(static_cast<bool>(inkjet::write(rows, expected)), "the whole", -1);
    parallel(rows, expected, 2, "two threads");
    parallel(rows, expected, [](const inkjet::parallel_task& task) { task(); }, "an executor");
    parallel(rows, expected, [](const inkjet::parallel_task&) {}, "nobody");
#ifdef __GLIBC__
    no_threads(rows, expected);
#endif
    std::printf("%d failures\n", failures);
    return failures == 0 ? 0 : 1;
}
