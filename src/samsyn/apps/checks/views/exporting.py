"""Everything in the list of findings, whole, as a file: XLSX, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook

from samsyn.apps.checks.models import Finding
from samsyn.apps.checks.queries.findings import FindingsState, found, people_with_findings
from samsyn.apps.checks.queries.rules import rules_in_words
from samsyn.apps.checks.wording import sentence
from samsyn.domain.access.actor import Actor
from samsyn.kernel import clock
from samsyn.kernel.records.exporting import FORMATS, harmless

__all__ = ["FORMATS", "export"]
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
Line = dict[str, Any]


def export(actor: Actor, state: FindingsState, form: str) -> HttpResponseBase:
    """Return all findings that the list's filters leave."""
    writer = {"xlsx": _xlsx, "csv": _csv, "json": _json}[form]
    response = HttpResponse(writer(list(lines(actor, state))), content_type=_TYPES[form])
    name = f"findings-{clock.today():%Y-%m-%d}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def lines(actor: Actor, state: FindingsState) -> Iterator[Line]:
    """Yield one line for each finding, in the order of the list."""
    rules, people = rules_in_words(actor), people_with_findings(actor, state.state)
    for finding in found(actor, state).iterator():
        here = rules.get(finding.rule_code)
        yield {
            "rule": finding.rule_code,
            "rule_title": str(here.rule.title) if here else "",
            "severity": str(Finding.Grade(finding.severity).label),
            "about": finding.title,
            "what": sentence(here, finding.title, finding.facts),
            "fix": str(here.rule.fix) if here else "",
            "who": people.get(finding.who or 0, ""),
            "since": timezone.localdate(finding.opened_at),
            "closed": timezone.localdate(finding.closed_at) if finding.closed_at else None,
            "address": reverse("checks:finding", kwargs={"pk": finding.pk}),
        }


def _heads() -> list[str]:
    return [
        *(_("Rule"), _("Title of the rule"), _("Severity"), _("About"), _("What")),
        *(_("What to do"), _("Who can mend it"), _("Since"), _("Closed"), _("Address")),
    ]


def _plain(value: Any) -> Any:  # noqa: ANN401 - a value of a cell
    return value.isoformat() if isinstance(value, date | datetime) else harmless(value)


def _csv(found_lines: list[Line]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow(_heads())
    for line in found_lines:
        writer.writerow([_plain(value) for value in line.values()])
    return "\ufeff" + buffer.getvalue()  # spreadsheets then read å, ä and ö


def _json(found_lines: list[Line]) -> str:
    return json.dumps(found_lines, ensure_ascii=False, default=str, indent=1)


def _xlsx(found_lines: list[Line]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Findings"))
    sheet.freeze_panes = "A2"
    sheet.append(_heads())
    for line in found_lines:
        sheet.append([harmless(value) for value in line.values()])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
