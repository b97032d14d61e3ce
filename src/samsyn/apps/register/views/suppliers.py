"""Suppliers that may be the same, and the page that makes one of two."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.apps.register.forms.suppliers import MergeSuppliersForm, TwinForm
from samsyn.apps.register.models import Supplier
from samsyn.apps.register.queries.suppliers import alike, ours
from samsyn.apps.register.rules.reg_016_same_supplier import LIKELY
from samsyn.apps.register.services.merge_suppliers import merge_suppliers
from samsyn.apps.register.wording.incidents import explain
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url

_PAGE = 50


@require_GET
@requires(Permission.REGISTER_READ)
def suppliers_alike(request: PageRequest) -> HttpResponse:
    """Show every two suppliers that may be one, those we have to do with first."""
    mine = ours(request.actor)
    found = sorted(alike(request.actor), key=lambda p: p.one not in mine and p.other not in mine)
    pages = Paginator(found, _PAGE)
    shown = pages.get_page(request.GET.get("page"))
    ids = {pk for pair in shown.object_list for pk in (pair.one, pair.other)}
    rows = {one.pk: one for one in Supplier.visible_to(request.actor).filter(pk__in=ids)}
    may = request.actor.may(Permission.SUPPLIER_MERGE)
    return page(
        request,
        "register/suppliers_alike.html",
        {
            "title": _("Suppliers that may be the same"),
            "pairs": [
                {
                    "one": _told(rows[pair.one]),
                    "other": _told(rows[pair.other]),
                    "why": LIKELY[pair.why],
                    "ours": pair.one in mine or pair.other in mine,
                    "url": reverse("register:suppliers_merge", args=[pair.one, pair.other])
                    if may
                    else "",
                }
                for pair in shown.object_list
            ],
            "count": pages.count,
            "breadcrumbs": _way_back(),
            "pager": {
                "number": shown.number,
                "last": pages.num_pages,
                "first_index": shown.start_index(),
                "last_index": shown.end_index(),
                "previous_url": f"?page={shown.number - 1}" if shown.has_previous() else "",
                "next_url": f"?page={shown.number + 1}" if shown.has_next() else "",
            },
        },
    )


@require_GET
@requires(Permission.SUPPLIER_MERGE)
def supplier_twin(request: PageRequest, pk: int) -> HttpResponse:
    """Ask which other supplier is the same as this one, and go on to the two side by side."""
    supplier = get_object_or_404(Supplier.visible_to(request.actor), pk=pk)
    form = TwinForm(request.actor, supplier.pk, request.GET if "other" in request.GET else None)
    if form.is_valid():
        return go_to(
            request, "register:suppliers_merge", pk=pk, other=form.cleaned_data["other"].pk
        )
    return page(
        request,
        "register/supplier_twin.html",
        {
            "title": _("Which other one is the same?"),
            "supplier": _told(supplier),
            "form": form,
            "alike_url": reverse("register:suppliers_alike"),
            "breadcrumbs": [*_way_back(), {"label": supplier.name, "url": record_url(supplier)}],
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.SUPPLIER_MERGE)
def suppliers_merge(request: PageRequest, pk: int, other: int) -> HttpResponse:
    """Ask which of two stays, and make them one."""
    both = list(Supplier.visible_to(request.actor).filter(pk__in=(pk, other)).order_by("pk"))
    if len(both) != 2:  # noqa: PLR2004 - two
        raise Http404
    begin = {"survivor": next((one.pk for one in both if one.org_number), both[0].pk)}
    form = MergeSuppliersForm(request.actor, (pk, other), request.POST or None, initial=begin)
    if form.is_valid():
        stays = form.cleaned_data["survivor"]
        goes = next(one for one in both if one.pk != stays.pk)
        try:
            merge_suppliers(
                request.actor,
                survivor_id=stays.pk,
                lost_id=goes.pk,
                reason=form.cleaned_data["reason"],
            )
        except Refused as refused:
            for objection in refused.objections:
                form.add_error(objection.field or None, explain(objection))
        else:
            told = _("%(lost)s is now part of %(name)s.")
            messages.success(request, told % {"lost": goes.name, "name": stays.name})
            return go_to(request, record_url(stays))
    return page(
        request,
        "register/suppliers_merge.html",
        {
            "title": _("Make one supplier of two"),
            "intro": _(
                "Everything that points at the one that goes will point at the one that stays: in"
                " your organisation and in all others. This cannot be undone."
            ),
            "both": [_told(one) for one in both],
            "form": form,
            "submit_label": _("Merge them"),
            "danger": True,
            "cancel_url": reverse("register:suppliers_alike"),
            "breadcrumbs": _way_back(),
        },
        status=422 if form.errors else 200,
    )


def _told(supplier: Supplier) -> dict[str, str]:
    return {
        "name": supplier.name,
        "url": record_url(supplier),
        "legal_name": supplier.legal_name,
        "number": supplier.org_number,
        "country": supplier.get_country_display() if supplier.country else "",
        "former": supplier.former_names,
    }


def _way_back() -> list[dict[str, str]]:
    address = reverse("records:list", kwargs={"slug": "suppliers"})
    label = str(Supplier._meta.verbose_name_plural)
    return [{"label": label[:1].upper() + label[1:], "url": address}]
