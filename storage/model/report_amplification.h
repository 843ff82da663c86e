// Amplification, narratives and alerts of a run as a report shows them.
//
// Every string that came from outside is raw here: escaping belongs to the renderer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/model/amplification.h"
#include "storage/model/finding.h"
#include "storage/model/time.h"
#include "storage/model/withheld.h"

namespace vigie {

/// An account by name, with what the run says of it.
struct ReportActor {
  std::string platform;
  std::string native_id;
  std::string handle;  ///< Falls back to the native id.
  AccountClass account_class = AccountClass::kOrdinary;
  std::optional<Withheld> withheld{};  ///< Handle and native id are a pseudonym: why.
};

/// A listed source or an object.
struct ReportAmplified {
  Amplification facts;  ///< `first_movers` is empty: see below.
  std::string name;     ///< Source, URL, hashtag without `#`, or `platform native_id` of a post.
  std::string author;   ///< Of a post, where it is stored: handle or native id.
  std::string text;     ///< Of a post, where it is stored.

  struct Mover {
    ReportActor actor;
    UtcTime time;
  };

  std::vector<Mover> movers;  ///< In order of time; without those that opted out since.
};

struct ReportAmplifier {
  ReportActor actor;
  std::uint32_t fib_index = 0;
  std::uint32_t posts = 0;
  std::uint64_t reposts = 0;
  std::optional<double> likelihood;  ///< Beside the impact, never made from it.
};

struct ReportNarrative {
  Narrative facts;
  std::vector<std::string> urls;  ///< Canonical.
  std::string text;               ///< Of the oldest post that is still there and may be quoted.
};

struct ReportAlert {
  Alert facts;
  std::string name;    ///< As ReportAmplified::name.
  std::string author;  ///< Likewise.
  std::string text;    ///< Likewise.
};

struct ReportAmplification {
  bool measured = false;  ///< False for a run of before.
  AmplificationCounts counts;
  std::vector<ReportAmplified> objects;  ///< Sources first; then by kind, falling shares.
  std::vector<ReportAmplifier> amplifiers;
  std::vector<ReportNarrative> narratives;
  std::vector<ReportAlert> alerts;
};

}  // namespace vigie
