// How returns of statistics forms are told as JSON, in the shapes of shape.h. Inside this room.
#pragma once

#include <youju/forms/returns.h>
#include <youju/forms/superior.h>
#include <youju/http/call.h>

namespace youju::http {

// The shape "FormReturnHead".
void tell_return_head(JsonWriter& json, const Call& call, const forms::Return& head,
                      const forms::EditionSet& editions);
// The shape "FormReturn".
void tell_return(JsonWriter& json, const Call& call, const forms::Reading& reading);
void tell_edition(JsonWriter& json, const Call& call, const forms::Edition& edition);
void tell_roll_up(JsonWriter& json, const Call& call, const forms::RollUp& sum);
void tell_place(JsonWriter& json, const Call& call, const forms::PlaceNow& place);
void tell_coverage(JsonWriter& json, const Call& call, const forms::Coverage& coverage);

}  // namespace youju::http
