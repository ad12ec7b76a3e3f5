// The report as a picture: a panel for each workload, in each a bar for each library. Bars begin at zero.
#include "report.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

namespace bench {
namespace {

// All in pixels.
constexpr int panel_width = 370;
constexpr int gap = 28;
constexpr int panels_in_a_line = 3;
constexpr int margin = 24;
constexpr int heading = 64;      // above the first line of panels
constexpr int title_height = 38; // of a panel
constexpr int bar_pitch = 17;
constexpr int bar_height = 12;
constexpr int baseline = 10; // of the text beside a bar, from its top
constexpr int label_width = 108;
constexpr int value_width = 60; // right of the longest bar
constexpr int longest_bar = panel_width - label_width - value_width;
constexpr int chart_width = 2 * margin + panels_in_a_line * panel_width + (panels_in_a_line - 1) * gap;

constexpr std::string_view style = R"(<style>
text { font: 12px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #57606a; }
.heading { font-size: 18px; font-weight: 600; fill: #1f2328; }
.title { font-size: 14px; font-weight: 600; fill: #1f2328; }
.ours { font-weight: 600; fill: #1f2328; }
.problem { font-style: italic; fill: #a40e26; }
.label { text-anchor: end; }
rect.ours { fill: #0b57d0; }
rect.peer { fill: #b6c2cf; }
</style>
)";

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        if (c == '&') {
            safe += "&amp;";
        } else if (c == '<') {
            safe += "&lt;";
        } else {
            safe += c;
        }
    }
    return safe;
}

std::string text(int x, int y, std::string_view kind, std::string_view words) {
    return "<text x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(y) + "\" class=\"" +
           std::string(kind) + "\">" + escaped(words) + "</text>\n";
}

std::string bar(int x, int y, double width, std::string_view kind) {
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.1f", std::max(width, 0.5));
    return "<rect x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(y) + "\" width=\"" + digits +
           "\" height=\"" + std::to_string(bar_height) + "\" rx=\"2\" class=\"" + std::string(kind) +
           "\"/>\n";
}

// A copy of the same bytes does no work: it is named in the title and has no bar.
bool has_bar(const timing& t) { return t.library != plain_copy; }

int panel_height(const row& r) {
    const auto bars = std::count_if(r.timings.begin(), r.timings.end(), has_bar);
    return title_height + static_cast<int>(bars) * bar_pitch;
}

std::string panel(const row& r, int x, int y) {
    double fastest = 0;
    for (const timing& t : r.timings) {
        if (has_bar(t)) fastest = std::max(fastest, t.megabytes_per_second);
    }
    std::string about = r.about;
    if (const timing* const copy = r.of(plain_copy)) {
        about += "; memcpy: " + grouped(copy->megabytes_per_second);
    }
    std::string all = text(x, y + 12, "title", r.workload) + text(x, y + 28, "about", about);
    int at = y + title_height;
    for (const timing& t : r.timings) {
        if (!has_bar(t)) continue;
        const bool own = is_ours(t.library);
        const int line = at + baseline;
        all += text(x + label_width - 6, line, own ? "label ours" : "label", t.library);
        if (t.timed()) {
            const double width = longest_bar * t.megabytes_per_second / fastest;
            all += bar(x + label_width, at, width, own ? "ours" : "peer");
            all += text(x + label_width + static_cast<int>(width) + 5, line, own ? "value ours" : "value",
                        grouped(t.megabytes_per_second));
        } else {
            all += text(x + label_width, line, "value problem", t.problem);
        }
        at += bar_pitch;
    }
    return all;
}

} // namespace

std::string svg_chart(const report& of) {
    std::string panels;
    int line_top = margin + heading;
    for (std::size_t first = 0; first < of.rows.size(); first += panels_in_a_line) {
        int tallest = 0;
        int x = margin;
        for (std::size_t i = first; i < std::min(first + panels_in_a_line, of.rows.size()); ++i) {
            panels += panel(of.rows[i], x, line_top);
            tallest = std::max(tallest, panel_height(of.rows[i]));
            x += panel_width + gap;
        }
        line_top += tallest + gap;
    }
    const std::string width = std::to_string(chart_width);
    const std::string height = std::to_string(line_top + margin - gap);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height +
           "\" viewBox=\"0 0 " + width + " " + height + "\">\n" + std::string(style) +
           "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n" +
           text(margin, margin + 16, "heading", "Writing JSON, MB/s on one core: longer is faster") +
           text(margin, margin + 38, "about",
                of.on.cpu + ", " + of.on.compiler + ", " + of.on.flags + ", " + of.on.date) +
           panels + "</svg>\n";
}

} // namespace bench
