// Where the bytes go: the peak of the memory for a million rows and each kind of destination, and the speed
// of those that are not memory beside the one that is.
#include <inkjet/buffer/descriptor_sink.hpp>
#include <inkjet/buffer/ostream_sink.hpp>
#include <inkjet/chunks.hpp>
#include <inkjet/gather.hpp>
#include <inkjet/inkjet.hpp>
#include <inkjet/write_parallel.hpp>

#include "../examples/documents/rows.hpp"
#include "../examples/documents/rows_nlohmann.hpp"
#include "footprint.hpp"
#include "workload.hpp"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace bench {
namespace {

std::size_t size_of(const inkjet::result& r) {
    if (!r) throw std::runtime_error(r.message());
    return r.size;
}

// What takes everything and keeps nothing.
class null_device {
  public:
    null_device() : descriptor_(open("/dev/null", O_WRONLY)), file_(fdopen(dup(descriptor_), "w")) {
        if (descriptor_ < 0 || file_ == nullptr) throw std::runtime_error("no /dev/null");
        stream_.open("/dev/null", std::ios::binary);
    }
    null_device(const null_device&) = delete;
    null_device& operator=(const null_device&) = delete;
    ~null_device() {
        std::fclose(file_);
        close(descriptor_);
    }

    inkjet::file_descriptor descriptor() const { return inkjet::file_descriptor(descriptor_); }
    std::FILE* file() const { return file_; }
    std::ostream& stream() { return stream_; }

  private:
    int descriptor_;
    std::FILE* file_;
    std::ofstream stream_;
};

// A way to write rows, or anything.
template <class... Arguments>
struct way {
    const char* name;
    std::function<std::size_t(Arguments...)> write;
};

bool take(std::span<const char> chunk) { return !chunk.empty(); }

void compare_memory(std::size_t count, null_device& null) {
    using documents::rows;
    const std::vector<way<const rows&>> ways = {
        {"FILE*", [&](const rows& r) { return size_of(inkjet::write(r, null.file())); }},
        {"std::ostream", [&](const rows& r) { return size_of(inkjet::write(r, null.stream())); }},
        {"file descriptor", [&](const rows& r) { return size_of(inkjet::write(r, null.descriptor())); }},
        {"callback", [&](const rows& r) { return size_of(inkjet::write(r, take)); }},
        {"lines, descriptor",
         [&](const rows& r) { return size_of(inkjet::write_lines(r, null.descriptor())); }},
        {"chunks, 64 KiB",
         [&](const rows& r) {
             std::vector<char> piece(inkjet::default_chunk_size);
             auto all = inkjet::chunks(r);
             while (!all.next(piece).done) {
             }
             return size_of(all.status());
         }},
        {"measure", [&](const rows& r) { return size_of(inkjet::measure(r)); }},
        {"inkjet::buffer",
         [&](const rows& r) {
             inkjet::buffer out;
             return size_of(inkjet::write(r, out));
         }},
        {"std::string",
         [&](const rows& r) {
             std::string out;
             return size_of(inkjet::write(r, out));
         }},
        {"nlohmann, stream",
         [&](const rows& r) {
             null.stream() << nlohmann::json(r);
             return std::size_t{1};
         }},
        {"nlohmann, dump", [&](const rows& r) { return nlohmann::json(r).dump().size(); }},
    };
    const rows all = documents::make_rows(1, count);
    const rows few(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count < 100 ? count : 100));
    std::printf("%zu rows, a process for each line\n%-20s %8s %10s %12s %s\n", count, "", "seconds", "MB",
                "memory, MB", "of the output");
    double output = 0;
    for (const auto& each : ways) {
        const footprint f = footprint_of([&] { return each.write(few); }, [&] { return each.write(all); });
        const double bytes = static_cast<double>(f.bytes) / 1e6, memory = static_cast<double>(f.memory) / 1e6;
        if (output == 0) output = bytes;
        std::printf("%-20s %8.3f %10.1f %12.2f %.3f\n", each.name, f.seconds, bytes, memory, memory / output);
    }
}

// Returns the least time that each way takes, in turns.
std::vector<double> best_times(const std::vector<way<>>& ways, int rounds) {
    using clock = std::chrono::steady_clock;
    std::vector<double> best(ways.size(), 1e9);
    for (const auto& each : ways) each.write();
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < ways.size(); ++i) {
            double spent = 0;
            do {
                const clock::time_point start = clock::now();
                ways[i].write();
                const double seconds = std::chrono::duration<double>(clock::now() - start).count();
                if (seconds < best[i]) best[i] = seconds;
                spent += seconds;
            } while (spent < 0.02);
        }
    }
    return best;
}

void compare_speed(const std::string& corpus, null_device& null, int rounds) {
    std::printf("\nMB/s into memory, and of that speed into /dev/null\n%-14s %10s %10s %8s %8s %8s\n", "",
                "buffer", "descriptor", "FILE*", "ostream", "callback");
    for (const workload& w : workloads(corpus)) {
        if (w.section == "options") continue;
        const value v = w.make();
        std::visit(
            [&](const auto& document) {
                const auto& d = *document;
                inkjet::buffer out;
                const std::vector<way<>> ways = {
                    {"buffer",
                     [&] {
                         out.clear();
                         return size_of(inkjet::write(d, out));
                     }},
                    {"descriptor", [&] { return size_of(inkjet::write(d, null.descriptor())); }},
                    {"FILE*", [&] { return size_of(inkjet::write(d, null.file())); }},
                    {"ostream", [&] { return size_of(inkjet::write(d, null.stream())); }},
                    {"callback", [&] { return size_of(inkjet::write(d, take)); }},
                };
                const std::vector<double> best = best_times(ways, rounds);
                std::printf("%-14s %10.0f %10.2f %8.2f %8.2f %8.2f\n", std::string(w.name).c_str(),
                            static_cast<double>(out.size()) / best[0] / 1e6, best[0] / best[1],
                            best[0] / best[2], best[0] / best[3], best[0] / best[4]);
            },
            v);
    }
}

// Long texts are referred to and not copied.
void compare_gather(std::size_t count, null_device& null, int rounds) {
    constexpr std::size_t length = 64 * 1024;
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < count; ++i) texts.emplace_back(length, static_cast<char>('a' + i % 26));
    inkjet::buffer out;
    inkjet::gather pieces;
    const std::vector<way<>> ways = {
        {"into a buffer",
         [&] {
             out.clear();
             return size_of(inkjet::write(texts, out));
         }},
        {"gathered",
         [&] {
             pieces.clear();
             return size_of(inkjet::write(texts, pieces));
         }},
        {"descriptor", [&] { return size_of(inkjet::write(texts, null.descriptor())); }},
    };
    std::printf("\n%zu strings of 64 KiB, MB/s\n", count);
    const std::vector<double> best = best_times(ways, rounds);
    for (std::size_t i = 0; i < ways.size(); ++i)
        std::printf("%-14s %10.0f %8.2f\n", ways[i].name, static_cast<double>(out.size()) / best[i] / 1e6,
                    best[0] / best[i]);
    std::printf("memory: %zu bytes beside %zu pieces\n", pieces.bytes() - count * length, pieces.size());
}

// A file that is written from its beginning again and again.
class scratch_file {
  public:
    scratch_file() : file_(std::tmpfile()) {
        if (file_ == nullptr) throw std::runtime_error("no temporary file");
    }
    scratch_file(const scratch_file&) = delete;
    scratch_file& operator=(const scratch_file&) = delete;
    ~scratch_file() { std::fclose(file_); }

    int rewound() const {
        lseek(fileno(file_), 0, SEEK_SET);
        return fileno(file_);
    }
    static std::size_t all_of(ssize_t written, std::size_t wanted) {
        if (written != static_cast<ssize_t>(wanted)) throw std::runtime_error("a short write");
        return wanted;
    }

  private:
    std::FILE* file_;
};

// Rows by several threads, and what becomes of their segments.
void compare_parallel(std::size_t count, int rounds) {
    const documents::rows rows = documents::make_rows(1, count);
    const unsigned threads = std::thread::hardware_concurrency();
    inkjet::buffer out;
    inkjet::segments segments;
    const scratch_file file;
    const auto into = [&](auto& target, unsigned workers) {
        target.clear();
        return size_of(inkjet::write_parallel(rows, target, workers));
    };
    const std::vector<way<>> ways = {
        {"write",
         [&] {
             out.clear();
             return size_of(inkjet::write(rows, out));
         }},
        {"parallel, alone", [&] { return into(segments, 1); }},
        {"parallel", [&] { return into(segments, threads); }},
        {"parallel, into one", [&] { return into(out, threads); }},
        {"write, new",
         [&] {
             inkjet::buffer fresh;
             return size_of(inkjet::write(rows, fresh));
         }},
        {"parallel, new",
         [&] {
             inkjet::segments fresh;
             return into(fresh, threads);
         }},
        {"write, to file",
         [&] {
             out.clear();
             size_of(inkjet::write(rows, out));
             return file.all_of(::write(file.rewound(), out.data(), out.size()), out.size());
         }},
        {"parallel, writev",
         [&] {
             const std::size_t size = into(segments, threads);
             const int pieces = static_cast<int>(segments.size());
             return file.all_of(::writev(file.rewound(), segments.data(), pieces), size);
         }},
    };
    std::printf("\n%zu rows, %u threads, MB/s; x: of `write` into memory of the same kind\n", count, threads);
    const std::vector<double> best = best_times(ways, rounds);
    const std::size_t base[] = {0, 0, 0, 0, 4, 4, 6, 6};
    for (std::size_t i = 0; i < ways.size(); ++i)
        std::printf("%-20s %8.0f %8.2fx\n", ways[i].name, static_cast<double>(out.size()) / best[i] / 1e6,
                    best[base[i]] / best[i]);
}

} // namespace
} // namespace bench

int main(int argc, char** argv) {
    try {
        const char* const corpus = std::getenv("INKJET_CORPUS");
        const std::size_t rows = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
        const int rounds = argc > 2 ? std::atoi(argv[2]) : 5;
        const std::size_t texts = rows < 10'000 ? rows : 10'000;
        bench::null_device null;
        bench::compare_memory(rows, null);
        bench::compare_speed(corpus != nullptr ? corpus : INKJET_BENCH_CORPUS, null, rounds);
        bench::compare_gather(texts, null, rounds);
        bench::compare_parallel(rows, rounds);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "inkjet_destinations: %s\n", error.what());
        return 1;
    }
}
