#include "../../examples/documents/rows.hpp"

#include <glaze/glaze.hpp>

#include <string>

void write_row(const documents::row& row, std::string& out) {
    if (glz::write<glz::opts{.skip_null_members = false}>(row, out)) out.clear();
}
