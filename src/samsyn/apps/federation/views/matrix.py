"""The matrix: where every municipality stands on every poll, and one click to remind."""

from __future__ import annotations

import io
from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from openpyxl import Workbook

from samsyn.apps.federation.models import Poll
from samsyn.apps.federation.queries.matrix import Matrix, Wanted, matrix
from samsyn.apps.federation.wording.polls import SHORT, STANDINGS, TONES
from samsyn.domain.access.permissions import Permission
from samsyn.domain.federation.polling import Standing
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, page, requires
from samsyn.kernel.records.exporting import harmless

_ALL = 2000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@requires(Permission.FEDERATION_READ)
def matrix_page(request: PageRequest) -> HttpResponse:
    """Show one page of polls against all who were asked; the address says which."""
    wanted = _read(request)
    found = matrix(request.actor, wanted, request.GET.get("page"))
    may_write = request.actor.may(Permission.FEDERATION_WRITE)
    waits = sum(counts.waiting for counts in found.tallies)
    ours = any(p.organisation_id == request.actor.organisation_id for p in found.polls)
    return page(
        request,
        "federation/matrix.html",
        {
            "title": _("Who is in"),
            "subtitle": _("Every poll, and where each municipality stands."),
            "wanted": wanted,
            "states": _states(wanted),
            "narrowed": bool(wanted.q or wanted.state or wanted.waiting),
            "columns": _columns(found),
            "rows": _rows(found),
            "count": found.page.paginator.count,
            "pager": _pager(found, wanted),
            "remind_url": reverse("federation:remind_all") if may_write and waits and ours else "",
            "new_url": reverse("records:new", kwargs={"slug": "polls"}) if may_write else "",
            "export_url": f"{reverse('federation:matrix_file')}?{_query(wanted)}",
            "words": [(SHORT[one], TONES[one], STANDINGS[one]) for one in Standing],
        },
    )


@require_GET
@requires(Permission.RECORDS_EXPORT)
def matrix_file(request: PageRequest) -> HttpResponse:
    """Hand out the whole matrix as a spreadsheet: every poll that the filters leave."""
    request.actor.must(Permission.FEDERATION_READ)
    found = matrix(request.actor, _read(request), 1, _ALL)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Who is in"))
    sheet.append([_("Municipality"), *(harmless(poll.name) for poll in found.polls)])
    for member, cells, _waits in found.rows:
        words = [str(STANDINGS[Standing(cell)]) if cell else "" for cell in cells]
        sheet.append([harmless(member.name), *words])
    for label, name in (
        (_("Asked"), "asked"),
        (_("Yes"), "yes"),
        (_("Follows"), "follow"),
        (_("No"), "no"),
        (_("Not answered"), "waiting"),
    ):
        sheet.append([label, *(getattr(counts, name) for counts in found.tallies)])
    kept = io.BytesIO()
    book.save(kept)
    answer = HttpResponse(kept.getvalue(), content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="polls-{clock.today():%Y-%m-%d}.xlsx"'
    return answer


def _read(request: PageRequest) -> Wanted:
    said = request.GET
    return Wanted(
        q=said.get("q", "").replace("\x00", "").strip()[:100],
        state=said.get("state", "") if said.get("state") in Poll.State.values else "",
        waiting=said.get("waiting") == "yes",
    )


def _query(wanted: Wanted, **more: str) -> str:
    said = {
        "q": wanted.q,
        "state": wanted.state,
        "waiting": "yes" if wanted.waiting else "",
        **more,
    }
    return urlencode({name: value for name, value in said.items() if value})


def _states(wanted: Wanted) -> list[dict[str, object]]:
    shown = [(value, label) for value, label in Poll.State.choices if value != Poll.State.DRAFT]
    return [
        {"value": value, "label": label, "selected": value == wanted.state}
        for value, label in [("", _("All")), *shown]
    ]


def _columns(found: Matrix) -> list[dict[str, object]]:
    waiting = _waiting_names(found)
    return [
        {
            "poll": poll,
            "tally": counts,
            "url": reverse("federation:poll", args=[poll.pk]),
            "waiting": waiting[nth],
        }
        for nth, (poll, counts) in enumerate(zip(found.polls, found.tallies, strict=True))
    ]


def _waiting_names(found: Matrix) -> list[list[str]]:
    return [
        [member.name for member, cells, _n in found.rows if cells[nth] == Standing.WAITING.value]
        for nth in range(len(found.polls))
    ]


def _rows(found: Matrix) -> list[dict[str, object]]:
    marks: Mapping[str, tuple[str, str]] = {
        one.value: (str(SHORT[one]), TONES[one]) for one in Standing
    }
    nothing = ("", "")
    return [
        {"name": member.name, "cells": [marks.get(cell, nothing) for cell in cells], "waits": waits}
        for member, cells, waits in found.rows
    ]


def _pager(found: Matrix, wanted: Wanted) -> dict[str, object]:
    shown = found.page

    def at(number: int) -> str:
        return f"?{_query(wanted, page=str(number))}"

    return {
        "number": shown.number,
        "last": shown.paginator.num_pages,
        "first_index": shown.start_index(),
        "last_index": shown.end_index(),
        "previous_url": at(shown.number - 1) if shown.has_previous() else "",
        "next_url": at(shown.number + 1) if shown.has_next() else "",
    }
