// A hundred million doubles of many kinds, written singly and in runs, against the digits of the standard
// library. Takes another number of millions, and a seed, as arguments.
#include <inkjet/text/number_array.hpp>

#include "../text/number_reference.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using namespace inkjet::detail;

namespace {

constexpr unsigned kinds = 10;

double some_double(unsigned kind, std::mt19937_64& random) {
    const double sign = random() % 4 == 0 ? -1 : 1;
    const auto below = [&](std::uint64_t n) { return random() % n; };
    const auto power = [&](std::uint64_t n) {
        return static_cast<double>(power_of_ten(static_cast<unsigned>(below(n))));
    };
    switch (kind) {
    case 0: // random bits
    case 1:
    case 2:
        return std::bit_cast<double>(random());
    case 3:
        return sign * static_cast<double>(random() >> 11) * 0x1p-53; // uniform
    case 4:
        return sign * static_cast<double>(random() >> (12 + below(52))) / power(9); // few decimals
    case 5:
        return std::bit_cast<double>(random() >> (12 + below(52))); // subnormal
    case 6:
        return sign *
               std::ldexp(static_cast<double>(random() >> 11), static_cast<int>(below(24)) - 16); // ties
    case 7:
        return sign * static_cast<double>(random() >> below(64)); // integers
    case 8: {                                                     // near powers of ten
        const std::string text = '1' + std::string("e") + std::to_string(static_cast<int>(below(632)) - 323);
        const double v = std::strtod(text.c_str(), nullptr);
        return std::bit_cast<double>(std::bit_cast<std::uint64_t>(v) + below(64) - (v > 1e-320 ? 32 : 0));
    }
    default: // near powers of two
        return std::bit_cast<double>((below(2047) << 52) + below(64) +
                                     ((std::uint64_t{1} << 52) - 32) * below(2));
    }
}

std::uint64_t check(std::uint64_t count, std::uint64_t seed) {
    constexpr std::size_t run = 4000;
    std::mt19937_64 random(seed);
    std::vector<double> values;
    std::string expected, written(run * number_run_chars<double> + 64, '\0');
    std::uint64_t wrong = 0;
    while (count != 0) {
        // Runs of one kind, and of all.
        const auto kind = static_cast<unsigned>(random() % (kinds + 1));
        values.clear();
        expected.clear();
        for (std::size_t n = 1 + random() % run; n != 0 && count != 0; --n) {
            const double v =
                some_double(kind < kinds ? kind : static_cast<unsigned>(random() % kinds), random);
            if (!is_finite(v)) continue;
            --count;
            const std::string reference = inkjet::test::reference_number(v);
            char text[128];
            const std::string_view single(text, static_cast<std::size_t>(write_floating(text, v) - text));
            if (single != reference) {
                std::printf("wrong: %a is written as %.*s\n", v, static_cast<int>(single.size()),
                            single.data());
                ++wrong;
            }
            expected += reference;
            expected += ',';
            values.push_back(v);
        }
        const char* const end = write_number_run(written.data(), values.data(), values.size());
        if (std::string_view(written.data(), static_cast<std::size_t>(end - written.data())) != expected) {
            std::printf("wrong in a run of kind %u\n", kind);
            ++wrong;
        }
    }
    return wrong;
}

} // namespace

int main(int argc, char** argv) {
    const std::uint64_t millions = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100;
    const std::uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
    const unsigned count = std::thread::hardware_concurrency() > 0 ? std::thread::hardware_concurrency() : 1;
    std::vector<std::uint64_t> wrong(count);
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < count; ++i)
        threads.emplace_back([&, i] { wrong[i] = check(millions * 1'000'000 / count, seed * 1000 + i); });
    std::uint64_t total = 0;
    for (unsigned i = 0; i < count; ++i) {
        threads[i].join();
        total += wrong[i];
    }
    std::printf("%llu million doubles: %llu wrong\n", static_cast<unsigned long long>(millions),
                static_cast<unsigned long long>(total));
    return total != 0;
}
