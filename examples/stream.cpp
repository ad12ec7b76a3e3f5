// A million rows, made one at a time as a database's cursor hands them out, written into a file and into a
// pipe: neither the rows nor their JSON are ever in memory as a whole. Prints the peak of the memory beside.
#include <inkjet/buffer/descriptor_sink.hpp>
#include <inkjet/inkjet.hpp>

#include "documents/rows.hpp"
#include "peak_memory.hpp"

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <string>

namespace {

// The rows of a query, to be read once.
class cursor {
  public:
    explicit cursor(std::size_t rows) : left_(rows) {}

    class iterator {
      public:
        using value_type = documents::row;
        using difference_type = std::ptrdiff_t;

        explicit iterator(cursor& of) : of_(&of) {}
        const documents::row& operator*() const { return of_->row_; }
        iterator& operator++() {
            of_->fetch();
            return *this;
        }
        void operator++(int) { ++*this; }
        bool operator==(std::default_sentinel_t) const { return of_->at_end_; }

      private:
        cursor* of_;
    };

    iterator begin() {
        fetch();
        return iterator(*this);
    }
    static std::default_sentinel_t end() { return {}; }

  private:
    void fetch() {
        at_end_ = left_ == 0;
        if (at_end_) return;
        --left_;
        maker_.next(row_);
    }

    std::size_t left_;
    bool at_end_ = false;
    documents::row_maker maker_{1};
    documents::row row_;
};

// Writes the rows to where `out` says, and a line about it.
template <class Out>
bool show(const char* what, std::size_t rows, Out&& out) {
    using clock = std::chrono::steady_clock;
    const std::size_t before = examples::peak_memory();
    const clock::time_point start = clock::now();
    const inkjet::result r = inkjet::write(cursor(rows), out);
    const double seconds = std::chrono::duration<double>(clock::now() - start).count();
    if (!r) {
        std::fprintf(stderr, "%s: %s, after %zu bytes\n", what, r.message().c_str(), r.size);
        return false;
    }
    const std::size_t peak = examples::peak_memory();
    std::printf("%-12s %11zu bytes %6.2f s   peak memory %7.1f MB, of these %7.2f MB for this\n", what,
                r.size, seconds, static_cast<double>(peak) / 1e6, static_cast<double>(peak - before) / 1e6);
    return true;
}

struct closes_file {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
struct closes_pipe {
    void operator()(std::FILE* file) const { pclose(file); }
};

} // namespace

int main(int argc, char** argv) {
    const std::size_t rows = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    std::printf("%zu rows, made as they are written\n", rows);

    const std::unique_ptr<std::FILE, closes_file> file(std::tmpfile());
    const std::unique_ptr<std::FILE, closes_pipe> pipe(popen("cat >/dev/null", "w"));
    if (!file || !pipe) {
        std::perror("stream");
        return 1;
    }
    std::string text; // the last, for the difference
    const bool well = show("file", rows, file.get()) && std::fflush(file.get()) == 0 &&
                      show("pipe", rows, inkjet::file_descriptor(fileno(pipe.get()))) &&
                      show("std::string", rows, text);
    return well ? 0 : 1;
}
