"""Read invoices: choose the files, see how far it has come, see what became of each."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.apps.spend.forms import InvoicesForm
from samsyn.apps.spend.models import Invoice, InvoiceReading, InvoiceRefusal
from samsyn.apps.spend.services.read_invoices import is_busy, receive_invoices
from samsyn.apps.spend.wording import sentence
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import tasks
from samsyn.kernel.imports.sheets import workbook_of
from samsyn.kernel.models import Task
from samsyn.kernel.pages import PageRequest, go_to, page, requires, wants_fragment
from samsyn.kernel.records.declaration import record_url

_LARGEST = 250_000_000  # bytes of one upload in all
_EARLIER, _SHOWN = 10, 100


@require_http_methods(["GET", "POST"])
@requires(Permission.SPEND_WRITE)
def upload(request: PageRequest) -> HttpResponse:
    """Take files, and begin to read them."""
    form = InvoicesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files = form.cleaned_data["invoices"]
        if sum(file.size for file in files) > _LARGEST:
            told = _("That is more than %(n)d MB in all. Read it in parts, or as a zip.")
            form.add_error("invoices", told % {"n": _LARGEST // 1_000_000})
        else:
            heap = ((str(file.name), file.read()) for file in files)
            reading = receive_invoices(request.actor, files=heap)
            return go_to(request, "spend:result", pk=reading.pk)
    return page(
        request,
        "spend/upload.html",
        {
            "form": form,
            "earlier": _earlier(request),
            "cancel_url": reverse("spend:overview"),
            "breadcrumbs": _way_back(),
        },
        status=422 if form.errors else 200,
    )


@require_GET
@requires(Permission.SPEND_READ)
def result(request: PageRequest, pk: int) -> HttpResponse:
    """Tell what became of every file."""
    reading = _reading(request, pk)
    refused = InvoiceRefusal.owned_by(request.actor).filter(reading=reading).order_by("pk")
    shown = [
        {
            "name": one.name,
            "number": one.number,
            "sender": one.supplier_name,
            "why": [sentence(told) for told in one.faults],
            "url": record_url(one),
        }
        for one in refused[:_SHOWN]
    ]
    return page(
        request,
        "spend/result.html",
        {
            "reading": reading,
            "refused": shown,
            "more": max(0, reading.refused - len(shown)),
            "done": reading.state == InvoiceReading.State.READ,
            "masked": _masked(request, reading),
            "invoices_url": f"{_list('invoices')}?reading={reading.pk}",
            "settle_url": f"{_list('invoices')}?reading={reading.pk}&standing=several",
            "outside_url": f"{_list('invoices')}?reading={reading.pk}&standing=outside",
            "refused_url": reverse("spend:refused", args=[reading.pk]),
            "breadcrumbs": _way_back(),
            **_progress(reading),
        },
    )


@require_GET
@requires(Permission.SPEND_READ)
def progress(request: PageRequest, pk: int) -> HttpResponse:
    """Say how far the reading has come, and lead on when it has ended."""
    reading = _reading(request, pk)
    if not is_busy(reading) or not wants_fragment(request):
        return go_to(request, "spend:result", pk=reading.pk)
    return page(request, "kernel/tasks/fragments/_progress.html", _progress(reading))


@require_POST
@requires(Permission.SPEND_WRITE)
def stop(request: PageRequest, pk: int) -> HttpResponse:
    """Stop reading; it is then as if it never began."""
    reading = _reading(request, pk)
    if reading.task is not None:
        tasks.stop(request.actor, reading.task)
    return go_to(request, "spend:result", pk=reading.pk)


@require_GET
@requires(Permission.SPEND_READ)
def refused(request: PageRequest, pk: int) -> HttpResponse:
    """Hand out what was refused, with every reason, as a spreadsheet."""
    reading = _reading(request, pk)
    rows = InvoiceRefusal.owned_by(request.actor).filter(reading=reading).order_by("pk")
    heading = [_("File"), _("Sender"), _("Invoice number"), _("What is wrong")]
    told = (
        [one.name, one.supplier_name, one.number, " ".join(sentence(f) for f in one.faults)]
        for one in rows.iterator(chunk_size=500)
    )
    sheet = _("Refused invoices")
    return workbook_of(f"refused-invoices-{reading.pk}.xlsx", sheet, [heading, *told])


def _reading(request: PageRequest, pk: int) -> InvoiceReading:
    ours = InvoiceReading.owned_by(request.actor).select_related("task")
    return get_object_or_404(ours, pk=pk)


def _masked(request: PageRequest, reading: InvoiceReading) -> int:
    return Invoice.owned_by(request.actor).filter(reading=reading, personal_data=True).count()


def _progress(reading: InvoiceReading) -> dict[str, object]:
    task = reading.task
    if task is None or task.state == Task.State.DONE:
        return {}
    found: dict[str, object] = {
        "task": task,
        "poll_url": reverse("spend:progress", args=[reading.pk]),
    }
    if is_busy(reading):
        found["stop_url"] = reverse("spend:stop", args=[reading.pk])
    return found


def _earlier(request: PageRequest) -> list[dict[str, object]]:
    rows = InvoiceReading.owned_by(request.actor).order_by("-pk")[:_EARLIER]
    return [{"row": row, "url": reverse("spend:result", args=[row.pk])} for row in rows]


def _list(slug: str) -> str:
    return reverse("records:list", kwargs={"slug": slug})


def _way_back() -> list[dict[str, str]]:
    return [{"label": _("Spend"), "url": reverse("spend:overview")}]
