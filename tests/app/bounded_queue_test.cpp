#include "app/bounded_queue.h"

#include <cstdint>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "storage/model/prepared_batch.h"

namespace vigie::app {
namespace {

/// A batch that can be told from others.
PreparedBatch numbered(std::uint64_t number) {
  PreparedBatch batch;
  batch.records.end_line = number;
  return batch;
}

TEST(BoundedQueue, HandsOverInOrder) {
  BoundedQueue<PreparedBatch> queue{3};
  for (std::uint64_t i = 1; i <= 3; ++i) {
    ASSERT_TRUE(queue.push(numbered(i)));
  }

  for (std::uint64_t i = 1; i <= 3; ++i) {
    const auto batch = queue.pop();
    ASSERT_TRUE(batch);
    EXPECT_EQ(batch->records.end_line, i);
  }
}

TEST(BoundedQueue, GivesWhatItHoldsAfterItWasClosedAndThenNothing) {
  BoundedQueue<PreparedBatch> queue{2};
  ASSERT_TRUE(queue.push(numbered(1)));
  queue.close();

  EXPECT_TRUE(queue.pop());
  EXPECT_FALSE(queue.pop());
  EXPECT_FALSE(queue.pop());
}

TEST(BoundedQueue, LeavesAnItemThatItHasNoRoomForWithItsOwner) {
  BoundedQueue<PreparedBatch> queue{1};
  PreparedBatch first;
  PreparedBatch second;
  first.records.end_line = 1;
  second.records.platform = "invented";

  EXPECT_TRUE(queue.try_push(first));
  EXPECT_FALSE(queue.try_push(second));
  EXPECT_EQ(second.records.platform, "invented");
  EXPECT_EQ(queue.pop()->records.end_line, 1U);

  queue.close();
  EXPECT_FALSE(queue.try_push(second));
}

TEST(BoundedQueue, TakesNothingOnceClosed) {
  BoundedQueue<PreparedBatch> queue{2};
  queue.close();

  EXPECT_FALSE(queue.push(numbered(1)));
  EXPECT_FALSE(queue.pop());
}

TEST(BoundedQueue, WakesAProducerThatWaitsForRoomWhenTheConsumerGivesUp) {
  BoundedQueue<PreparedBatch> queue{1};
  ASSERT_TRUE(queue.push(numbered(1)));
  bool taken = true;

  {
    const std::jthread producer{[&] { taken = queue.push(numbered(2)); }};
    queue.close();
  }

  EXPECT_FALSE(taken);
}

TEST(BoundedQueue, WakesAConsumerThatWaitsForABatch) {
  BoundedQueue<PreparedBatch> queue{1};
  std::uint64_t received = 0;
  bool ended = false;

  {
    const std::jthread consumer{[&] {
      received = queue.pop()->records.end_line;
      ended = !queue.pop();
    }};
    ASSERT_TRUE(queue.push(numbered(7)));
    queue.close();
  }

  EXPECT_EQ(received, 7U);
  EXPECT_TRUE(ended);
}

TEST(BoundedQueue, LosesNothingBetweenTwoThreadsHoweverSmallItIs) {
  constexpr std::uint64_t kBatches = 2'000;
  BoundedQueue<PreparedBatch> queue{1};
  std::vector<std::uint64_t> received;
  std::vector<std::uint64_t> expected;

  {
    const std::jthread producer{[&] {
      for (std::uint64_t i = 0; i < kBatches; ++i) {
        queue.push(numbered(i));
      }
      queue.close();
    }};
    while (const auto batch = queue.pop()) {
      received.push_back(batch->records.end_line);
    }
  }

  for (std::uint64_t i = 0; i < kBatches; ++i) {
    expected.push_back(i);
  }
  EXPECT_EQ(received, expected);
}

}  // namespace
}  // namespace vigie::app
