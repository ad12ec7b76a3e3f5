#include "measure.hpp"

#include "../examples/documents/difference.hpp"
#include "nlohmann_value.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <exception>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace bench {
namespace {

// What a task wrote, or why it did not.
struct outcome {
    std::string_view written;
    std::string problem;
};

outcome attempt(task& t) {
    try {
        const std::string_view written = t.run(1);
        if (!written.empty()) return {written, ""};
    } catch (const overrun& error) {
        return {{}, error.what()};
    } catch (const std::exception&) {
        // refused in its own way
    }
    return {{}, "refused"};
}

// A library may refuse a value before it is asked to write it.
class refusal final : public task {
  public:
    std::string_view run(std::size_t) override { return {}; }
};

std::unique_ptr<task> prepare(const peer& p, const value& v, style written = style::plain) {
    try {
        if (written != style::plain) return p.prepare_in != nullptr ? p.prepare_in(v, written) : nullptr;
        return p.prepare != nullptr ? p.prepare(v) : nullptr;
    } catch (const std::exception&) {
        return std::make_unique<refusal>();
    }
}

// What a library makes of a value, or how it does not.
struct reaction {
    std::string text; // "refused", or "-" when the library is not meant for the value
    bool written = false;
};

reaction reaction_of(const peer& p, const value& v) {
    const std::unique_ptr<task> t = prepare(p, v);
    if (!t) return {"-"};
    const outcome o = attempt(*t);
    return o.problem.empty() ? reaction{std::string(o.written), true} : reaction{o.problem};
}

bool is_json(const std::string& text) { return nlohmann::json::accept(text); }

// Returns what is wrong with what was written, or an empty string.
std::string problem_of(const value& v, const nlohmann::json& truth, std::string_view written) {
    const nlohmann::json read = nlohmann::json::parse(written, nullptr, false);
    if (read.is_discarded()) return "no valid JSON";
    // Some print the digits that a float needs, some those of the same double: both read back to it.
    if (const auto* const floats = std::get_if<std::unique_ptr<const std::vector<float>>>(&v)) {
        return read.get<std::vector<float>>() == **floats ? "" : "floats differ";
    }
    if (const auto where = documents::difference(truth, read)) {
        return "differs at " + (where->empty() ? "the root" : *where);
    }
    return "";
}

std::unique_ptr<task> copy_of(std::string_view text) {
    return repeat([from = std::string(text), out = std::string(text)]() mutable -> std::string_view {
        std::memcpy(out.data(), from.data(), from.size());
        return out;
    });
}

// Takes the rounds of each benchmark, whose name is the index of its timing.
class collector final : public benchmark::BenchmarkReporter {
  public:
    explicit collector(row& into) : into_(&into) {}

    bool ReportContext(const Context&) override { return true; }
    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& r : runs) {
            if (r.run_type != Run::RT_Iteration) continue;
            into_->timings.at(std::stoul(r.run_name.function_name)).rounds.push_back(r.GetAdjustedCPUTime());
        }
    }

  private:
    row* into_;
};

void enlist(std::size_t index, task& t, std::size_t bytes, const settings& s) {
    // Small documents are written many times between two looks at the counter.
    const std::size_t batch = bytes < 4096 ? 64 : 1;
    benchmark::RegisterBenchmark(std::to_string(index).c_str(),
                                 [&t, batch](benchmark::State& state) {
                                     while (state.KeepRunningBatch(static_cast<std::int64_t>(batch)))
                                         t.run(batch);
                                 })
        ->Repetitions(static_cast<int>(s.rounds))
        ->MinTime(s.seconds);
}

void evaluate(row& of) {
    for (timing& t : of.timings) {
        if (t.rounds.empty()) continue;
        t.nanoseconds = *std::min_element(t.rounds.begin(), t.rounds.end());
        t.megabytes_per_second = static_cast<double>(of.bytes) / t.nanoseconds * 1000;
    }
    of.compare();
}

template <class T>
value hold(T made) {
    return std::make_unique<const T>(std::move(made));
}

std::string fate_of_controls(const std::string& controls, const reaction& r) {
    if (!r.written) return r.text;
    if (is_json(r.text)) {
        return nlohmann::json::parse(r.text) == controls ? "escaped" : "changed";
    }
    const bool raw = std::any_of(r.text.begin(), r.text.end(), [](char c) { return c >= 0 && c < 0x20; });
    return raw ? "written as they are" : "escaped wrongly";
}

} // namespace

row measure(const workload& w, const std::vector<peer>& libraries, const settings& s) {
    const value v = w.make();
    const nlohmann::json truth =
        std::visit([](const auto& document) { return nlohmann::json(*document); }, v);
    row result{std::string(w.section), std::string(w.name), std::string(w.about), w.in_mean, 0, {}};
    std::vector<std::unique_ptr<task>> tasks;
    const auto take_part = [&](std::string_view name, std::unique_ptr<task> t) {
        tasks.push_back(std::move(t));
        result.timings.emplace_back().library = name;
    };
    for (const peer& p : libraries) {
        std::unique_ptr<task> prepared = prepare(p, v, w.written);
        if (!prepared) continue;
        take_part(p.name, std::move(prepared));
        const outcome o = attempt(*tasks.back());
        result.timings.back().problem = o.problem.empty() ? problem_of(v, truth, o.written) : o.problem;
        if (p.name != ours) continue;
        if (!result.timings.back().timed()) {
            throw std::runtime_error(result.workload + ", inkjet itself: " + result.timings.back().problem);
        }
        result.bytes = o.written.size();
        take_part(plain_copy, copy_of(o.written));
    }
    benchmark::ClearRegisteredBenchmarks();
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        if (result.timings[i].timed()) enlist(i, *tasks[i], result.bytes, s);
    }
    collector collect(result);
    benchmark::RunSpecifiedBenchmarks(&collect, "all");
    evaluate(result);
    return result;
}

library examine(const peer& p) {
    library found{p.name, p.version, p.note, "", "", ""};

    std::string controls = "\"\\\x7f";
    for (char c = 0; c < 0x20; ++c) controls += c;
    found.control_characters = fate_of_controls(controls, reaction_of(p, hold(controls)));
    // Six bytes for each of a text that is longer than the buffers that libraries begin with.
    const reaction many = reaction_of(p, hold(std::string(std::size_t{1} << 21, '\x01')));
    if (!many.written && many.text != found.control_characters) found.control_characters += ", " + many.text;

    for (const std::string_view broken : {"\xff", "\xc0\x80", "\xed\xa0\x80", "\xe2\x82"}) {
        const reaction r = reaction_of(p, hold("text " + std::string(broken)));
        const std::string how = !r.written ? r.text : is_json(r.text) ? "replaced" : "passed on";
        if (found.invalid_utf8.empty() || how == "passed on") found.invalid_utf8 = how;
    }

    const reaction number = reaction_of(p, hold(std::vector{std::numeric_limits<double>::quiet_NaN()}));
    found.not_a_number = number.written ? "writes " + number.text : number.text;
    return found;
}

} // namespace bench
