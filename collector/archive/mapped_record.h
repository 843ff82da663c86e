// Cells to a post or a profile: the part of a mapped import that CSV and JSON share.
#pragma once

#include <span>
#include <string>

#include "collector/archive/label_filter.h"
#include "collector/archive/mapped_fields.h"
#include "collector/archive/profile_filter.h"
#include "collector/archive/record_parser.h"

namespace vigie::collector {

class MappedRecordBuilder {
 public:
  MappedRecordBuilder(MappedFields fields, MappedRecord record, std::string label_origin);

  [[nodiscard]] const MappedFields& fields() const { return fields_; }

  /// `cells` in the order of `fields().paths()`. `repaired`: the record was not valid UTF-8.
  ///
  /// Kind of a post: its kind, if it says one; else repost if it says so; else reply, if it says so
  /// or has a parent; else, with a subject, quote where the mapping has `is_repost` and repost
  /// where it has not; else post. A repost whose subject is known loses its text, which is the
  /// subject's; one whose subject is not keeps it, as the only trace of what was reposted.
  [[nodiscard]] tl::expected<void, ParseError> build(std::span<const Cell> cells,
                                                     bool repaired,
                                                     RecordBatch& batch);

 private:
  [[nodiscard]] tl::expected<void, ParseError> fill_post(std::span<const Cell> cells, Post& post);
  [[nodiscard]] tl::expected<void, ParseError> fill_times(std::span<const Cell> cells,
                                                          Post& post) const;
  [[nodiscard]] tl::expected<PostKind, ParseError> kind_of(std::span<const Cell> cells) const;
  void fill_subject(std::span<const Cell> cells, Post& post) const;
  void fill_metrics(std::span<const Cell> cells, Post& post) const;
  void fill_profile(std::span<const Cell> cells);
  void add_label(std::span<const Cell> cells, RecordBatch& batch);

  MappedFields fields_;
  MappedRecord record_;
  std::string label_origin_;
  bool has_profile_ = false;  ///< The mapping says more of an account than its id.
  Account profile_;           ///< Reused, so that its strings keep their memory.
  ProfileFilter profiles_;
  LabelFilter labels_;
};

}  // namespace vigie::collector
