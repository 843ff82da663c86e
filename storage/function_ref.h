// A borrowed callable: one pointer and one indirect call, no allocation. For row callbacks.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

namespace vigie::storage {

template <typename Signature>
class FunctionRef;

/// Refers to a callable that must outlive the call it is passed to.
template <typename Result, typename... Args>
class FunctionRef<Result(Args...)> {
 public:
  template <typename Callable>

  requires(!std::is_same_v<std::remove_cvref_t<Callable>, FunctionRef> &&
           std::is_invocable_r_v<Result, Callable&, Args...>)
      // Stands in for the callable at call sites, so implicit; the constraint keeps copies apart;
      // the
      // constness that is cast away comes back with the type in the call.
      // NOLINTNEXTLINE(google-explicit-constructor,bugprone-forwarding-reference-overload)
      FunctionRef(Callable&& callable)
      // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): see above
      : target_(const_cast<void*>(static_cast<const void*>(std::addressof(callable)))),
        call_([](void* target, Args... args) -> Result {
          return (*static_cast<std::remove_reference_t<Callable>*>(target))(
              std::forward<Args>(args)...);
        }) {}

  Result operator()(Args... args) const { return call_(target_, std::forward<Args>(args)...); }

 private:
  void* target_;
  Result (*call_)(void*, Args...);
};

}  // namespace vigie::storage
