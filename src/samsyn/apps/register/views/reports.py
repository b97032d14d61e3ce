"""One-page reports: of a routine's information analysis, and of a classification."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from samsyn.apps.register.models import Classification, Routine
from samsyn.apps.register.services.classification_paper import classification_paper
from samsyn.apps.register.services.routine_paper import routine_paper
from samsyn.domain.access.permissions import Permission
from samsyn.domain.papers.paper import Block, Bullets, Facts, Heading, Paper, Table, Text, plain
from samsyn.kernel.pages import PageRequest, page, requires
from samsyn.kernel.papers.responses import FORMS, paper_response
from samsyn.kernel.records.declaration import record_url


@require_GET
@requires(Permission.REGISTER_READ)
def routine_report(request: PageRequest, pk: int) -> HttpResponse:
    """Show the routine's page, ready to be printed."""
    routine = _routine(request, pk)
    return _shown(request, routine_paper(request.actor, routine), routine, "register:routine_paper")


@require_GET
@requires(Permission.REGISTER_READ)
def routine_report_file(request: PageRequest, pk: int, form: str) -> HttpResponse:
    """Hand out the routine's page as a file."""
    return paper_response(routine_paper(request.actor, _routine(request, pk)), form)


@require_GET
@requires(Permission.REGISTER_READ)
def classification_report(request: PageRequest, pk: int) -> HttpResponse:
    """Show the classification's page, ready to be printed."""
    decision = _decision(request, pk)
    paper = classification_paper(request.actor, decision)
    return _shown(request, paper, decision.asset, "register:classification_paper", decision.pk)


@require_GET
@requires(Permission.REGISTER_READ)
def classification_report_file(request: PageRequest, pk: int, form: str) -> HttpResponse:
    """Hand out the classification's page as a file."""
    return paper_response(classification_paper(request.actor, _decision(request, pk)), form)


def _routine(request: PageRequest, pk: int) -> Routine:
    rows = Routine.owned_by(request.actor).select_related("owner", "unit")
    return get_object_or_404(rows, pk=pk)


def _decision(request: PageRequest, pk: int) -> Classification:
    rows = Classification.owned_by(request.actor).select_related("asset__owner")
    return get_object_or_404(rows, pk=pk)


def _shown(
    request: PageRequest,
    paper: Paper,
    about: Routine | Classification | object,
    file_url: str,
    pk: int = 0,
) -> HttpResponse:
    number = pk or about.pk  # type: ignore[union-attr]
    files = [
        {"label": form.upper(), "url": reverse(file_url, args=[number, form]), "icon": "export"}
        for form in FORMS
    ]
    return page(
        request,
        "register/report.html",
        {
            "paper": paper,
            "title": paper.title,
            "subtitle": paper.subtitle,
            "blocks": list(_told(paper.blocks)),
            "actions": files,
            "breadcrumbs": [
                {"label": str(about), "url": record_url(about)},  # type: ignore[arg-type]
                {"label": paper.subtitle},
            ],
        },
    )


def _told(blocks: Iterable[Block]) -> Iterator[dict[str, object]]:
    """Yield each block with its kind, which a template cannot see."""
    heading = ""
    for block in blocks:
        if isinstance(block, Heading):
            heading = block.text
            yield {"kind": "heading", "text": block.text, "level": block.level}
        elif isinstance(block, Text):
            yield {"kind": "text", "text": plain(block.words), "small": block.small}
        elif isinstance(block, Bullets):
            yield {"kind": "bullets", "items": [plain(item) for item in block.items]}
        elif isinstance(block, Facts):
            yield {"kind": "facts", "pairs": block.pairs}
        elif isinstance(block, Table):
            rows = [list(zip(block.columns, row, strict=True)) for row in block.rows]
            table = {"kind": "table", "columns": block.columns, "rows": rows}
            yield {**table, "label": heading}
