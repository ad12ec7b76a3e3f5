// Times inkjet and every library that was found against each other, and shows the result as a table, as JSON
// and as a chart.
#include "measure.hpp"
#include "report.hpp"
#include "workload.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <fstream>
#include <iterator>
#include <regex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

std::vector<peer>& peers() {
    static std::vector<peer> all;
    return all;
}

namespace {

constexpr const char* usage = R"(usage: inkjet_bench [OPTION]... [REGEX]
       inkjet_bench --combine REPORT.json...

Times the workloads whose section/name matches REGEX: documents, strings or numbers (all three if it is left
out), options, twitter, int64, ...

  --rounds=N      rounds per library and workload (5)
  --seconds=S     the shortest time of a round (0.05)
  --corpus=DIR    where twitter.json, citm_catalog.json and canada.json are (INKJET_CORPUS)
  --json=FILE     writes the report as JSON
  --svg=FILE      writes it as a chart
  --list          lists workloads and libraries
  --combine       prints one table of several reports, one block of columns for each set of flags;
                  where two compilers have the same flags, each library by its better time
)";

struct arguments {
    settings timing;
    std::string corpus = INKJET_BENCH_CORPUS;
    std::string json;
    std::string svg;
    std::regex pattern{"^(documents|strings|numbers)/"};
    std::vector<std::string> reports;
    bool combine = false;
    bool list = false;
};

double number(const std::string& option, const std::string& text) {
    char* end = nullptr;
    const double n = std::strtod(text.c_str(), &end);
    if (text.empty() || *end != '\0' || !(n > 0))
        throw std::invalid_argument(option + " wants a positive number");
    return n;
}

arguments parse(const std::vector<std::string>& words) {
    arguments a;
    if (const char* const folder = std::getenv("INKJET_CORPUS")) a.corpus = folder;
    for (const std::string& word : words) {
        const std::string option = word.substr(0, word.find('='));
        const std::string text = word.substr(std::min(word.size(), option.size() + 1));
        if (option == "--rounds") {
            a.timing.rounds = static_cast<std::size_t>(number(option, text));
        } else if (option == "--seconds") {
            a.timing.seconds = number(option, text);
        } else if (option == "--corpus") {
            a.corpus = text;
        } else if (option == "--json") {
            a.json = text;
        } else if (option == "--svg") {
            a.svg = text;
        } else if (option == "--list") {
            a.list = true;
        } else if (option == "--combine") {
            a.combine = true;
        } else if (option.starts_with("-")) {
            throw std::invalid_argument("unknown option " + option + "\n\n" + usage);
        } else if (a.combine) {
            a.reports.push_back(word);
        } else {
            a.pattern = word;
        }
    }
    return a;
}

std::string cpu_name() {
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);) {
        if (line.starts_with("model name")) return line.substr(line.find(": ") + 2);
    }
    return "unknown CPU";
}

std::string compiler_name() {
#if defined(__clang__)
    return "clang " + std::to_string(__clang_major__) + "." + std::to_string(__clang_minor__) + "." +
           std::to_string(__clang_patchlevel__);
#else
    return "g++ " + std::to_string(__GNUC__) + "." + std::to_string(__GNUC_MINOR__) + "." +
           std::to_string(__GNUC_PATCHLEVEL__);
#endif
}

std::string today() {
    const std::time_t now = std::time(nullptr);
    std::array<char, sizeof "2024-05-17"> text;
    std::strftime(text.data(), text.size(), "%Y-%m-%d", std::gmtime(&now));
    return text.data();
}

void save(const std::string& path, const std::string& text) {
    if (path.empty()) return;
    std::ofstream file(path, std::ios::binary);
    if (!(file << text) || !file.flush()) throw std::runtime_error("can't write " + path);
}

report load(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("can't read " + path);
    return from_json_text(std::string(std::istreambuf_iterator<char>(file), {}));
}

// Ours first, then by name: the order in which adapters register is the linker's.
std::vector<peer> peers_in_order() {
    std::vector<peer> all = peers();
    std::sort(all.begin(), all.end(), [](const peer& a, const peer& b) {
        const bool a_ours = is_ours(a.name);
        const bool b_ours = is_ours(b.name);
        return a_ours != b_ours ? a_ours : a.name < b.name;
    });
    return all;
}

void list(const std::vector<workload>& all, const std::vector<peer>& libraries) {
    for (const workload& w : all) {
        std::printf("%s/%s: %s\n", std::string(w.section).c_str(), std::string(w.name).c_str(),
                    std::string(w.about).c_str());
    }
    for (const peer& p : libraries)
        std::printf("%s %s: %s\n", p.name.c_str(), p.version.c_str(), p.note.c_str());
}

void run(const arguments& a) {
    if (a.combine) {
        std::vector<report> reports;
        for (const std::string& path : a.reports) reports.push_back(load(path));
        if (reports.empty()) throw std::invalid_argument(usage);
        std::fputs(mode_table(merge_compilers(reports)).c_str(), stdout);
        return;
    }
    const std::vector<peer> libraries = peers_in_order();
    std::vector<workload> chosen = workloads(a.corpus);
    std::erase_if(chosen, [&](const workload& w) {
        return !std::regex_search(std::string(w.section) + "/" + std::string(w.name), a.pattern);
    });
    if (chosen.empty()) throw std::invalid_argument("no workload matches: see --list");
    if (a.list) return list(chosen, libraries);

    report result{
        {cpu_name(), compiler_name(), INKJET_BENCH_FLAGS, today(), a.timing.rounds, a.timing.seconds},
        {},
        {}};
    for (const peer& p : libraries) result.libraries.push_back(examine(p));
    for (const workload& w : chosen) {
        if (isatty(STDERR_FILENO) != 0) std::fprintf(stderr, "%s ...\n", std::string(w.name).c_str());
        result.rows.push_back(measure(w, libraries, a.timing));
    }
    // Those that write in styles alone, or one kind of value, are not heard of where they had nothing to do.
    std::erase_if(result.libraries, [&](const library& l) {
        return std::none_of(result.rows.begin(), result.rows.end(), [&](const row& r) {
            return std::any_of(r.timings.begin(), r.timings.end(),
                               [&](const timing& t) { return t.library == l.name; });
        });
    });
    std::printf("%s\n%s\n%s", text_table(result).c_str(), variant_table(result).c_str(),
                strictness_table(result).c_str());
    save(a.json, to_json_text(result));
    save(a.svg, svg_chart(result));
}

} // namespace
} // namespace bench

int main(int argc, char** argv) {
    try {
        // Rounds of all libraries are mixed, so that a slow moment of the machine meets no one alone.
        std::array<char*, 2> options = {argv[0],
                                        const_cast<char*>("--benchmark_enable_random_interleaving=true")};
        int count = static_cast<int>(options.size());
        benchmark::Initialize(&count, options.data());
        bench::run(bench::parse(std::vector<std::string>(argv + 1, argv + argc)));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "inkjet_bench: %s\n", error.what());
        return 1;
    }
}
