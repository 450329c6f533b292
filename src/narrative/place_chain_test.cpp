#include <gmock/gmock.h>
#include <youju/narrative/place_chain.h>

namespace youju::narrative {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

PossiblePlace place(std::size_t entry, std::size_t begin, std::size_t end, int fitness) {
  PossiblePlace place;
  place.entry = entry;
  place.begin = begin;
  place.end = end;
  place.fitness = fitness;
  return place;
}

TEST(PlaceChain, of_nothing_is_nothing) { EXPECT_THAT(best_chain({}, 0), IsEmpty()); }

TEST(PlaceChain, takes_the_places_that_follow_each_other_and_fit_best) {
  // Entry 1 fits well far ahead, but then 0 and 2 have no place.
  EXPECT_THAT(
      best_chain({place(0, 10, 12, 5), place(1, 0, 2, 9), place(1, 20, 22, 6), place(2, 30, 32, 5)},
                 3),
      ElementsAre(0, 2, 3));
}

TEST(PlaceChain, gives_one_place_to_one_entry) {
  EXPECT_THAT(best_chain({place(0, 0, 2, 3), place(1, 0, 2, 4), place(1, 1, 3, 5)}, 2),
              ElementsAre(2));
  EXPECT_THAT(best_chain({place(0, 0, 2, 3), place(0, 5, 7, 4)}, 1), ElementsAre(1));
}

TEST(PlaceChain, lets_a_place_of_no_width_stand_between_two_others) {
  EXPECT_THAT(best_chain({place(0, 0, 4, 3), place(1, 4, 4, 3), place(2, 4, 6, 3)}, 3),
              ElementsAre(0, 1, 2));
}

TEST(PlaceChain, sees_many_places_quickly) {
  std::vector<PossiblePlace> places;
  for (std::size_t entry = 0; entry < 1000; ++entry) {
    for (std::size_t at = 0; at < 100; ++at) {
      places.push_back(place(entry, at * 1000 + entry, at * 1000 + entry + 1, 1));
    }
  }
  EXPECT_EQ(best_chain(places, 1000).size(), 1000u);
}

}  // namespace
}  // namespace youju::narrative
