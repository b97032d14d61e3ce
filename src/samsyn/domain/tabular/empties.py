"""Cells that look filled but say "we do not know"."""

from __future__ import annotations

from samsyn.domain.tabular.cells import CellValue
from samsyn.domain.tabular.folding import fold

_MARKS = " \t\r\n-\u2010\u2011\u2012\u2013\u2014\u2212?¿.…·_*/\\'\"()[]"
_WORDS = frozenset(
    {
        *("n a", "na", "null", "none", "nil", "tbd", "tba", "unknown", "not known", "blank"),
        *("not applicable", "not available", "empty", "i u", "xx", "xxx"),
        *("saknas", "saknar", "uppgift saknas", "information saknas", "ingen uppgift", "okant"),
        *("okand", "vet ej", "vet inte", "ej angivet", "ej angiven", "ej aktuellt", "ej kant"),
        *("ej tillampligt", "ej relevant", "ingen", "inget", "inga"),
        *("ukjent", "ikke angitt", "ikke oppgitt", "ikke kjent", "vet ikke", "mangler"),
        *("ikke aktuelt", "ikke relevant", "ikke satt"),
        *("ukendt", "ikke angivet", "ikke oplyst", "ved ikke", "ikke kendt", "intet"),
        *("tuntematon", "ei tiedossa", "ei tietoa", "puuttuu"),
    }
)


def is_empty(value: CellValue) -> bool:
    """Tell whether a cell says nothing: blank, dashes, question marks, "saknas", "N/A"."""
    if value is None:
        return True
    if not isinstance(value, str):
        return False
    return not value.strip(_MARKS) or (len(value) < 30 and fold(value) in _WORDS)  # noqa: PLR2004
