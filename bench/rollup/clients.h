// Approvals of several clients at once, each durable and in every figure before its client goes on.
#pragma once

#include <youju/indicator/rollup.h>

#include <filesystem>
#include <vector>

namespace rollup_bench {

struct ClientsOrder {
  youju::indicator::Rollup& rollup;
  // Of each client: what it will have approved, one by one.
  std::vector<std::vector<youju::indicator::Rollup::Change>> changes;
  youju::indicator::RollupQuery figure;  // asked after each
  std::filesystem::path folder;          // for the log or the database, removed afterwards
  double seconds = 2;
};

// Approvals a second. By the product's writer queue (store/writer_queue.h), which makes durable
// together what waits together: into a bare log, whose room is there, or into the product's store,
// a row of 400 bytes each. As the product does, each client puts its own change into the roll-up,
// in the order of the log. Throws std::runtime_error when a client runs out of changes or the disk
// fails.
double approvals_into_log(const ClientsOrder& order);
double approvals_into_store(const ClientsOrder& order);

using ApprovalGroups = std::vector<std::vector<youju::indicator::Rollup::Change>>;

// How many a second when each group is written into a log, made durable and then applied. The log's
// room is there, as is that of a database that begins its log again. With `ahead` a group is
// written while the one before it is applied.
double approvals_in_groups(youju::indicator::Rollup& rollup, const ApprovalGroups& groups,
                           const std::filesystem::path& folder, bool ahead);

}  // namespace rollup_bench
