// Every sequence of four bytes through every escape kernel of this machine, each at one of the places in
// turn; then every sequence of three bytes at every place. Takes minutes on many cores, about an hour on two.
//   escape_4byte [FIRST [LAST]]     only sequences that begin with these bytes, in decimal
#include "../text/escape_harness.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using namespace escape_test;

namespace {

// The reference's verdict, its spelling put together from those of single bytes.
class quick_reference {
  public:
    quick_reference() {
        for (std::size_t c = 0; c < spelled_.size(); ++c) {
            const char byte = static_cast<char>(c);
            spelled_[c] = reference({&byte, 1}).escaped;
        }
    }
    void judge(std::string_view text, reference_result& result) const {
        result.escaped.clear();
        for (const char c : text) result.escaped += spelled_[static_cast<unsigned char>(c)];
        result.well_formed = true;
        for (std::size_t at = 0; at < text.size() && result.well_formed;)
            result.well_formed = read_code_point(text, at);
    }

  private:
    std::array<std::string, 256> spelled_;
};

class worker {
  public:
    worker() {
        list_.pop_back(); // the front is one of the others
        for (const placement& where : placements(3)) threes_.emplace_back(where, std::size_t{3});
        for (const placement& where : placements(4)) fours_.emplace_back(where, std::size_t{4});
    }

    // All sequences that begin with `first`. Returns what failed, if anything did.
    std::string run(unsigned first) {
        reference_result expected;
        for (unsigned i = 0; i < 1u << 16; ++i) {
            const char three[] = {static_cast<char>(first), static_cast<char>(i >> 8), static_cast<char>(i)};
            quick_.judge({three, 3}, expected);
            for (placed_text& here : threes_) run_at(here, three, expected);
        }
        for (unsigned i = 0; i < 1u << 24; ++i) {
            const char four[] = {static_cast<char>(first), static_cast<char>(i >> 16),
                                 static_cast<char>(i >> 8), static_cast<char>(i)};
            quick_.judge({four, 4}, expected);
            run_at(fours_[i % fours_.size()], four, expected);
        }
        return verifier_.failure();
    }

  private:
    void run_at(placed_text& here, const char* sequence, const reference_result& expected) {
        here.place(sequence, expected);
        for (const kernel& k : list_)
            verifier_.run_strict(k, here.text(), here.escaped(), here.well_formed());
    }

    verifier verifier_;
    quick_reference quick_;
    std::vector<kernel> list_ = kernels();
    std::deque<placed_text> threes_;
    std::deque<placed_text> fours_;
};

} // namespace

int main(int argc, char** argv) {
    const unsigned first = argc > 1 ? static_cast<unsigned>(std::atoi(argv[1])) : 0;
    const unsigned last = argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : argc > 1 ? first : 255;
    std::atomic<unsigned> next{first};
    std::mutex printing;
    bool failed = false;
    const auto work = [&] {
        worker w;
        for (unsigned byte; (byte = next++) <= last && byte < 256;) {
            const std::string failure = w.run(byte);
            const std::lock_guard<std::mutex> lock(printing);
            std::printf("%02x %s\n", byte, failure.empty() ? "ok" : failure.c_str());
            std::fflush(stdout);
            failed = failed || !failure.empty();
        }
    };
    std::vector<std::thread> threads;
    for (unsigned i = 1; i < std::thread::hardware_concurrency(); ++i) threads.emplace_back(work);
    work();
    for (std::thread& t : threads) t.join();
    std::puts(failed ? "FAILED" : "all sequences agree");
    return failed ? 1 : 0;
}
