"""The Article 30 register at a glance, and as the files an authority asks for."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.apps.data_protection.models import ProcessingActivity, RegisterFile
from samsyn.apps.data_protection.queries.register import Tally, count_of, counts_of, register_of
from samsyn.apps.data_protection.services.register_file import order_register
from samsyn.apps.data_protection.services.register_paper import register_paper
from samsyn.apps.data_protection.services.register_sheet import MEDIA_TYPE, register_sheet
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import clock
from samsyn.kernel.access.addresses import outside
from samsyn.kernel.models import Organisation
from samsyn.kernel.pages import PageRequest, go_to, page, requires, wants_fragment
from samsyn.kernel.papers.responses import paper_response

_FORMS = ("pdf", "xlsx")
_ENDED = 286  # tells htmx to stop asking
_MOST_AT_ONCE = 40  # activities: half a second of typesetting


@require_GET
@requires(Permission.DATA_PROTECTION_READ)
def article_30(request: PageRequest) -> HttpResponse:
    """Show how many activities each controller has, and where to get the register as files."""
    organisation = _organisation(request)
    counts = counts_of(request.actor, organisation)
    slug = {"slug": "processing-activities"}
    may_import = request.actor.may(Permission.RECORDS_IMPORT)
    context = {
        "title": _("Article 30 register"),
        "rows": [_row(count) for count in counts],
        "count": sum(count.all for count in counts),
        "ready": sum(count.ready for count in counts),
        "files": _files("", ""),
        "list_url": reverse("records:list", kwargs=slug),
        "import_url": reverse("imports:upload", kwargs=slug) if may_import else "",
        "controllers_url": reverse("records:list", kwargs={"slug": "controllers"}),
        "open_url": outside("data_protection:open_register", slug=organisation.slug),
    }
    return page(request, "data_protection/article_30.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.DATA_PROTECTION_READ)
def register_file(request: PageRequest, form: str) -> HttpResponse:
    """Send the register, or the part of one kind or controller, as PDF or XLSX.

    A PDF that takes more than a second is asked for once more, and made in the background.
    """
    kind, controller = request.GET.get("kind", ""), request.GET.get("controller", "")
    known_kind = kind in ("", *ProcessingActivity.Kind.values)
    if form not in _FORMS or not known_kind or not _is_number(controller):
        raise Http404
    organisation = _organisation(request)
    if form == "pdf" and count_of(request.actor, kind=kind, controller=controller) > _MOST_AT_ONCE:
        return _ordered(request, kind, controller)
    parts = register_of(request.actor, organisation, kind=kind, controller=controller)
    if form == "pdf":
        return paper_response(register_paper(organisation, parts, kind=kind), "pdf")
    response = HttpResponse(register_sheet(parts), content_type=MEDIA_TYPE)
    name = f"{organisation.slug}-article-30-{clock.today():%Y-%m-%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_GET
@requires(Permission.DATA_PROTECTION_READ)
def register_making(request: PageRequest, pk: int) -> HttpResponse:
    """Show how far the file has come, and then where it is."""
    ordered = _own_file(request, pk)
    context = {
        "title": _("Register of processing activities"),
        "task": ordered.task,
        "poll_url": request.get_full_path(),
        "done_url": reverse("data_protection:register_made", args=[pk]),
        "done_label": "PDF",
        "breadcrumbs": [_back(), {"label": _("Register of processing activities")}],
    }
    fragment = "kernel/tasks/fragments/_progress.html"
    over = ordered.task is None or ordered.task.finished_at is not None
    status = _ENDED if over and wants_fragment(request) else 200
    return page(request, "kernel/tasks/page.html", context, fragment=fragment, status=status)


@require_GET
@requires(Permission.DATA_PROTECTION_READ)
def register_made(request: PageRequest, pk: int) -> HttpResponse:
    """Send the file to the person who ordered it."""
    ordered = _own_file(request, pk)
    if ordered.content is None or ordered.made_at is None:
        raise Http404
    response = HttpResponse(bytes(ordered.content), content_type="application/pdf")
    name = f"{_organisation(request).slug}-article-30-{ordered.made_at:%Y-%m-%d}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _ordered(request: PageRequest, kind: str, controller: str) -> HttpResponse:
    if request.method == "POST":
        made = order_register(request.actor, kind=kind, controller=controller)
        return go_to(request, "data_protection:register_making", made.pk)
    context = {
        "title": _("Register of processing activities"),
        "breadcrumbs": [_back(), {"label": _("Register of processing activities")}],
        "action": request.get_full_path(),
    }
    return page(request, "data_protection/order.html", context)


def _own_file(request: PageRequest, pk: int) -> RegisterFile:
    files = RegisterFile.owned_by(request.actor).filter(user_id=request.actor.user_id)
    return get_object_or_404(files.select_related("task"), pk=pk)


def _back() -> dict[str, str]:
    return {"label": _("Article 30 register"), "url": reverse("data_protection:article_30")}


def _organisation(request: PageRequest) -> Organisation:
    if request.organisation is None:
        raise Http404
    return request.organisation


def _is_number(text: str) -> bool:
    return not text or (text.isdecimal() and len(text) <= 18)  # noqa: PLR2004 - fits a bigint


def _row(count: Tally) -> dict[str, object]:
    wanted = {"kind": count.kind}
    if count.controller != "0":
        wanted["controller"] = count.controller
    else:
        wanted["controller"] = "-"
    listed = reverse("records:list", kwargs={"slug": "processing-activities"})
    return {
        "name": count.name,
        "kind": ProcessingActivity.Kind(count.kind).label,
        "all": count.all,
        "ready": count.ready,
        "url": f"{listed}?{urlencode(wanted)}",
        "files": _files(count.kind, count.controller),
    }


def _files(kind: str, controller: str) -> list[dict[str, str]]:
    asked = {k: v for k, v in (("kind", kind), ("controller", controller)) if v}
    query = f"?{urlencode(asked)}" if asked else ""
    return [
        {
            "label": form.upper(),
            "url": reverse("data_protection:register_file", args=[form]) + query,
        }
        for form in _FORMS
    ]
