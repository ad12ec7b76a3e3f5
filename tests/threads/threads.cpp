// Many threads that write at once, from the first write of the program on; for ThreadSanitizer to watch. They
// share the values, and whatever the library chooses once per program.
#include <inkjet/inkjet.hpp>

#include <atomic>
#include <cstdio>
#include <limits>
#include <map>
#include <string>
#include <thread>
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
    std::printf("%d threads, %d failures\n", thread_count, failures.load());
    return failures == 0 ? 0 : 1;
}
