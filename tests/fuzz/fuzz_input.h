// What the fuzz targets share: records out of arbitrary bytes, and what must hold of whatever comes
// of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "collector/archive/input_window.h"
#include "collector/archive/record_parser.h"
#include "collector/archive/record_reader.h"

namespace vigie::collector::fuzz {

/// Small limits, so that small inputs reach them.
[[nodiscard]] RecordLimits small_limits();

/// A stream over `bytes` in steps whose size depends on the first of them: records are cut
/// anywhere.
[[nodiscard]] std::unique_ptr<ByteStream> stream_over(std::string_view bytes);

/// Reads to the end and parses every record. Aborts when offsets or lines run backwards, when a
/// record is unaccounted for, or when a post breaks a promise of the model.
void read_all(RecordReader& reader, RecordParser* parser);

/// Parses the lines of `bytes`.
void parse_lines(std::string_view bytes, RecordParser& parser);

}  // namespace vigie::collector::fuzz

/// Each target defines this one; replay_main.cpp calls it for every file of a corpus.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
