// Where the tests find inputs that others wrote, which are no part of this project: the folder that SIGMATIC_CORPUS
// names, or shared/corpus beside the checkout. Tests on them skip, and say why, where they are not there.
#ifndef SIGMATIC_TESTS_CORPUS_H_
#define SIGMATIC_TESTS_CORPUS_H_

#include <cstdlib>
#include <filesystem>

namespace sigmatic::tests {

// A folder of the corpus, "sigmahq/rules" say; empty when it is not there.
inline std::filesystem::path CorpusFolder(const std::filesystem::path& below) {
  const char* named = std::getenv("SIGMATIC_CORPUS");  // NOLINT(concurrency-mt-unsafe): nothing sets it
  const std::filesystem::path corpus = named != nullptr
                                           ? std::filesystem::path(named)
                                           : std::filesystem::path(SIGMATIC_SOURCE_DIR).parent_path() / "shared/corpus";
  const std::filesystem::path folder = corpus / below;
  return std::filesystem::is_directory(folder) ? folder : std::filesystem::path();
}

}  // namespace sigmatic::tests

#endif  // SIGMATIC_TESTS_CORPUS_H_
