"""Makers of dates, years, decades, centuries, seasons and feasts: what the calendar has of itself, whatever day it is today."""

from __future__ import annotations

from selon.reading.calendar.relations import Both
from selon.reading.calendar.values import Calendar, Feast, Fixed, Season, Value, century, decade, year_value
from selon.reading.numbers.grammar import Maker, Match


def _year(m: Match) -> int | None:
    year: int | None = m.get("YEAR")
    short = m.get("YY")
    if year is None and short is not None:
        return int(short) + (1900 if short > 30 else 2000)
    return year


def _date(m: Match) -> Value | None:
    month, number = m.get("MONTH") or m.get("BAREMONTH"), m.get("DAY") or m.get("DAYWORD")
    if number is not None and not 1 <= number <= 31:
        return None
    return Calendar(_year(m), month, number, m.get("WEEKDAY"))


def _iso(m: Match) -> Value | None:
    month, number = m.get("INT"), m.get("INT", 1)
    return Calendar(m.get("YEAR"), month, number) if 1 <= month <= 12 and 1 <= number <= 31 else None


def _year_month(m: Match) -> Value | None:
    """"2023-10": a month, where the digits cannot be the year that follows ("2009-10")."""
    year, month = m.get("YEAR"), m.get("INT")
    return Calendar(year, month) if 1 <= month <= 12 and month != year % 100 + 1 else None


def _numeric(m: Match) -> Value | None:
    """Digits with strokes: the language's order, unless only the other can be."""
    first, second = m.get("INT"), m.get("INT", 1)
    month, number = (first, second) if m.rule.unit == "month_first" else (second, first)
    if month > 12 >= number:
        month, number = number, month
    return Calendar(_year(m), month, number) if 1 <= month <= 12 and 1 <= number <= 31 else None


def _weekday_date(m: Match) -> Value | None:
    of = m.get("D")
    if isinstance(of, Calendar) and of.number and of.weekday is None:
        return Calendar(of.year, of.month, of.number, m.get("WEEKDAY"))
    return of if isinstance(of, Fixed | Feast) else None


def _weekday_number(m: Match) -> Value | None:
    number = m.get("DAY")
    return Calendar(None, None, number, m.get("WEEKDAY")) if number and 1 <= number <= 31 else None


def _year_of(m: Match) -> Value | None:
    n = m.get("YEAR") or m.get("INT")
    return year_value(n) if n and 1 <= n <= 9000 else None


def _year_pair(m: Match) -> Value | None:
    first, short = m.get("Y"), m.get("YY")
    if not isinstance(first, Fixed):
        return None
    last = first.start.year // 100 * 100 + short
    return Both(first, year_value(last)) if 0 < last - first.start.year <= 40 else None


def _decade(m: Match) -> Value | None:
    n = m.get("YEAR")
    if n is not None:
        return decade(n) if n % 10 == 0 else None
    short = m.get("DECADEWORD")
    short = m.get("YY") if short is None else short
    if short is None or short % 10 or not 10 <= short <= 90:
        return None
    return decade((2000 if short == 10 else 1900) + short)


def _century(m: Match) -> Value | None:
    n = next((v for c, v in m.parts if c in ("INT", "ORD", "ROMAN")), 0)
    last = m.get("ORD", 1) or m.get("ROMAN", 1)
    value = century(n, m.rule.n < 0)
    if last and isinstance(value, Fixed) and isinstance(until := century(last), Fixed):
        return Both(value, until)
    return value


def _season(m: Match) -> Value:
    return Season(m.get("SEASON") or m.get("BARESEASON"), _year(m))


def _season_pair(m: Match) -> Value:
    return Both(Season(m.get("SEASON"), m.get("YEAR")), Season(m.get("SEASON", 1), m.get("YEAR")))


def _season_years(m: Match) -> Value | None:
    """A winter over two years ("l'hiver 1848-1849"): the one that begins in the first."""
    pair = m.get("PAIR")
    return Season(m.get("SEASON"), pair.of.start.year) if isinstance(pair, Both) and isinstance(pair.of, Fixed) else None


def _feast(m: Match) -> Value:
    return Feast(m.get("FEAST"), _year(m))


DATES: dict[str, Maker] = {
    "date": _date, "iso": _iso, "year_month": _year_month, "numeric": _numeric, "weekday_date": _weekday_date,
    "weekday_number": _weekday_number, "year": _year_of, "year_pair": _year_pair, "decade": _decade, "century": _century,
    "season": _season, "season_pair": _season_pair, "season_years": _season_years, "feast": _feast,
}
