// Every float, written singly and in runs, against the digits of the standard library. With an argument, one
// float in so many.
#include <inkjet/text/number_array.hpp>

#include "../text/number_reference.hpp"

#include <bit>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using namespace inkjet::detail;

namespace {

// Checks the bit patterns first, first + step, ... below 2^32; returns how many are wrong.
std::uint64_t check(std::uint64_t first, std::uint64_t step) {
    constexpr std::size_t run = 4096;
    std::vector<float> values;
    std::string expected, written(run * number_run_chars<float> + 64, '\0');
    std::uint64_t wrong = 0;
    const auto check_run = [&](auto write) {
        const char* const end = write(written.data(), values.data(), values.size());
        if (std::string_view(written.data(), static_cast<std::size_t>(end - written.data())) != expected) {
            std::printf("wrong in the run from %a on\n", static_cast<double>(values.front()));
            ++wrong;
        }
    };
    const auto flush = [&] {
        check_run(write_number_run<1, float>);
#if defined(INKJET_DISPATCH) // the kernels that the machine has, and doesn't choose
        check_run(write_number_run_portable<float, 1>);
        if (machine_has_avx2()) check_run(write_number_run_avx2<float, 1>);
#endif
        values.clear();
        expected.clear();
    };
    for (std::uint64_t bits = first; bits <= UINT32_MAX; bits += step) {
        const auto v = std::bit_cast<float>(static_cast<std::uint32_t>(bits));
        if (!is_finite(v)) continue;
        const std::string reference = inkjet::test::reference_number(v);
        char text[128];
        const std::string_view single(text, static_cast<std::size_t>(write_floating(text, v) - text));
        if (single != reference) {
            std::printf("wrong: %a is written as %.*s\n", static_cast<double>(v),
                        static_cast<int>(single.size()), single.data());
            ++wrong;
        }
        expected += reference;
        expected += ',';
        values.push_back(v);
        if (values.size() == run) flush();
    }
    if (!values.empty()) flush();
    return wrong;
}

} // namespace

int main(int argc, char** argv) {
    const std::uint64_t stride = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1;
    const unsigned count = std::thread::hardware_concurrency() > 0 ? std::thread::hardware_concurrency() : 1;
    std::vector<std::uint64_t> wrong(count);
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < count; ++i)
        threads.emplace_back([&, i] { wrong[i] = check(i * stride, count * stride); });
    std::uint64_t total = 0;
    for (unsigned i = 0; i < count; ++i) {
        threads[i].join();
        total += wrong[i];
    }
    std::printf("floats, one in %llu: %llu wrong\n", static_cast<unsigned long long>(stride),
                static_cast<unsigned long long>(total));
    return total != 0;
}
