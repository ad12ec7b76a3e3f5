// Runs libraries against each other.
#pragma once

#include "peer.hpp"
#include "report.hpp"
#include "workload.hpp"

#include <cstddef>
#include <vector>

namespace bench {

struct settings {
    std::size_t rounds = 5;
    double seconds = 0.05; // at least, in each round
};

// Times all libraries on one workload, in rounds whose order is random, and keeps each one's best round. What
// a library writes is parsed and compared with the value first: whoever differs is not timed.
row measure(const workload& w, const std::vector<peer>& libraries, const settings& s);

// Finds out what a library does with what JSON doesn't allow.
library examine(const peer& p);

} // namespace bench
