"""Mask personal identity numbers in what strangers wrote on an invoice, before anybody keeps it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samsyn.domain.invoices.document import Document, Line
from samsyn.domain.personal_data.finding import find_identity_numbers, masked
from samsyn.domain.personal_data.findings import Certainty


def screened(document: Document, today: date, country: str) -> tuple[Document, frozenset[int]]:
    """Return the document with identity numbers masked, and the places of the lines that had some.

    Sender and references are masked too: a sole trader's number is a personal one in Sweden.
    """
    places = set()
    lines = []
    for place, line in enumerate(document.lines):
        clean = _line(line, today, country)
        if clean is not line:
            places.add(place)
        lines.append(clean)
    whole = replace(
        document,
        lines=tuple(lines),
        buyer_reference=mask(document.buyer_reference, today, country),
        order_reference=mask(document.order_reference, today, country),
        contract_reference=mask(document.contract_reference, today, country),
        accounting_cost=mask(document.accounting_cost, today, country),
    )
    return whole, frozenset(places)


def mask(text: str, today: date, country: str) -> str:
    """Return the text with every likely identity number in it made unreadable."""
    found = find_identity_numbers(text, today=today, country=country)
    likely = [one for one in found if one.certainty is not Certainty.UNCERTAIN]
    return masked(text, likely) if likely else text


def _line(line: Line, today: date, country: str) -> Line:
    said = (line.name, line.description, line.note)
    clean = tuple(mask(text, today, country) for text in said)
    if clean == said:
        return line
    return replace(line, name=clean[0], description=clean[1], note=clean[2])
