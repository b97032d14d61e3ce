"""Every reason a cell, row or file is refused for has a sentence of its own."""

from __future__ import annotations

import pytest
from django.utils import translation

from samsyn.domain.shared.refusal import Objection
from samsyn.domain.tabular.faults import Fault
from samsyn.domain.tabular.mapping import Reason
from samsyn.domain.tabular.rows import Leftover
from samsyn.domain.tabular.verdicts import Outcome
from samsyn.kernel.imports.file_faults import FileFault
from samsyn.kernel.imports.reading import LooksLike
from samsyn.kernel.imports.wording import explain, name

FACTS: dict[str, int | str] = {
    "shown": "abc",
    "field": "Name",
    "count": 2,
    "nearest": "abd",
    "allowed": "x, y",
    "currency": "SEK",
    "written": "EUR",
    "longest": 5,
    "length": 9,
    "megabytes": 20,
    "looks_like": "PDF",
    "rows": 10,
    "cells": 10,
    "sheet": "Blad1",
    "cell": "C7",
}


@pytest.mark.parametrize("code", [*Fault, *FileFault])
def test_every_fault_is_a_sentence(code: Fault | FileFault) -> None:
    sentence = explain(Objection(code, FACTS))

    assert sentence.endswith((".", "?"))
    assert "%(" not in sentence


@translation.override("en")
def test_a_suggestion_is_made_only_where_there_is_one() -> None:
    facts = {"shown": "Wisma", "nearest": ""}

    assert explain(Objection(Fault.UNKNOWN_REFERENCE, {**facts, "nearest": "Visma"})) == (
        "“Wisma” is not in the register. Did you mean “Visma”?"
    )
    assert explain(Objection(Fault.UNKNOWN_REFERENCE, facts)) == (
        "“Wisma” is not in the register. Add it there first, or correct the name."
    )


@pytest.mark.parametrize("code", [*Reason, *Leftover, *LooksLike, *Outcome])
def test_every_label_is_there(code: Reason | Leftover | LooksLike | Outcome) -> None:
    assert name(code)
