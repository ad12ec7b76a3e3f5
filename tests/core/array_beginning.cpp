#include <inkjet/core/array_beginning.hpp>

#include "../chunks.hpp"
#include "../writing.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

using inkjet::options;
using inkjet::detail::array_beginning;
using inkjet::detail::close_parts;
using inkjet::detail::run_time_policy;
using inkjet::detail::session;

namespace {

// Writes an array up to `enough` bytes, then the rest. Returns how many elements the first part had.
template <class T, class Out>
std::size_t write_in_two(const std::vector<T>& values, Out& out, std::size_t enough, const options& chosen) {
    using policy = inkjet::detail::policy_for<Out, run_time_policy>;
    session<Out> s(out, chosen);
    const T* const first = values.data();
    array_beginning<policy, T, const T*> beginning(s.state(), first, values.size());
    char* p = beginning.write(s.open(), enough);
    const std::size_t at = beginning.at();
    CHECK(at >= 1);
    CHECK(beginning.is_whole() == (at == values.size()));
    CHECK(beginning.bytes_for_each() >= 2);
    if (!beginning.is_whole()) p = beginning.write(p, SIZE_MAX);
    CHECK(beginning.is_whole());
    CHECK(s.finish(close_parts<policy>(s.state(), p - 1, ']', false), false));
    return at;
}

template <class T>
void check(const std::vector<T>& values) {
    for (const options& chosen : {options{}, options{.indent = 2}}) {
        const std::string expected = testing::written(values, chosen);
        for (const std::size_t enough : {1U, 100U, 5000U, 30000U, 10000000U}) {
            std::string out = "kept";
            const std::size_t at = write_in_two(values, out, enough, chosen);
            CHECK((out == "kept" + expected));
            CHECK((at == values.size()) == (enough > expected.size()));
            if (enough == 1) CHECK(at == 1);
            testing::taker taken;
            auto chunks = inkjet::in_chunks(taken, 4096);
            CHECK(write_in_two(values, chunks, enough, chosen) >= 1);
            CHECK((taken.taken == expected));
        }
    }
}

} // namespace

TEST_CASE("an array in two parts, into what remembers and what forgets") {
    check(std::vector<int>(20000, 12345));
    check(std::vector<std::string>(1000, std::string(70, 'x')));
    check(std::vector<std::vector<int>>(20000));
    check(testing::some_items(10000));
}
