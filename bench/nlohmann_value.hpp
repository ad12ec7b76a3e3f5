// Makes nlohmann's tree of the value of any workload.
#pragma once

#include "../examples/documents/canada_nlohmann.hpp"
#include "../examples/documents/citm_catalog_nlohmann.hpp"
#include "../examples/documents/rows_nlohmann.hpp"
#include "../examples/documents/small_nlohmann.hpp"
#include "../examples/documents/twitter_nlohmann.hpp"
#include "workload.hpp"

#include <nlohmann/json.hpp>

namespace bench {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(message, user, action, time, count, accepted)

} // namespace bench
