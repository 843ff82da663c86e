#include "analysis/registrable_domain.h"

#include <algorithm>

#include <libpsl.h>

namespace vigie::analysis {
namespace {

/// An IPv4 address or a bracketed IPv6 one: no name, so nobody registered a part of it.
bool is_address(std::string_view host) {
  return host.starts_with('[') || std::all_of(host.begin(), host.end(), [](char c) {
           return c == '.' || (c >= '0' && c <= '9');
         });
}

}  // namespace

std::string registrable_domain(const std::string& host) {
  if (is_address(host)) {
    return host;
  }
  const char* domain = psl_registrable_domain(psl_builtin(), host.c_str());
  return domain == nullptr ? host : std::string(domain);
}

bool is_public_suffix(const std::string& host) {
  return !is_address(host) && psl_is_public_suffix(psl_builtin(), host.c_str()) != 0;
}

}  // namespace vigie::analysis
