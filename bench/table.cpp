// Tables for the terminal.
#include "report.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bench {
namespace {

// Columns as wide as their widest cell: the first flush left, the others flush right.
class grid {
  public:
    // Heads of several words take two lines.
    explicit grid(const std::vector<std::string>& head) {
        std::vector<std::string> upper;
        std::vector<std::string> lower;
        bool two_lines = false;
        for (const std::string& words : head) {
            const std::size_t space = words.rfind(' ');
            upper.push_back(space == std::string::npos ? "" : words.substr(0, space));
            lower.push_back(space == std::string::npos ? words : words.substr(space + 1));
            two_lines = two_lines || !upper.back().empty();
        }
        if (two_lines) add(std::move(upper));
        add(std::move(lower));
    }

    void add(std::vector<std::string> cells) { lines_.push_back(std::move(cells)); }

    std::string text() const {
        std::vector<std::size_t> widths;
        for (const auto& line : lines_) {
            widths.resize(std::max(widths.size(), line.size()));
            for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], line[i].size());
        }
        std::string all;
        for (const auto& line : lines_) {
            for (std::size_t i = 0; i < line.size(); ++i) {
                const std::string space(widths[i] - line[i].size(), ' ');
                all += i == 0 ? line[i] + space : "  " + space + line[i];
            }
            all.erase(all.find_last_not_of(' ') + 1);
            all += '\n';
        }
        return all;
    }

  private:
    std::vector<std::vector<std::string>> lines_;
};

std::string bytes(std::size_t n) {
    if (n < 10'000) return std::to_string(n) + " B";
    return grouped(static_cast<double>(n) / 1000) + " KB";
}

std::string duration(double nanoseconds) {
    if (nanoseconds < 1e3) return grouped(nanoseconds) + " ns";
    if (nanoseconds < 1e6) return grouped(nanoseconds / 1e3) + " us";
    return grouped(nanoseconds / 1e6) + " ms";
}

std::string speed(const timing* t) { return t == nullptr ? "-" : grouped(t->megabytes_per_second); }

// "7,330 2.21x": the speed and how many times faster inkjet is.
std::string against(const timing* t) {
    return t == nullptr ? "-" : grouped(t->megabytes_per_second) + " " + times(t->inkjet_is_faster);
}

std::string ratio(const timing* t) { return t == nullptr ? "-" : times(t->inkjet_is_faster); }

std::string named(const timing* t) {
    return t == nullptr ? "-" : t->library + " " + times(t->inkjet_is_faster);
}

std::string problems(const report& of) {
    std::string all;
    for (const row& r : of.rows) {
        for (const timing& t : r.timings) {
            if (!t.timed()) all += "not timed: " + t.library + " on " + r.workload + ": " + t.problem + '\n';
        }
    }
    return all;
}

// The mean over all rows of the ratio to the library that `timing_in(row)` chooses.
std::string mean_against(const report& of, auto&& timing_in) {
    mean ratios;
    for (const row& r : of.rows) {
        if (const timing* const t = timing_in(r)) ratios.add(r, t->inkjet_is_faster);
    }
    return ratios.text();
}

constexpr std::string_view honest_means =
    "best honest: of those that escape every control character and do not overrun their buffer";

std::string description(const machine& m) {
    return m.cpu + ", one core; " + m.compiler + ", " + m.flags + "; " + m.date + '\n';
}

} // namespace

std::string text_table(const report& of) {
    std::vector<std::string> head{"workload",        "bytes",       "time",
                                  std::string(ours), "into string", std::string(plain_copy)};
    for (const library& l : of.libraries) {
        if (!is_ours(l.name)) head.push_back(l.name);
    }
    head.insert(head.end(), {"best peer", "best honest"});
    grid table(head);
    for (const row& r : of.rows) {
        const timing* const own = r.of(ours);
        std::vector<std::string> cells{
            r.workload, bytes(r.bytes),        own ? duration(own->nanoseconds) : "-",
            speed(own), speed(r.of(ours_too)), against(r.of(plain_copy))};
        for (const library& l : of.libraries) {
            if (!is_ours(l.name)) cells.push_back(against(r.of(l.name)));
        }
        cells.push_back(ratio(best_peer(of, r, false)));
        cells.push_back(ratio(best_peer(of, r, true)));
        table.add(std::move(cells));
    }
    std::vector<std::string> means{"geometric mean", "", "", "", ""};
    means.push_back(mean_against(of, [](const row& r) { return r.of(plain_copy); }));
    for (const library& l : of.libraries) {
        if (!is_ours(l.name)) means.push_back(mean_against(of, [&](const row& r) { return r.of(l.name); }));
    }
    for (const bool honest : {false, true}) {
        means.push_back(mean_against(of, [&](const row& r) { return best_peer(of, r, honest); }));
    }
    if (std::any_of(of.rows.begin(), of.rows.end(), [](const row& r) { return r.in_mean; })) {
        table.add(std::move(means));
    }
    return description(of.on) + "MB/s of the document as inkjet writes it, the best of " +
           std::to_string(of.on.rounds) + " rounds; 2.00x: inkjet takes half the time;\n" +
           std::string(honest_means) + "\n\n" + table.text() + problems(of);
}

std::string variant_table(const report& of) {
    std::vector<std::string> names;
    for (const library& l : of.libraries) {
        if (is_ours(l.name) && l.name != ours && l.name != ours_too) names.push_back(l.name);
    }
    std::vector<std::string> head{"workload", std::string(ours)};
    head.insert(head.end(), names.begin(), names.end());
    grid table(head);
    for (const row& r : of.rows) {
        std::vector<std::string> cells{r.workload, speed(r.of(ours))};
        bool any = false;
        for (const std::string& name : names) {
            cells.push_back(against(r.of(name)));
            any = any || r.of(name) != nullptr;
        }
        if (any) table.add(std::move(cells));
    }
    return table.text();
}

std::string strictness_table(const report& of) {
    grid table({"library", "control characters", "invalid UTF-8", "NaN"});
    for (const library& l : of.libraries) {
        const std::string name = l.name + " " + l.version + " (" + l.note + ")";
        table.add({name, l.control_characters, l.invalid_utf8, l.not_a_number});
    }
    return table.text();
}

std::string mode_table(const std::vector<report>& modes) {
    std::string all;
    std::vector<std::string> head{"workload"};
    for (const report& mode : modes) {
        all += description(mode.on);
        head.insert(head.end(), {mode.on.flags, "best peer", "best honest", "of the first"});
    }
    grid table(head);
    for (const row& first : modes.front().rows) {
        const timing* const reference = first.of(ours);
        std::vector<std::string> cells{first.workload};
        for (const report& mode : modes) {
            const auto same = std::find_if(mode.rows.begin(), mode.rows.end(),
                                           [&](const row& r) { return r.workload == first.workload; });
            const timing* const own = same == mode.rows.end() ? nullptr : same->of(ours);
            if (own == nullptr || reference == nullptr) {
                cells.insert(cells.end(), {"-", "-", "-", "-"});
                continue;
            }
            cells.push_back(speed(own));
            cells.push_back(named(best_peer(mode, *same, false)));
            cells.push_back(ratio(best_peer(mode, *same, true)));
            cells.push_back(grouped(reference->nanoseconds / own->nanoseconds));
        }
        table.add(std::move(cells));
    }
    std::vector<std::string> means{"geometric mean"};
    for (const report& mode : modes) {
        means.push_back("");
        for (const bool honest : {false, true}) {
            means.push_back(mean_against(mode, [&](const row& r) { return best_peer(mode, r, honest); }));
        }
        means.push_back("");
    }
    table.add(std::move(means));
    return all + std::string(honest_means) + "\n\n" + table.text();
}

} // namespace bench
