// expect: specialize inkjet::describe for it (a list of its members)
// names: closed
#include <inkjet/inkjet.hpp>

#include <string>

class closed {
  public:
    explicit closed(int number) : number_(number) {}
    bool is_positive() const { return number_ > 0; }

  private:
    friend struct inkjet::describe<closed>;
    int number_;
};

// Renaming alone does not find the members of what is no aggregate.
template <>
struct inkjet::describe<closed> {
#ifdef EXPECT_ERROR
    static constexpr std::string_view key(std::string_view member) { return member; }
#else
    static constexpr auto members = inkjet::members(inkjet::member("number", &closed::number_));
#endif
};

bool write(const closed& value, std::string& out) { return static_cast<bool>(inkjet::write(value, out)); }
