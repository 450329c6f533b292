// The members of the shapes of the days of a year, for the one table of shapes. Inside this room.
#pragma once

#include <youju/http/shape.h>

namespace youju::http {

inline constexpr Member almanac_days_members[] = {
    {"kind", "text"}, {"first", "text"}, {"last", "text"}, {"name", "text"}};
inline constexpr Member almanac_days_list_members[] = {{"days", "AlmanacDays[]"}};
inline constexpr Member campaign_days_members[] = {{"code", "text"},
                                                   {"title", "text"},
                                                   {"first", "text"},
                                                   {"last", "text"},
                                                   {"of_notice", "boolean"}};
inline constexpr Member almanac_members[] = {{"year", "integer"},
                                             {"version", "integer"},
                                             {"days", "AlmanacDays[]"},
                                             {"campaigns", "CampaignDays[]"},
                                             {"tags", "Choice[]"}};
inline constexpr Member almanac_keep_members[] = {{"version", "integer"},
                                                  {"days", "AlmanacDays[]"}};
inline constexpr Member almanac_notice_members[] = {{"text", "text"}};
inline constexpr Member coming_days_members[] = {{"code", "text"},    {"title", "text"},
                                                 {"first", "text"},   {"last", "text"},
                                                 {"days", "integer"}, {"work_days", "integer"}};

}  // namespace youju::http
