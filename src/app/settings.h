// Settings that stand in the environment: of passwords and sessions.
#pragma once

#include <youju/org/password_policy.h>

namespace youju::app {

// $YOUJU_PASSWORD_MIN_LENGTH, $YOUJU_PASSWORD_AGE_DAYS, $YOUJU_IDLE_MINUTES; what is not set is as
// org::Policy has it. Error: "account.bad_setting" with the variable in `where`.
Result<org::Policy> policy_of_environment();

}  // namespace youju::app
