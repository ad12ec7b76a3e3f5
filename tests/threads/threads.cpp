// Many threads that write at once, from the first write of the program on; for ThreadSanitizer to watch. They
// share the values, and whatever the library chooses once per program.
#include <inkjet/inkjet.hpp>
#include <inkjet/write_parallel.hpp>

#include <atomic>
#include <cstddef>
#include <cstdio>
#include <limits>
#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

struct entry {
    std::string text;
    double number;
    std::map<std::string, std::vector<int>> lists;
};

constexpr int thread_count = 8, rounds = 200;

std::vector<entry> make_entries() {
    std::vector<entry> made;
    for (int i = 0; i < 20; ++i)
        made.push_back({std::string(static_cast<std::size_t>(i) * 17, 'x') + "\xC3\xA9\n\"",
                        i * 0.37,
                        {{"a", {i, -i}}}});
    return made;
}

// Ranges that are written in parallel, by several threads at once, some of them refused.
int write_in_parallel() {
    std::vector<entry> many;
    for (int i = 0; i < 500; ++i)
        for (entry& each : make_entries()) many.push_back(std::move(each));
    std::vector<entry> wrong = many;
    wrong[4321].number = wrong[5000].number = std::numeric_limits<double>::infinity();
    std::string expected;
    if (!inkjet::write(many, expected)) return 1;

    std::atomic<int> failures = 0;
    const auto rounds_of = [&](auto&& workers, std::size_t least = 1) {
        inkjet::segments segments;
        for (int round = 0; round < 10; ++round) {
            segments.clear();
            std::string text;
            if (!inkjet::write_parallel(many, segments, workers)) ++failures;
            for (const inkjet::io_piece& each : segments)
                text.append(static_cast<const char*>(each.iov_base), each.iov_len);
            if (text != expected || segments.size() < least) ++failures;
            if (inkjet::write_parallel(wrong, text, workers).where() != "$[4321].number" || text != expected)
                ++failures;
        }
    };
    std::vector<std::thread> threads;
    threads.emplace_back([&] { rounds_of(2); });
    threads.emplace_back([&] { rounds_of(0); });
    threads.emplace_back([&] {
        std::vector<std::thread> detached; // which may come when all is over
        rounds_of(
            [&](const inkjet::parallel_task& task) {
                for (int i = 0; i < 3; ++i) detached.emplace_back(task);
            },
            5);
        for (std::thread& thread : detached) thread.join();
    });
    for (std::thread& thread : threads) thread.join();
    return failures;
}

} // namespace

int main() {
    const std::vector<entry> entries = make_entries();
    const std::vector<double> refused{1.0, std::numeric_limits<double>::infinity()};

    std::atomic<int> waiting = thread_count, failures = 0;
    std::vector<std::string> first(thread_count);
    std::vector<std::thread> threads;
    for (std::string& mine : first)
        threads.emplace_back([&] {
            --waiting;
            while (waiting != 0) std::this_thread::yield();
            if (!inkjet::write(entries, mine)) ++failures;
            std::string out;
            for (int round = 0; round < rounds; ++round) {
                out.clear();
                if (!inkjet::write(entries, out) || out != mine) ++failures;
                const inkjet::result refusal = inkjet::write(refused, out);
                if (refusal.code != inkjet::errc::not_finite || refusal.where() != "$[1]" || out != mine)
                    ++failures;
            }
        });
    for (std::thread& thread : threads) thread.join();
    for (const std::string& text : first)
        if (text != first.front() || text.empty()) ++failures;
    failures += write_in_parallel();
    std::printf("%d threads, %d failures\n", thread_count, failures.load());
    return failures == 0 ? 0 : 1;
}
