"""The versions of an agreement's template: what differs, and which agreements stand on which."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.apps.data_protection.queries.templates import Standing, standings, versions_of
from samsyn.apps.register.public import AgreementTemplate, TemplateVersion
from samsyn.domain.access.permissions import Permission
from samsyn.domain.data_protection.versions import Change, Difference, differences
from samsyn.kernel.pages import PageRequest, page, requires
from samsyn.kernel.records.declaration import record_url


@require_GET
@requires(Permission.DATA_PROTECTION_READ)
def template_versions(request: PageRequest, pk: int) -> HttpResponse:
    """Set two versions side by side: the two newest ones, unless the address says others."""
    template = get_object_or_404(AgreementTemplate.visible_to(request.actor), pk=pk)
    versions = versions_of(request.actor, template)
    before, after = _chosen(request, versions)
    found = differences(before.body, after.body) if before and after else []
    context = {
        "title": _("Versions"),
        "subtitle": template.name,
        "breadcrumbs": [
            {"label": template.name, "url": record_url(template)},
            {"label": _("Versions")},
        ],
        "standings": [_standing(one) for one in standings(request.actor, template, versions)],
        "versions": versions,
        "before": before,
        "after": after,
        "differences": [_told(difference) for difference in found],
        "counts": {
            change.value: sum(d.change is change for d in found)
            for change in (Change.ADDED, Change.REMOVED, Change.CHANGED)
        },
        "same": sum(d.change is Change.SAME for d in found),
    }
    return page(request, "data_protection/versions.html", context)


def _chosen(
    request: PageRequest, versions: Sequence[TemplateVersion]
) -> tuple[TemplateVersion | None, TemplateVersion | None]:
    by_id = {str(version.pk): version for version in versions}
    newest = versions[0] if versions else None
    older = versions[1] if len(versions) > 1 else None
    before = by_id.get(request.GET.get("before", ""), older)
    return before, by_id.get(request.GET.get("after", ""), newest)


def _standing(one: Standing) -> dict[str, object]:
    return {
        "label": one.label,
        "current": one.current,
        "since": one.version.since if one.version else None,
        "url": record_url(one.version) if one.version else "",
        "summary": one.version.summary if one.version else "",
        "agreements": [{"name": a.name, "url": record_url(a)} for a in one.agreements],
    }


def _told(difference: Difference) -> dict[str, object]:
    clause = difference.after or difference.before
    return {
        "change": difference.change.value,
        "number": clause.number if clause else "",
        "title": clause.title if clause else "",
        "text": clause.text if clause else "",
        "was": difference.before.number if difference.renumbered and difference.before else "",
        "pieces": [(piece.change.value, piece.text) for piece in difference.pieces],
    }
