// What an adapter of a library offers to the benchmark.
#pragma once

#include "workload.hpp"

#include <benchmark/benchmark.h>

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bench {

// What an adapter throws when its library wrote past the end of its own buffer. One whose library may do so
// has seen to it that nothing else lies there.
struct overrun : std::runtime_error {
    overrun() : std::runtime_error("overruns its buffer") {}
};

// Writes one value again and again into a buffer of its own, which keeps its memory.
class task {
  public:
    virtual ~task() = default;

    // Writes `times` times, at least once, and returns what the last time wrote: valid until the next call;
    // empty if the library refused.
    virtual std::string_view run(std::size_t times) = 0;
};

// One column of the table.
struct peer {
    std::string name;
    std::string version;
    std::string note;                               // how the library is used, where that is a choice
    std::unique_ptr<task> (*prepare)(const value&); // nullptr: not meant for this value
    // The same for any style but the plain one; nullptr: has no option for it.
    std::unique_ptr<task> (*prepare_in)(const value&, style) = nullptr;
};

// All that were compiled in, in no order.
std::vector<peer>& peers();

// Adapters register themselves: one that is not compiled leaves no trace.
struct registration {
    explicit registration(peer p) { peers().push_back(std::move(p)); }
};

// Makes a task of a function that writes once and returns what it wrote.
template <class Write>
class repeated final : public task {
  public:
    explicit repeated(Write write) : write_(std::move(write)) {}

    std::string_view run(std::size_t times) override {
        std::string_view written;
        for (; times > 0; --times) {
            written = write_();
            // Neither the value nor what was written is known any more: nothing is carried from one time to
            // the next.
            benchmark::DoNotOptimize(written.data());
            benchmark::ClobberMemory();
        }
        return written;
    }

  private:
    Write write_;
};

template <class Write>
std::unique_ptr<task> repeat(Write write) {
    return std::make_unique<repeated<Write>>(std::move(write));
}

// Makes the task for a value: `make(const T&)` returns the function that writes it once.
template <class Make>
std::unique_ptr<task> task_for(const value& v, Make make) {
    return std::visit([&](const auto& document) { return repeat(make(*document)); }, v);
}

} // namespace bench
