"""Old minutes: hand them in, look through what was understood, save them as a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.apps.council.forms.old_minutes import (
    FORMS,
    FactForm,
    ReadForm,
    corrected,
    form_of,
    with_one_more,
)
from samsyn.apps.council.models import OldMinutes
from samsyn.apps.council.queries.old_minutes import (
    Stretch,
    meetings_that_day,
    pages_of,
    stretches_of,
)
from samsyn.apps.council.services.old_minutes import (
    discard_old_minutes,
    keep_old_minutes,
    receive_old_minutes,
    save_old_minutes,
)
from samsyn.apps.council.wording.old_minutes import explain_old_minutes
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Objection, Refused
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url

_SHOWN = 50
#: What may be added beside an item, and beside what stands around all items.
_BESIDE_ITEM = ("decisions", "actions", "polls", "documents")
_BESIDE_ALL = ("people", "items", *_BESIDE_ITEM)


@require_http_methods(["GET", "POST"])
@requires(Permission.COUNCIL_WRITE)
def hand_in(request: PageRequest) -> HttpResponse:
    """Take a file or pasted text, read it, and lead to what was understood."""
    form = ReadForm(request.actor, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, content = form.content()
        forum = form.cleaned_data["forum"]
        before = OldMinutes.owned_by(request.actor).order_by("-pk").values_list("pk", flat=True)
        last = before.first() or 0
        try:
            row = receive_old_minutes(request.actor, forum_id=forum.pk, name=name, content=content)
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            if row.pk <= last:
                messages.info(request, _("This text was read before. Here is what became of it."))
            return go_to(request, "council:old_minutes_one", row.pk)
    rows = OldMinutes.owned_by(request.actor).select_related("forum", "meeting").order_by("-pk")
    context = {
        "title": _("Old minutes"),
        "form": form,
        "earlier": [
            {"row": one, "url": reverse("council:old_minutes_one", args=[one.pk])}
            for one in rows.defer("text", "draft")[:_SHOWN]
        ],
        "cancel_url": "",
    }
    status = 422 if form.errors else 200
    return page(request, "council/old_minutes.html", context, status=status)


@require_safe
@requires(Permission.COUNCIL_WRITE)
def one(request: PageRequest, pk: int) -> HttpResponse:
    """Show the source and what was understood of it, side by side."""
    return _page(request, _row(request, pk))


@require_POST
@requires(Permission.COUNCIL_WRITE)
def keep(request: PageRequest, pk: int) -> HttpResponse:
    """Keep the corrections; with `save` write the meeting too, or say what stands against it."""
    row = _row(request, pk)
    seen, added = _number(request.POST.get("revision", "")), ""
    kind, _dash, item = request.POST.get("add", "").partition("-")
    try:
        draft = corrected(row.draft, request.POST)
        if kind in FORMS:
            draft, added = with_one_more(draft, kind, item)
        row = keep_old_minutes(request.actor, pk=pk, draft=draft, seen=seen)
    except Refused as refusal:
        row.draft = corrected(row.draft, request.POST)
        return _page(request, row, refusal.objections)
    if added:
        return _to_part(request, pk, added)
    if "save" not in request.POST:
        messages.success(request, _("Kept. Nothing is saved as a meeting yet."))
        return _to_part(request, pk)
    try:
        meeting = save_old_minutes(request.actor, pk=pk, seen=row.revision)
    except Refused as refusal:
        return _page(request, row, refusal.objections)
    messages.success(request, _("The minutes are saved as %(name)s.") % {"name": meeting.name})
    return go_to(request, "council:old_minutes_one", pk)


@require_POST
@requires(Permission.COUNCIL_WRITE)
def discard(request: PageRequest, pk: int) -> HttpResponse:
    """Throw away what was read."""
    row = _row(request, pk)
    try:
        discard_old_minutes(request.actor, pk=pk)
    except Refused as refusal:
        return _page(request, row, refusal.objections)
    messages.success(request, _("Thrown away."))
    return go_to(request, "council:old_minutes")


def _row(request: PageRequest, pk: int) -> OldMinutes:
    rows = OldMinutes.owned_by(request.actor).select_related("forum", "meeting")
    return get_object_or_404(rows, pk=pk)


def _page(
    request: PageRequest, row: OldMinutes, objections: Sequence[Objection] = ()
) -> HttpResponse:
    if not row.draft:
        raise Http404
    pages = pages_of(stretches_of(row))
    part = min(max(_number(request.GET.get("part", "")) or 1, 1), len(pages))
    part = _part_with(objections, pages) or part
    open_still = row.state != OldMinutes.State.SAVED
    stretches = [_shown(row, one, first=at == 0) for at, one in enumerate(pages[part - 1])]
    if part > 1:
        for told in stretches:
            told["meeting"] = None
    troubles = _troubles(objections, stretches)
    context = {
        "title": row.name,
        "subtitle": row.forum.name,
        "breadcrumbs": [{"label": _("Old minutes"), "url": reverse("council:old_minutes")}],
        "row": row,
        "open": open_still,
        "meeting_url": record_url(row.meeting) if row.meeting else "",
        "stretches": stretches,
        "troubles": troubles,
        "same_day": meetings_that_day(request.actor, row) if open_still else [],
        "lost": len(row.draft.get("lost", ())),
        "masked": row.draft.get("masked", ()),
        "part": part,
        "parts": [{"number": n, "current": n == part} for n in range(1, len(pages) + 1)],
        "last_part": part == len(pages),
    }
    return page(request, "council/old_minutes_one.html", context, status=422 if objections else 200)


def _shown(row: OldMinutes, stretch: Stretch, *, first: bool) -> dict[str, Any]:
    """Return a stretch as the template takes it: its lines, and a group of forms for each kind."""
    around = not stretch.key
    kinds = _BESIDE_ALL if around else ("items", *_BESIDE_ITEM)
    groups = []
    for kind in kinds:
        forms = [form_of(kind, fact) for fact in stretch.facts.get(kind, ())]
        groups.append({"kind": kind, "forms": forms, "may_add": around or kind != "items"})
    return {
        "key": stretch.key or ("front" if first else "rest"),
        "item": stretch.key,
        "title": stretch.title,
        "lines": stretch.lines,
        "groups": groups,
        "meeting": form_of("meeting", row.draft["meeting"]) if around and first else None,
    }


def _troubles(
    objections: Sequence[Objection], stretches: Sequence[dict[str, Any]]
) -> list[dict[str, str]]:
    """Return every objection in words with where it is; and tell each form of its own."""
    forms: dict[str, FactForm] = {}
    for told in stretches:
        forms |= {str(form.prefix): form for group in told["groups"] for form in group["forms"]}
        if told["meeting"]:
            forms["m"] = told["meeting"]
    found = []
    for objection in objections:
        key, _dash, name = objection.field.partition("-")
        form = forms.get(key)
        said = explain_old_minutes(objection)
        if form is not None and name in form.fields:
            form.troubles = {**form.troubles, name: said}
            label = f"{form[name].label}: {said}"
            found.append({"text": label, "anchor": str(form[name].id_for_label)})
        else:
            found.append({"text": said, "anchor": ""})
    return found


def _part_with(objections: Sequence[Objection], pages: Sequence[Sequence[Stretch]]) -> int:
    """Return the part in which the first wrong field is, 0 if none says where."""
    for objection in objections:
        key = objection.field.partition("-")[0]
        for number, stretches in enumerate(pages, 1):
            keys = {
                one["key"]
                for told in stretches
                for kind in FORMS
                for one in told.facts.get(kind, ())
            }
            if key in keys or (key == "m" and number == 1):
                return number
    return 0


def _to_part(request: PageRequest, pk: int, added: str = "") -> HttpResponse:
    """Lead to the part the person goes on with; to what was added, where something was."""
    part = _number(request.POST.get("part" if added else "next", ""))
    address = reverse("council:old_minutes_one", args=[pk])
    anchor = f"#fact-{added}" if added else ""
    return go_to(request, f"{address}{f'?part={part}' if part > 1 else ''}{anchor}")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004


urlpatterns: list[URLPattern] = [
    path("old-minutes/", hand_in, name="old_minutes"),
    path("old-minutes/<int:pk>/", one, name="old_minutes_one"),
    path("old-minutes/<int:pk>/keep/", keep, name="old_minutes_keep"),
    path("old-minutes/<int:pk>/discard/", discard, name="old_minutes_discard"),
]
