// The lambda set for std::visit. There is deliberately no `auto` arm in this code base: a new kind of node must not
// compile until every visitor says what it does with it.
#ifndef SIGMATIC_COMPILER_BASE_OVERLOADED_H_
#define SIGMATIC_COMPILER_BASE_OVERLOADED_H_

namespace sigmatic::base {

template <typename... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <typename... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

}  // namespace sigmatic::base

#endif  // SIGMATIC_COMPILER_BASE_OVERLOADED_H_
