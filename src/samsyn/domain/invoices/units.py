"""When two ways of writing a unit mean the same: HUR is an hour, `tim` and `timme`."""

from __future__ import annotations

from functools import lru_cache

from samsyn.domain.tabular.folding import fold

_SAME = (
    "c62 ea h87 pce nar 1 each piece pieces st stk styck stycken stykk stykker kpl pcs unit antal",
    "hur hour hours h tim timme timmar time timer tunti",
    "day dag dagar dage døgn dygn days d",
    "wee week uke uge vecka weeks veckor",
    "mon month months månad manad månader måned måneder md mdr mnd",
    "ann year years år ar yr",
    "min minute minutes minut minuter minutt",
    "kgm kg kilo kilogram kilogramme",
    "grm g gram",
    "tne ton tonne tonn t",
    "ltr l liter litre",
    "mtr m meter metre lm löpmeter",
    "ktm kmt km kilometer kilometre",
    "mtk m2 kvm kvadratmeter m²",
    "mtq m3 kubikkmeter kubikmeter m³",
    "kwh kilowattime kilowatttimme",
    "mwh megawattime megawattimme",
    "set sats sett sæt",
    "pr par pair",
    "xpk pk pkn paket pakke pack package pa förpackning frp forp",
    "xbx bx låda laada kasse eske æske box ct xct kartong karton krt",
    "ro xro rulle roll rl",
    "ls fast sum lump engångs job e51",
    "p1 percent procent prosent %",
)
_MEANING = {fold(word): row.split()[0] for row in _SAME for word in row.split()}


@lru_cache(maxsize=4096)
def unit_key(unit: str) -> str:
    """Return one word for all spellings of a unit; a unit nobody knows is itself."""
    folded = fold(unit)
    return _MEANING.get(folded, folded)
