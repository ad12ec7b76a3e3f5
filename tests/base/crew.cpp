#include <inkjet/base/crew.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <memory>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

using inkjet::parallel_task;
using inkjet::detail::count_helpers;
using inkjet::detail::crew;
using inkjet::detail::shared_work;
using inkjet::detail::wants_help;
using inkjet::detail::work_together;

namespace {

struct job {
    std::mutex mutex;
    std::set<std::thread::id> threads;
    std::size_t runs = 0;

    static void run(void* of, std::size_t) noexcept {
        auto& self = *static_cast<job*>(of);
        const std::lock_guard lock(self.mutex);
        self.threads.insert(std::this_thread::get_id());
        ++self.runs;
    }
    std::shared_ptr<shared_work> work(std::size_t pieces) {
        return std::make_shared<shared_work>(&run, this, pieces);
    }
};

} // namespace

TEST_CASE("who is wanted: no more threads than have a processor, of an executor one at least") {
    const auto executor = [](const parallel_task&) {};
    const std::size_t processors = std::thread::hardware_concurrency();
    CHECK_FALSE(wants_help(1));
    CHECK(wants_help(0));
    CHECK(wants_help(2U));
    CHECK(wants_help(executor));
    CHECK(count_helpers(1, 1) == 0);
    CHECK(count_helpers(0, 1) == processors - 1);
    CHECK(count_helpers(-3, 1) == processors - 1);
    CHECK(count_helpers(1000000, 1) == processors - 1);
    CHECK(count_helpers(executor, 1) == (processors > 1 ? processors - 1 : 1));
    CHECK(count_helpers(executor, 0) == processors - 1);
}

TEST_CASE("a crew helps and is gone at its end") {
    job alone;
    {
        const crew threads(alone.work(50), 3);
    }
    CHECK(alone.runs == 50);
    CHECK(alone.threads.count(std::this_thread::get_id()) == 0);
    {
        const crew nobody(alone.work(50), 0);
    }
    CHECK(alone.runs == 50);
}

TEST_CASE("threads, and executors that run tasks or do not") {
    for (const std::size_t helpers : {0U, 1U, 5U}) {
        job done;
        const auto together = [&](auto& workers) {
            const auto work = done.work(100);
            work_together(workers, work, helpers, [&](auto) { work->finish(); });
        };
        int threads = 2;
        together(threads);
        CHECK(done.runs == 100);
        std::vector<parallel_task> kept;
        auto keep = [&](const parallel_task& task) { kept.push_back(task); };
        together(keep);
        CHECK(done.runs == 200);
        CHECK(kept.size() == helpers);
        for (const parallel_task& each : kept) each();
        auto run = [](parallel_task task) { task(); };
        together(run);
        CHECK(done.runs == 300);
#if INKJET_EXCEPTIONS
        auto refuse = [](const parallel_task&) { throw 1; };
        together(refuse);
        CHECK(done.runs == 400);
#endif
    }
}
