#include "tests/support/tls_identity.h"

#include <stdexcept>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace vigie::tests {

struct TlsIdentity::Parts {
  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{EVP_EC_gen("P-256"), EVP_PKEY_free};
  std::unique_ptr<X509, decltype(&X509_free)> certificate{X509_new(), X509_free};
};

namespace {

constexpr long kOneDaySeconds = 86'400;

void add_extension(X509* certificate, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
  if (extension == nullptr) {
    throw std::runtime_error{"a certificate's extension was not taken: " + value};
  }
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

}  // namespace

TlsIdentity::TlsIdentity(const std::string& alt_name) : parts_(std::make_unique<Parts>()) {
  X509* const certificate = parts_->certificate.get();
  X509_set_version(certificate, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -kOneDaySeconds);
  X509_gmtime_adj(X509_getm_notAfter(certificate), kOneDaySeconds);
  X509_NAME* const name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(
      name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("server.test"), -1, -1, 0);
  X509_set_issuer_name(certificate, name);
  X509_set_pubkey(certificate, parts_->key.get());
  add_extension(certificate, NID_basic_constraints, "critical,CA:TRUE");
  add_extension(certificate, NID_subject_alt_name, alt_name);
  if (X509_sign(certificate, parts_->key.get(), EVP_sha256()) == 0) {
    throw std::runtime_error{"a certificate cannot be signed"};
  }
}

TlsIdentity::~TlsIdentity() = default;

std::string TlsIdentity::pem() const {
  const std::unique_ptr<BIO, decltype(&BIO_free)> memory{BIO_new(BIO_s_mem()), BIO_free};
  PEM_write_bio_X509(memory.get(), parts_->certificate.get());
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

void TlsIdentity::use_in(ssl_ctx_st* context) const {
  SSL_CTX_use_certificate(context, parts_->certificate.get());
  SSL_CTX_use_PrivateKey(context, parts_->key.get());
}

}  // namespace vigie::tests
