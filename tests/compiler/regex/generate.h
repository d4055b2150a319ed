// Patterns and texts for exhaustive and random tests.
#ifndef SIGMATIC_TESTS_COMPILER_REGEX_GENERATE_H_
#define SIGMATIC_TESTS_COMPILER_REGEX_GENERATE_H_

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace sigmatic::regex {

// All patterns with up to `size` nodes (an atom, a quantifier, a concatenation or an alternation) over the atoms.
std::vector<std::string> AllPatterns(std::size_t size, const std::vector<std::string>& atoms,
                                     const std::vector<std::string>& quantifiers);

// A pattern of about `size` nodes.
std::string RandomPattern(std::size_t size, const std::vector<std::string>& atoms,
                          const std::vector<std::string>& quantifiers, std::mt19937* random);

// All concatenations of up to `length` of the pieces.
std::vector<std::string> AllTexts(std::size_t length, const std::vector<std::string>& pieces);

}  // namespace sigmatic::regex

#endif  // SIGMATIC_TESTS_COMPILER_REGEX_GENERATE_H_
