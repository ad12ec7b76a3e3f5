#include <inkjet/base/shared_work.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

using inkjet::detail::shared_work;

namespace {

struct counted {
    std::vector<int> runs;
    shared_work* work = nullptr;
    std::size_t fails_from = SIZE_MAX;
    std::size_t recorded = SIZE_MAX;

    explicit counted(std::size_t pieces) : runs(pieces) {}
    static void run(void* job, std::size_t piece) noexcept {
        auto& self = *static_cast<counted*>(job);
        ++self.runs[piece];
        if (piece >= self.fails_from) self.work->cut(piece, [&] { self.recorded = piece; });
    }
};

} // namespace

TEST_CASE("each piece is run once, whoever comes") {
    for (const std::size_t threads : {0U, 1U, 7U})
        for (const std::size_t pieces : {0U, 1U, 2U, 1000U}) {
            counted job(pieces);
            shared_work work(&counted::run, &job, pieces);
            std::vector<std::thread> others;
            for (std::size_t i = 0; i < threads; ++i) others.emplace_back([&] { work.help(true); });
            work.finish();
            for (const int runs : job.runs) CHECK(runs == 1);
            work.help(true); // nothing is left
            for (std::thread& each : others) each.join();
            for (const int runs : job.runs) CHECK(runs == 1);
        }
}

TEST_CASE("after a failure no later piece is begun, and the first in order is recorded") {
    for (const std::size_t threads : {0U, 3U})
        for (const std::size_t from : {0U, 1U, 50U, 99U}) {
            counted job(100);
            shared_work work(&counted::run, &job, 100);
            job.work = &work;
            job.fails_from = from;
            std::vector<std::thread> others;
            for (std::size_t i = 0; i < threads; ++i) others.emplace_back([&] { work.help(true); });
            work.finish();
            for (std::thread& each : others) each.join();
            CHECK(job.recorded == from);
            for (std::size_t i = 0; i <= from; ++i) CHECK(job.runs[i] == 1);
            if (threads == 0 && from < 99) CHECK(job.runs[from + 1] == 0);
            CHECK(work.is_needless(from + 1));
            CHECK_FALSE(work.is_needless(from));
        }
}

TEST_CASE("pieces are taken over in order, and not too many are open") {
    for (const std::size_t threads : {0U, 1U, 5U})
        for (const std::size_t open : {1U, 2U, 7U, 64U})
            for (const std::size_t pieces : {0U, 1U, 3U, 500U})
                for (const std::size_t fails_from : {0U, 100U, 1000U})
                    for (const std::size_t ends_at : {50U, 1000U}) {
                        struct windowed {
                            std::atomic<std::size_t> taken{0}, runs{0}, most{0};
                            shared_work* work = nullptr;
                            std::size_t fails_from = 0, recorded = SIZE_MAX;

                            static void run(void* job, std::size_t piece) noexcept {
                                auto& self = *static_cast<windowed*>(job);
                                ++self.runs;
                                const std::size_t ahead = piece + 1 - self.taken;
                                std::size_t most = self.most;
                                while (ahead > most && !self.most.compare_exchange_weak(most, ahead)) {
                                }
                                if (piece >= self.fails_from)
                                    self.work->cut(piece, [&] { self.recorded = piece; });
                            }
                        } job;
                        shared_work work(&windowed::run, &job, pieces, open);
                        job.work = &work;
                        job.fails_from = fails_from;
                        std::vector<std::thread> others;
                        for (std::size_t i = 0; i < threads; ++i)
                            others.emplace_back([&, i] { work.help(i % 2 == 0); });
                        bool in_order = true;
                        work.finish_in_order(
                            [&](std::size_t piece) {
                                in_order = in_order && piece == job.taken;
                                ++job.taken;
                                return piece != ends_at;
                            },
                            [&] { work.help(false); });
                        const std::size_t runs = job.runs;
                        work.help(true); // nothing is left
                        CHECK(runs == job.runs);
                        for (std::thread& each : others) each.join();
                        CHECK(in_order);
                        CHECK(job.most <= open);
                        const std::size_t before = fails_from < pieces ? fails_from : pieces;
                        CHECK(job.taken == (ends_at < before ? ends_at + 1 : before));
                        if (ends_at >= before && fails_from < pieces) CHECK(job.recorded == fails_from);
                        if (pieces == 0) CHECK(runs == 0);
                    }
}

TEST_CASE("the owner waits for pieces that others are at work on") {
    struct slow {
        std::atomic<bool> began{false}, may_end{false}, ended{false};
        static void run(void* job, std::size_t) noexcept {
            auto& self = *static_cast<slow*>(job);
            self.began = true;
            while (!self.may_end) std::this_thread::yield();
            self.ended = true;
        }
    } job;
    shared_work work(&slow::run, &job, 1);
    std::thread other([&] { work.help(true); });
    while (!job.began) std::this_thread::yield();
    std::thread later([&] { job.may_end = true; });
    work.finish();
    CHECK(job.ended);
    other.join();
    later.join();
}
