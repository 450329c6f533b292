#include <gtest/gtest.h>
#include <youju/ledger/event_log.h>

namespace youju::ledger {
namespace {

TEST(EventLog, hashes_the_bytes_that_its_document_describes) {
  Event event;
  event.seq = 1;
  event.at_ms = 258;
  event.actor = "li";
  event.kind = "k";
  event.subject = "";
  event.version = 3;
  event.payload = "{}";
  const std::string head = "youju.event.1\n";
  const std::string body(
      "\0\0\0\0\0\0\0\1"
      "\0\0\0\0\0\0\1\2"
      "\0\0\0\2li"
      "\0\0\0\1k"
      "\0\0\0\0"
      "\0\0\0\0"
      "\0\0\0\3"
      "\0\0\0\2{}",
      45);
  EXPECT_EQ(hashed_bytes(event), head + body + std::string(32, '\0'));
}

TEST(EventLog, gives_different_bytes_when_text_moves_between_fields) {
  Event one, two;
  one.actor = "ab";
  one.kind = "c";
  two.actor = "a";
  two.kind = "bc";
  EXPECT_NE(hashed_bytes(one), hashed_bytes(two));
}

}  // namespace
}  // namespace youju::ledger
