#include <youju/org/directory.h>

#include <array>

namespace youju::org {

// GB 32100-2015, 5: the alphabet leaves out I, O, S, V and Z; the weights are 3^(i-1) mod 31.
bool credit_code_checks(std::string_view code) {
  constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  constexpr std::array<int, 17> weights = {1,  3,  9,  27, 19, 26, 16, 17, 20,
                                           29, 25, 13, 8,  24, 10, 30, 28};
  if (code.size() != 18) return false;
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const std::size_t value = alphabet.find(code[i]);
    if (value == std::string_view::npos) return false;
    sum += static_cast<int>(value) * weights[i];
  }
  const int check = (31 - sum % 31) % 31;
  return code[17] == alphabet[static_cast<std::size_t>(check)];
}

}  // namespace youju::org
