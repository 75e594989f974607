"""Publication dates as they are given: a day, a month, a year, `start/end`, or a full time stamp; they become intervals."""

from __future__ import annotations

import calendar
import re
from datetime import date

from selon.errors import UsageError
from selon.model import Interval

PARTIAL = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ].*)?)?)?")


def _partial(text: str) -> Interval:
    """The days a year, a month or a day covers; a time of day is dropped."""
    m = PARTIAL.fullmatch(text.strip())
    if not m:
        raise ValueError(text)
    year, month, day = int(m[1]), m[2], m[3]
    first = date(year, int(month or 1), int(day or 1))
    if day:
        return Interval(start=first, end=first)
    last_month = int(month or 12)
    return Interval(start=first, end=date(year, last_month, calendar.monthrange(year, last_month)[1]))


def published_interval(text: str) -> Interval:
    """`2023-10-27`, `2023-10`, `2023`, `2023-10-01/2023-10-15` or an ISO time stamp as days; UsageError says what is allowed."""
    try:
        ends = [_partial(p) for p in text.split("/")]
        if not 1 <= len(ends) <= 2 or ends[0].start > ends[-1].end:
            raise ValueError(text)
    except ValueError:
        raise UsageError(f"publication date {text!r} is not a date; give 2023-10-27, 2023-10, 2023 or 2023-10-01/2023-10-15") from None
    return Interval(start=ends[0].start, end=ends[-1].end)
