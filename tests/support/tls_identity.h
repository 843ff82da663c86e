// A certificate made on the spot, as a test's server shows it.
#pragma once

#include <memory>
#include <string>

struct ssl_ctx_st;

namespace vigie::tests {

/// Key and self-signed certificate.
class TlsIdentity {
 public:
  /// `alt_name`: e.g. `IP:127.0.0.1`, or `DNS:other.test` for one that does not match.
  explicit TlsIdentity(const std::string& alt_name);
  ~TlsIdentity();
  TlsIdentity(const TlsIdentity&) = delete;
  TlsIdentity& operator=(const TlsIdentity&) = delete;
  TlsIdentity(TlsIdentity&&) = delete;
  TlsIdentity& operator=(TlsIdentity&&) = delete;

  /// The certificate, for a CA file.
  [[nodiscard]] std::string pem() const;

  void use_in(ssl_ctx_st* context) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace vigie::tests
