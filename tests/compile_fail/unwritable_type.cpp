// expect: specialize inkjet::describe
// names: account
// errors: 1
#include <inkjet/inkjet.hpp>

#include <string>
#include <vector>

class account {
  public:
    explicit account(int number) : number_(number) {}
    bool is_positive() const { return number_ > 0; }
#ifndef EXPECT_ERROR
    friend struct inkjet::encoder<account>;
#endif

  private:
    int number_;
};

#ifndef EXPECT_ERROR
template <>
struct inkjet::encoder<account> {
    static auto as(const account& value) { return value.number_; }
};
#endif

struct bank {
    std::vector<account> accounts;
};

bool write(const bank& value, std::string& out) { return static_cast<bool>(inkjet::write(value, out)); }
