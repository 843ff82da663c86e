// What analysis takes from the words of one post, so that they can be let go: the part of reading a
// window that costs most and depends on nothing but the post.
#pragma once

#include "analysis/text_facts.h"
#include "analysis/topic.h"
#include "analysis/wording.h"
#include "storage/model/activity.h"

namespace vigie::analysis {

struct PostReading {
  TextFacts text;   ///< Zeros for a repost: an archive may leave another's words in it.
  TextMarks marks;  ///< Likewise.
  TopicMask topics = 0;
  Wording wording;
};

/// Pure but for the words that `topics` remembers. Without `wording` no post has a tone, and every
/// share is an endorsement.
[[nodiscard]] PostReading read_post(const PostRow& row,
                                    TopicMatcher& topics,
                                    const WordingReader* wording);

}  // namespace vigie::analysis
