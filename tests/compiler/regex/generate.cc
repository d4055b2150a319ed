#include "tests/compiler/regex/generate.h"

namespace sigmatic::regex {
namespace {

// In groups of their own, so that neither changes what the other means.
std::string Joined(const std::string& first, const std::string& second) {
  std::string joined = "(?:";
  return joined.append(first).append(")(?:").append(second).append(")");
}

std::string Choice(const std::string& first, const std::string& second) {
  std::string choice = "(?:";
  return choice.append(first).append("|").append(second).append(")");
}

std::string Repeated(const std::string& operand, const std::string& quantifier) {
  std::string repeated = "(?:";
  return repeated.append(operand).append(")").append(quantifier);
}

}  // namespace

std::vector<std::string> AllPatterns(std::size_t size, const std::vector<std::string>& atoms,
                                     const std::vector<std::string>& quantifiers) {
  std::vector<std::vector<std::string>> by_size(size + 1);
  if (size >= 1) by_size[1] = atoms;
  for (std::size_t n = 2; n <= size; ++n) {
    for (const std::string& operand : by_size[n - 1]) {
      for (const std::string& quantifier : quantifiers) by_size[n].push_back(Repeated(operand, quantifier));
    }
    for (std::size_t left = 1; left + 1 < n; ++left) {
      for (const std::string& first : by_size[left]) {
        for (const std::string& second : by_size[n - 1 - left]) {
          by_size[n].push_back(Joined(first, second));
          by_size[n].push_back(Choice(first, second));
        }
      }
    }
  }
  std::vector<std::string> all;
  for (const auto& patterns : by_size) all.insert(all.end(), patterns.begin(), patterns.end());
  return all;
}

std::string RandomPattern(std::size_t size, const std::vector<std::string>& atoms,
                          const std::vector<std::string>& quantifiers, std::mt19937* random) {
  if (size <= 1) return atoms[(*random)() % atoms.size()];
  const auto choice = (*random)() % 4;
  if (choice == 0) {
    return Repeated(RandomPattern(size - 1, atoms, quantifiers, random), quantifiers[(*random)() % quantifiers.size()]);
  }
  const std::size_t left = 1 + (*random)() % (size - 1);
  const std::string first = RandomPattern(left, atoms, quantifiers, random);
  const std::string second = RandomPattern(size - left, atoms, quantifiers, random);
  return choice == 1 ? Choice(first, second) : first + second;
}

std::vector<std::string> AllTexts(std::size_t length, const std::vector<std::string>& pieces) {
  std::vector<std::string> texts = {""};
  std::size_t first_of_length = 0;
  for (std::size_t n = 1; n <= length; ++n) {
    const std::size_t end = texts.size();
    for (std::size_t i = first_of_length; i < end; ++i) {
      for (const std::string& piece : pieces) texts.push_back(texts[i] + piece);
    }
    first_of_length = end;
  }
  return texts;
}

}  // namespace sigmatic::regex
