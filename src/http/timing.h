// How long an answer took, as the header `Server-Timing` tells it (W3C Server Timing), by which
// browsers draw it and measurements need not guess it. Inside this room.
//
// It counts from the moment the request has been read whole, its body too, to the moment the head
// of the answer is made: who asks, what they may, the work itself, its words in JSON, waiting for a
// lock, and for work of the pool (Work::slow) the way there, the wait for a worker and the way
// back. It does not count how long the request waited unread, nor the writing into the socket, nor
// the network. It is time of the wall: what else the machine does meanwhile is in it.
//
// It is told where somebody who is signed in has read something of the interface: the methods GET
// and HEAD of routes that need a right, answered without a failure. Never of a sign-in, of what
// strangers ask or of a refusal: whether there is such a login or such a record would be measured
// by it more exactly than through the network.
#pragma once

#include <chrono>
#include <string>

namespace youju::http {

// "total;dur=0.512": milliseconds to the microsecond, cut.
std::string server_timing(std::chrono::nanoseconds took);

}  // namespace youju::http
