// Who helps with work that can be shared: threads of our own, or an executor of the caller's.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/memory.hpp>
#include <inkjet/base/shared_work.hpp>

#include <cstddef>
#include <memory>
#include <new>
#include <thread>
#include <type_traits>

namespace inkjet {

inline namespace INKJET_ISA {

/// What `write_parallel` hands to an executor: to be called with no arguments, at any time, on any thread or
/// not at all. Copyable. Does nothing when the write is over, and never throws.
class parallel_task {
  public:
    explicit parallel_task(std::shared_ptr<detail::shared_work> work) noexcept
        : work_(static_cast<std::shared_ptr<detail::shared_work>&&>(work)) {}
    void operator()() const noexcept { work_->help(false); }

  private:
    std::shared_ptr<detail::shared_work> work_;
};

} // namespace INKJET_ISA

namespace detail {
inline namespace INKJET_ISA {

// The threads that are there for the time of one write.
class crew {
  public:
    crew(const std::shared_ptr<shared_work>& work, std::size_t n) noexcept
        : threads_(static_cast<std::thread*>(allocate(n * sizeof(std::thread)))) {
        if (threads_ == nullptr) return;
        INKJET_TRY {
            for (; size_ < n; ++size_) new (threads_ + size_) std::thread([work] { work->help(true); });
        }
        INKJET_CATCH_ALL {} // fewer will do
    }
    crew(const crew&) = delete;
    crew& operator=(const crew&) = delete;
    ~crew() {
        for (std::size_t i = 0; i < size_; ++i) {
            threads_[i].join();
            threads_[i].~thread();
        }
        release(threads_);
    }

  private:
    std::thread* threads_;
    std::size_t size_ = 0;
};

// Whether anybody but the calling thread is wanted.
template <class Workers>
constexpr bool wants_help(const Workers& workers) noexcept {
    if constexpr (std::is_integral_v<Workers>)
        return workers != 1;
    else
        return true;
}

// How many may help the calling thread: no more than have a processor of their own. An executor, which costs
// little, is asked for `least` at least.
template <class Workers>
std::size_t count_helpers(const Workers& workers, std::size_t least) noexcept {
    const unsigned known = std::thread::hardware_concurrency();
    const std::size_t others = known != 0 ? known - 1 : 1;
    if constexpr (std::is_integral_v<Workers>) {
        if (workers > 0 && static_cast<std::size_t>(workers) <= others)
            return static_cast<std::size_t>(workers) - 1;
        return others;
    }
    return others > least ? others : least;
}

// Calls for so many helpers and does the rest by `finish(call)`, which may call for one more by `call()`.
template <class Workers, class F>
void work_together(Workers& workers, const std::shared_ptr<shared_work>& work, std::size_t helpers,
                   F finish) noexcept {
    if constexpr (std::is_integral_v<Workers>) {
        const crew threads(work, helpers);
        finish([] {});
    } else {
        const auto call = [&] {
            INKJET_TRY {
                workers(parallel_task(work));
                return true;
            }
            INKJET_CATCH_ALL { return false; } // those that it took will do, or nobody's help
        };
        for (std::size_t i = 0; i < helpers && call();) ++i;
        finish(call);
    }
}

} // namespace INKJET_ISA
} // namespace detail
} // namespace inkjet
