// Turns the rows that fit a query into its answer. Inside this room.
#pragma once

#include <youju/indicator/cube_scan.h>

#include <string>
#include <vector>

namespace youju::indicator {

CubeAnswer answer(const CubePicture& picture, const CubeQuery& query);
// Whether there is neither a record of a ledger nor any nil return, and the answer then, whatever
// is asked: most folders have nothing of many ledgers.
bool has_nothing(const CubePicture& picture, std::string_view ledger);
CubeAnswer nothing_reported();
// The rows that carry the answer: the winners of latest, max, first and last day; else all that
// fit.
std::vector<RecordReference> records_behind(const CubePicture& picture, const CubeQuery& query);
// The same with what each gives to the value: equal cells of one cube's pictures give the same.
struct RowBehind {
  RecordReference reference;
  Cell given = 0;
};
std::vector<RowBehind> rows_behind(const CubePicture& picture, const CubeQuery& query);
std::vector<ledger::Ledgers::NilReturn> nil_returns_behind(const CubePicture& picture,
                                                           const CubeQuery& query);
// The whole parts of the period (months, say) that have ended, of a ledger that expects such.
std::vector<Period> expected_parts(const ledger::Schema& schema, const CubeQuery& query);
std::vector<std::string> values_of(const CubePicture& picture, const CubeQuery& query,
                                   const std::string& field);

}  // namespace youju::indicator
