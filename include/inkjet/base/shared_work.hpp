// Numbered pieces of work that any number of threads take one after the other.
#pragma once

#include <inkjet/base/config.hpp>

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>

namespace inkjet::detail {
inline namespace INKJET_ISA {

// Whoever comes takes the next piece until there are no more; who comes later finds nothing to do, and does
// not look at the job, which may be gone by then. The owner waits for nothing but pieces that somebody is at
// work on: so it does not matter when the others come, or whether they ever do.
class shared_work {
  public:
    using function = void (*)(void* job, std::size_t piece) noexcept;

    // The most pieces that may be begun and not taken over.
    static constexpr std::size_t most_open = 64;

    // With `open` pieces, no more than that are begun before the first of them was taken over by
    // `finish_in_order`; without, `finish` is to be called.
    shared_work(function run, void* job, std::size_t pieces, std::size_t open = SIZE_MAX) noexcept
        : run_(run), job_(job), in_order_(open != SIZE_MAX), limit_(open), end_(pieces) {}
    shared_work(const shared_work&) = delete;
    shared_work& operator=(const shared_work&) = delete;

    // Works on pieces as long as there are any. When no more may be begun for the moment, waits, or else
    // leaves and has to be called for again.
    void help(bool waits) noexcept {
        std::unique_lock lock(mutex_);
        while (next_ < end())
            if (next_ < limit_) {
                run_next(lock);
            } else if (waits) {
                changed_.wait(lock);
            } else {
                ++gone_;
                break;
            }
        if (busy_ == 0) changed_.notify_all();
    }

    // Helps, and returns when all is done: then the job may go.
    void finish() noexcept {
        help(true);
        std::unique_lock lock(mutex_);
        while (busy_ != 0) changed_.wait(lock);
    }

    // The same, where the pieces are taken over one after the other, in order, up to the first that failed:
    // by `take(piece)`, which returns false if that was the last. It is called by the calling thread, which
    // helps whenever the next one is not done; for a helper that left, it calls `call()`.
    template <class F, class G>
    void finish_in_order(F take, G call) noexcept {
        std::unique_lock lock(mutex_);
        for (std::size_t piece = 0; piece < end(); ++piece) {
            while (piece < end() && !is_done(piece))
                if (next_ < end() && next_ < limit_)
                    run_next(lock);
                else
                    changed_.wait(lock);
            if (piece >= end()) break;
            done_ &= ~bit(piece);
            lock.unlock();
            const bool goes_on = take(piece);
            lock.lock();
            if (!goes_on) end_.store(piece, std::memory_order_relaxed);
            ++limit_;
            changed_.notify_all();
            if (gone_ == 0 || next_ >= end()) continue;
            --gone_;
            lock.unlock();
            call();
            lock.lock();
        }
        while (busy_ != 0) changed_.wait(lock);
    }

    // This piece failed: later ones are not begun any more. `record` is called unless an earlier one failed.
    template <class F>
    void cut(std::size_t piece, F record) noexcept {
        const std::lock_guard lock(mutex_);
        if (piece >= end()) return;
        end_.store(piece, std::memory_order_relaxed);
        record();
    }

    // Whether nobody needs this piece any more, as an earlier one failed.
    bool is_needless(std::size_t piece) const noexcept { return piece > end(); }

  private:
    std::size_t end() const noexcept { return end_.load(std::memory_order_relaxed); }

    static std::uint64_t bit(std::size_t piece) noexcept { return std::uint64_t{1} << (piece % most_open); }
    bool is_done(std::size_t piece) const noexcept { return (done_ & bit(piece)) != 0; }

    void run_next(std::unique_lock<std::mutex>& lock) noexcept {
        const std::size_t piece = next_++;
        ++busy_;
        lock.unlock();
        run_(job_, piece);
        lock.lock();
        --busy_;
        if (!in_order_) return;
        done_ |= bit(piece);
        changed_.notify_all();
    }

    function run_;
    void* job_;
    bool in_order_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t next_ = 0;         // the piece to be begun
    std::size_t limit_;            // those before it may be
    std::size_t busy_ = 0;         // so many are being worked on
    std::size_t gone_ = 0;         // helpers that left while there was nothing to begin
    std::uint64_t done_ = 0;       // a bit for each open piece
    std::atomic<std::size_t> end_; // changed under the mutex, looked at without it
};

} // namespace INKJET_ISA
} // namespace inkjet::detail
