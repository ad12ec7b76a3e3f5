// What a run of the benchmark found, and the forms in which it is shown.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

inline constexpr std::string_view ours = "inkjet";
inline constexpr std::string_view ours_too = "inkjet, string";
inline constexpr std::string_view plain_copy = "memcpy";

// inkjet, or inkjet used in another way.
inline bool is_ours(std::string_view library) { return library.starts_with(ours); }

// A library and what it does with text and numbers that JSON doesn't allow: tried, not read in its manual.
struct library {
    std::string name;
    std::string version;
    std::string note;
    std::string control_characters; // "escaped" and nothing else, or what came out instead
    std::string invalid_utf8;       // "refused", "replaced", "passed on"
    std::string not_a_number;       // "refused", or what it wrote
};

struct timing {
    std::string library;
    std::string problem;             // why it was not timed; empty if it was
    double nanoseconds = 0;          // the best round's time for one document
    double megabytes_per_second = 0; // 10^6 bytes of the document as inkjet writes it: ratios are of time
    double inkjet_is_faster = 0;     // times
    std::vector<double> rounds;      // nanoseconds for one document

    bool timed() const { return problem.empty(); }
};

struct row {
    std::string section;
    std::string workload;
    std::string about;
    bool in_mean = true;
    std::size_t bytes = 0;
    std::vector<timing> timings;

    const timing* of(std::string_view library) const;
    void compare(); // sets the ratios to inkjet, once all times are known
};

struct machine {
    std::string cpu;
    std::string compiler;
    std::string flags;
    std::string date; // UTC
    std::size_t rounds = 0;
    double seconds_per_round = 0;
};

struct report {
    machine on;
    std::vector<library> libraries;
    std::vector<row> rows;

    const library* find(std::string_view name) const;
};

// Returns the fastest library other than ours, if there is one; if it is to be `honest`, of those that escape
// every control character and do not overrun their buffer.
const timing* best_peer(const report& of, const row& in, bool honest);

// Collects ratios of rows that count. Their mean is geometric: twice as fast and half as fast make one.
class mean {
  public:
    void add(const row& of, double ratio);
    std::string text() const; // "2.21x", or nothing where nothing was added

  private:
    double sum_of_logarithms_ = 0;
    std::size_t count_ = 0;
};

std::string text_table(const report& of);
std::string strictness_table(const report& of);
std::string svg_chart(const report& of);

// inkjet used in other ways, on the workloads where that is tried.
std::string variant_table(const report& of);

// Makes one report of those with the same flags, which are of several compilers: each library has its better
// time on each workload.
std::vector<report> merge_compilers(const std::vector<report>& all);

// For each report its flags, the speed of inkjet, the ratios to the best and the best honest peer built
// alike, and the first report's time over its own.
std::string mode_table(const std::vector<report>& modes);

// JSON in both directions.
std::string to_json_text(const report& of);
report from_json_text(std::string_view text);

// 1234567.8 as "1,234,568"; below 100 with one decimal, below 10 with two.
std::string grouped(double number);
std::string times(double ratio); // "2.21x"

} // namespace bench
