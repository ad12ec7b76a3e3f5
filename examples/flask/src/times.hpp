// Python's dates, times and UUIDs.
#pragma once

#include <inkjet/core/form.hpp>
#include <inkjet/types/timestamp.hpp>
#include <inkjet/types/uuid.hpp>

#include "session.hpp"

#include <Python.h>
#include <datetime.h>

#include <cstdint>
#include <cstring>

namespace inkjet_python {
namespace {

// Fields that Python has checked.
struct date_fields {
    inkjet::detail::civil_date date;
};
struct time_fields {
    inkjet::detail::time_of_day time;
    std::uint32_t microsecond;
};
struct datetime_fields {
    inkjet::detail::civil_date date;
    inkjet::detail::time_of_day time;
    std::uint32_t microsecond;
    inkjet::detail::utc_offset offset;
};

inline date_fields date_of(PyObject* object) noexcept {
    return {{PyDateTime_GET_YEAR(object), static_cast<std::uint32_t>(PyDateTime_GET_MONTH(object)),
             static_cast<std::uint32_t>(PyDateTime_GET_DAY(object))}};
}

inline time_fields time_of(PyObject* object) noexcept {
    return {{static_cast<std::uint32_t>(PyDateTime_TIME_GET_HOUR(object)),
             static_cast<std::uint32_t>(PyDateTime_TIME_GET_MINUTE(object)),
             static_cast<std::uint32_t>(PyDateTime_TIME_GET_SECOND(object))},
            static_cast<std::uint32_t>(PyDateTime_TIME_GET_MICROSECOND(object))};
}

inline datetime_fields datetime_of(PyObject* object, inkjet::detail::utc_offset offset) noexcept {
    return {date_of(object).date,
            {static_cast<std::uint32_t>(PyDateTime_DATE_GET_HOUR(object)),
             static_cast<std::uint32_t>(PyDateTime_DATE_GET_MINUTE(object)),
             static_cast<std::uint32_t>(PyDateTime_DATE_GET_SECOND(object))},
            static_cast<std::uint32_t>(PyDateTime_DATE_GET_MICROSECOND(object)),
            offset};
}

// What the zone of a datetime says. Offsets with seconds become the nearest whole minute and leave the time
// alone, as orjson has it. Returns false with an exception set.
inline bool find_offset(session& in, PyObject* datetime, inkjet::detail::utc_offset& offset) {
    PyObject* const zone = PyDateTime_DATE_GET_TZINFO(datetime);
    if (zone == Py_None) return true;
    if (zone == types.utc) {
        offset = inkjet::detail::utc_itself;
        return true;
    }
    if (zone == in.zone.get()) {
        offset = {true, in.zone_minutes};
        return true;
    }
    const reference delta =
        reference::taken(PyObject_CallMethodObjArgs(zone, types.utcoffset_name, datetime, nullptr));
    if (!delta) return false;
    if (delta.get() == Py_None) return true;
    if (!PyObject_TypeCheck(delta.get(), types.delta)) {
        PyErr_SetString(PyExc_TypeError, "utcoffset() returned no timedelta");
        return false;
    }
    offset = inkjet::detail::nearest_offset(std::int64_t{PyDateTime_DELTA_GET_DAYS(delta.get())} * 86'400 +
                                            PyDateTime_DELTA_GET_SECONDS(delta.get()));
    if (Py_TYPE(zone) == types.timezone) { // its offset is always the same
        in.zone = reference::shared(zone);
        in.zone_minutes = offset.minutes;
    }
    return true;
}

// Returns false with an exception set.
inline bool find_uuid(PyObject* object, inkjet::uuid& made) {
    reference number;
    if (types.uuid_int_offset != 0) {
        PyObject* found;
        std::memcpy(&found, reinterpret_cast<const char*>(object) + types.uuid_int_offset, sizeof found);
        number = reference::shared(found);
    }
    if (!number) number = reference::taken(PyObject_GetAttr(object, types.int_name));
    if (!number) return false;
    if (!PyLong_Check(number.get())) {
        PyErr_SetString(PyExc_TypeError, "UUID.int is no int");
        return false;
    }
    auto* const bytes = reinterpret_cast<unsigned char*>(made.bytes.data());
#if PY_VERSION_HEX >= 0x030D0000
    return _PyLong_AsByteArray(reinterpret_cast<PyLongObject*>(number.get()), bytes, 16, 0, 0, 1) == 0;
#else
    return _PyLong_AsByteArray(reinterpret_cast<PyLongObject*>(number.get()), bytes, 16, 0, 0) == 0;
#endif
}

} // namespace
} // namespace inkjet_python

namespace inkjet::detail {

template <>
inline constexpr bool has_own_form<inkjet_python::date_fields> = true;
template <>
inline constexpr bool has_own_form<inkjet_python::time_fields> = true;
template <>
inline constexpr bool has_own_form<inkjet_python::datetime_fields> = true;
template <>
inline constexpr bool is_text_scalar<inkjet_python::date_fields> = true;
template <>
inline constexpr bool is_text_scalar<inkjet_python::time_fields> = true;
template <>
inline constexpr bool is_text_scalar<inkjet_python::datetime_fields> = true;

template <>
struct form<inkjet_python::date_fields, kind::own> {
    template <class>
    static constexpr std::size_t bound = date_bound;
    static constexpr unsigned nesting = 0;

    template <class>
    INKJET_INLINE static char* write(context&, char* p, const inkjet_python::date_fields& value) {
        *p = '"';
        p = write_date(p + 1, value.date);
        *p = '"';
        return p + 1;
    }
};

template <>
struct form<inkjet_python::time_fields, kind::own> {
    template <class>
    static constexpr std::size_t bound = clock_bound<6>;
    static constexpr unsigned nesting = 0;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const inkjet_python::time_fields& value) {
        *p = '"';
        p = write_clock(p + 1, value.time);
        p = put_fraction<P, 6>(c, p, value.microsecond);
        *p = '"';
        return p + 1;
    }
};

template <>
struct form<inkjet_python::datetime_fields, kind::own> {
    template <class>
    static constexpr std::size_t bound = timestamp_bound<6>;
    static constexpr unsigned nesting = 0;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const inkjet_python::datetime_fields& value) {
        return put_timestamp<P, 6>(c, p, value.date, value.time, value.microsecond, value.offset);
    }
};

} // namespace inkjet::detail
