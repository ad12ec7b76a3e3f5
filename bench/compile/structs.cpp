// The struct alone: what every one of the others pays too.
#include "../../examples/documents/rows.hpp"

#include <string>

void write_row(const documents::row& row, std::string& out) { out += row.name; }
