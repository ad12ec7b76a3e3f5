#include "unit.hpp"

#include <cstdio>

int main() {
    const unit units[] = {baseline(), native()};
    bool right = true;
    for (const unit& u : units) {
        right = right && u.writes;
        std::printf("%.*s: %s\n", static_cast<int>(u.instruction_set.size()), u.instruction_set.data(),
                    u.writes ? "writes" : "fails");
    }
    const bool same_set = units[0].instruction_set == units[1].instruction_set;
    const bool same_kernel = units[0].kernel == units[1].kernel;
    std::printf("instruction sets %s, kernels %s\n", same_set ? "equal" : "differ",
                same_kernel ? "equal" : "differ");
    return right && same_set == same_kernel ? 0 : 1;
}
