"""The directive of an initiative: read on the screen, taken away as a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.portfolio.services.directive_paper import directive_paper
from samsyn.apps.portfolio.views.frames import frame
from samsyn.domain.access.permissions import Permission
from samsyn.domain.papers.paper import Block, Bullets, Facts, Heading, Table, Text, plain
from samsyn.kernel.pages import PageRequest, page, requires
from samsyn.kernel.papers.responses import FORMS, paper_response


@require_GET
@requires(Permission.PORTFOLIO_READ)
def directive(request: PageRequest, pk: int) -> HttpResponse:
    """Show the directive, what is not written yet, and where to get it."""
    initiative = _initiative(request, pk)
    made = directive_paper(request.actor, initiative)
    files = [
        {
            "label": form.upper(),
            "url": reverse("portfolio:directive_file", args=[pk, form]),
            "icon": "export",
        }
        for form in FORMS
    ]
    context = {
        **frame(initiative, made.paper.subtitle),
        "paper": made.paper,
        "blocks": list(_told(made.paper.blocks)),
        "missing": made.missing,
        "actions": files,
    }
    return page(request, "portfolio/directive.html", context)


@require_GET
@requires(Permission.PORTFOLIO_READ)
def directive_file(request: PageRequest, pk: int, form: str) -> HttpResponse:
    """Hand out the directive as PDF or DOCX."""
    return paper_response(directive_paper(request.actor, _initiative(request, pk)).paper, form)


def _initiative(request: PageRequest, pk: int) -> Initiative:
    rows = Initiative.owned_by(request.actor)
    return get_object_or_404(rows.select_related("owner", "sponsor", "line_owner", "fund"), pk=pk)


def _told(blocks: Iterable[Block]) -> Iterator[dict[str, object]]:
    """Yield each block with its kind, which a template cannot see."""
    heading = ""
    for block in blocks:
        if isinstance(block, Heading):
            heading = block.text
            yield {"kind": "heading", "text": block.text}
        elif isinstance(block, Text):
            yield {"kind": "text", "text": plain(block.words)}
        elif isinstance(block, Bullets):
            yield {"kind": "bullets", "items": [plain(item) for item in block.items]}
        elif isinstance(block, Facts):
            yield {"kind": "facts", "pairs": block.pairs}
        elif isinstance(block, Table):
            rows = [list(zip(block.columns, row, strict=True)) for row in block.rows]
            yield {"kind": "table", "columns": block.columns, "rows": rows, "label": heading}
