// The UUIDs of Boost as text.
#pragma once

#include <inkjet/types/uuid.hpp>

#include <boost/uuid/uuid.hpp>

/// Has `boost::uuids::uuid` written as text, as `inkjet::is_uuid` says. Include this header wherever such a
/// value is written: where it is missing, the same value is an array of sixteen numbers, and a program that
/// does both violates the rule of one definition.
template <>
inline constexpr bool inkjet::is_uuid<boost::uuids::uuid> = true;
