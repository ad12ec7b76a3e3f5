// inkjet: JSON from C++ values, appended to a buffer that the caller owns. Everything of the core; adapters
// of foreign things are included one by one.
#pragma once

#include <inkjet/core/encoded.hpp>
#include <inkjet/core/object.hpp>
#include <inkjet/measure.hpp>
#include <inkjet/types/adhoc.hpp>
#include <inkjet/types/map.hpp>
#include <inkjet/types/number.hpp>
#include <inkjet/types/optional.hpp>
#include <inkjet/types/range.hpp>
#include <inkjet/types/raw.hpp>
#include <inkjet/types/styled.hpp>
#include <inkjet/types/text.hpp>
#include <inkjet/types/tuple.hpp>
#include <inkjet/types/variant.hpp>
#include <inkjet/write.hpp>
#include <inkjet/write_lines.hpp>
#include <inkjet/writer.hpp>
