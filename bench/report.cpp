#include "report.hpp"

#include <inkjet/inkjet.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <stdexcept>

namespace bench {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(library, name, version, note, control_characters, invalid_utf8,
                                   not_a_number)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(timing, library, problem, nanoseconds, megabytes_per_second,
                                   inkjet_is_faster, rounds)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(row, section, workload, about, in_mean, bytes, timings)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(machine, cpu, compiler, flags, date, rounds, seconds_per_round)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(report, on, libraries, rows)

const timing* row::of(std::string_view library) const {
    for (const timing& t : timings) {
        if (t.library == library) return t.timed() ? &t : nullptr;
    }
    return nullptr;
}

void row::compare() {
    const timing* const base = of(ours);
    for (timing& t : timings) {
        if (t.timed() && base != nullptr) t.inkjet_is_faster = t.nanoseconds / base->nanoseconds;
    }
}

const library* report::find(std::string_view name) const {
    for (const library& l : libraries) {
        if (l.name == name) return &l;
    }
    return nullptr;
}

const timing* best_peer(const report& of, const row& in, bool honest) {
    const timing* best = nullptr;
    for (const timing& t : in.timings) {
        const library* const by = of.find(t.library);
        if (!t.timed() || by == nullptr || is_ours(t.library)) continue;
        if (honest && by->control_characters != "escaped") continue;
        if (best == nullptr || t.nanoseconds < best->nanoseconds) best = &t;
    }
    return best;
}

namespace {

void take_better(row& into, const row& other) {
    for (const timing& t : other.timings) {
        const auto same = std::find_if(into.timings.begin(), into.timings.end(),
                                       [&](const timing& mine) { return mine.library == t.library; });
        if (same == into.timings.end()) {
            into.timings.push_back(t);
        } else if (t.timed() && (!same->timed() || t.nanoseconds < same->nanoseconds)) {
            *same = t;
        }
    }
    into.compare();
}

void take_better(report& into, const report& other) {
    constexpr std::string_view several = "the better of ";
    if (!into.on.compiler.starts_with(several)) into.on.compiler.insert(0, several);
    into.on.compiler += " and " + other.on.compiler;
    for (const library& l : other.libraries) {
        if (into.find(l.name) == nullptr) into.libraries.push_back(l);
    }
    for (const row& r : other.rows) {
        const auto same = std::find_if(into.rows.begin(), into.rows.end(),
                                       [&](const row& mine) { return mine.workload == r.workload; });
        if (same == into.rows.end()) {
            into.rows.push_back(r);
        } else {
            take_better(*same, r);
        }
    }
}

} // namespace

std::vector<report> merge_compilers(const std::vector<report>& all) {
    std::vector<report> merged;
    for (const report& r : all) {
        const auto same = std::find_if(merged.begin(), merged.end(),
                                       [&](const report& mine) { return mine.on.flags == r.on.flags; });
        if (same == merged.end()) {
            merged.push_back(r);
        } else {
            take_better(*same, r);
        }
    }
    return merged;
}

void mean::add(const row& of, double ratio) {
    if (!of.in_mean) return;
    sum_of_logarithms_ += std::log(ratio);
    ++count_;
}

std::string mean::text() const {
    return count_ == 0 ? "" : times(std::exp(sum_of_logarithms_ / static_cast<double>(count_)));
}

std::string to_json_text(const report& of) {
    std::string text;
    if (const auto written = inkjet::write(of, text, inkjet::options{.indent = 2, .append_newline = true});
        !written) {
        throw std::runtime_error("the report can't be written: " + std::string(written.message()));
    }
    return text;
}

report from_json_text(std::string_view text) { return nlohmann::json::parse(text).get<report>(); }

std::string grouped(double number) {
    char digits[32];
    const int decimals = number < 10 ? 2 : number < 100 ? 1 : 0;
    std::snprintf(digits, sizeof digits, "%.*f", decimals, number);
    const std::string_view ungrouped = digits;
    const std::size_t whole = std::min(ungrouped.find('.'), ungrouped.size());
    std::string text;
    for (std::size_t i = 0; i < ungrouped.size(); ++i) {
        if (i != 0 && i < whole && (whole - i) % 3 == 0) text += ',';
        text += ungrouped[i];
    }
    return text;
}

std::string times(double ratio) { return grouped(ratio) + "x"; }

} // namespace bench
