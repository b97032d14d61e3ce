"""The page of any noun's row: what it is, what it hangs on, what hangs on it, what happened."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_stubs_ext import StrOrPromise

from samsyn.domain.access.actor import Actor
from samsyn.kernel.asking import Asking, alone, several
from samsyn.kernel.pages import PageRequest, go_to, page
from samsyn.kernel.records import history, services
from samsyn.kernel.records.declaration import Record, list_url
from samsyn.kernel.records.documents.views import documents_shown
from samsyn.kernel.records.guard import for_record, row_to_change, row_to_read
from samsyn.kernel.records.listing import MOST_JOINS
from samsyn.kernel.records.relations import related_rows
from samsyn.kernel.records.showing import Shown, kind_of, label_of, show, text_of
from samsyn.kernel.templatetags.formats import in_currency
from samsyn.kernel.tenancy.owned import Noun

FindingsOf = Callable[[Actor, Model], Asking[list[dict[str, object]]] | list[dict[str, object]]]
_findings: list[FindingsOf] = []


@dataclass(frozen=True, slots=True)
class Addition:
    """What a room adds to the pages of others' nouns: buttons, and a part of the page.

    Nouns that the part tells of are not listed as relations, too.
    """

    actions: Sequence[Mapping[str, object]] = ()
    tells: Collection[str] = ()
    template: str = ""
    context: Mapping[str, object] = field(default_factory=dict)


AdditionTo = Callable[[Actor, Record, Any], Asking[Addition | None] | Addition | None]
_additions: list[AdditionTo] = []


def add_to_pages_by(addition: AdditionTo) -> None:
    """Let a room add to the pages of our own rows of any noun."""
    _additions.append(addition)


def show_findings_by(findings_of: FindingsOf) -> None:
    """Let the room that keeps findings show them on every record page."""
    _findings.append(findings_of)


@require_GET
@for_record("read")
def record_page(request: PageRequest, record: Record, pk: int) -> HttpResponse:
    """Show one row."""
    links = [name for name in record.field_names if kind_of(record, name) == "link"]
    joined = links if len(links) <= MOST_JOINS else []
    related = [*joined, "organisation"] if record.owned else joined
    row = row_to_read(request, record, pk, *related)
    ours = not record.owned or row.organisation_id == request.actor.organisation_id
    told = _asked(record, row, request.actor, ours=ours)
    groups, silent = _groups(record, row, request.actor)
    context = {
        "record": {
            "title": record.title,
            "title_plural": record.title_plural,
            "slug": record.slug,
        },
        "instance": row,
        "title": str(row),
        "tags": _tags(record, row, request.actor),
        "actions": _actions(request, record, row, told.added) if ours else [],
        "groups": [group for group in groups if not group["folded"]],
        "folded_groups": [group for group in groups if group["folded"]],
        "silent": silent,
        "relations": told.relations,
        "findings": told.findings,
        "panels": told.panels,
        "documents": told.documents,
        "history": told.history,
        "confirm": _confirm(request, record, row) if ours else None,
        "breadcrumbs": [
            {"label": _capital(record.title_plural), "url": list_url(record)},
            {"label": str(row)},
        ],
        "shared_by": "" if ours else row.organisation.name,
    }
    return page(request, "kernel/records/page.html", context)


@dataclass(frozen=True, slots=True)
class _Told:
    """What all parts of the page made of the answers."""

    relations: list[dict[str, object]]
    documents: dict[str, object] | None
    history: list[dict[str, object]]
    findings: list[dict[str, object]]
    added: list[Addition]
    panels: list[dict[str, object]]


def _asked(record: Record, row: Any, actor: Actor, *, ours: bool) -> _Told:  # noqa: ANN401 - any noun
    """Let all parts of the page ask together; the row's links are there from their first answer."""
    panels = record.panels if ours else ()
    relations, documents, past, findings, added, facts = alone(
        several(
            [
                related_rows(record, row, actor),
                documents_shown(actor, record, row, ours=ours),
                history.history_of(record, row, actor),
                several(ask(actor, row) for ask in _findings if ours),
                several(ask(actor, record, row) for ask in _additions if ours),
                several(panel.context(actor, row) for panel in panels),
            ]
        )
    )
    additions = [addition for addition in added if addition]
    told_of = {slug for addition in additions for slug in addition.tells}
    shown = [(p.template, told, p.first) for p, told in zip(panels, facts, strict=True)]
    shown += [(a.template, a.context, False) for a in additions if a.template]
    return _Told(
        relations=[one for one in relations if one["slug"] not in told_of],
        documents=documents,
        history=past,
        findings=[finding for found in findings for finding in found],
        added=additions,
        panels=[
            {"template": template, "contexts": [told], "first": first}
            for template, told, first in shown
            if told
        ],
    )


@require_POST
@for_record("write")
def record_confirm(request: PageRequest, record: Record, pk: int) -> HttpResponse:
    """Note that somebody looked and it is still true."""
    if not issubclass(record.model, Noun):
        raise Http404
    services.confirm_record(request.actor, record, row_to_change(request, record, pk))
    messages.success(request, _("Confirmed as still true today."))
    return go_to(request, "records:page", slug=record.slug, pk=pk)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _groups(
    record: Record,
    row: Any,  # noqa: ANN401 - any noun
    actor: Actor,
) -> tuple[list[dict[str, object]], list[StrOrPromise]]:
    """Return the groups of facts, and the names of folded ones that nobody has begun."""
    groups: list[dict[str, object]] = []
    silent: list[StrOrPromise] = []
    for group in record.groups:
        facts = [
            {
                "label": label_of(record, name),
                "text": _worded(row, shown),
                "url": shown.url,
                "kind": shown.kind,
                "tone": shown.tone,
                "links": shown.links,
                "missing": not shown.text,
            }
            for name in group.fields
            for shown in (show(record, row, name, actor),)
        ]
        missing = [fact["label"] for fact in facts if fact["missing"]]
        if group.folded and len(missing) == len(facts):
            silent.append(group.label)
        else:
            said = [] if group.folded or group.one_of else missing
            told = {"label": group.label, "facts": facts, "missing": said}
            groups.append({**told, "folded": group.folded})
    return groups, silent


def _worded(row: Any, shown: Shown) -> str:  # noqa: ANN401 - any noun
    """Return the value; an amount with its currency, the row's own or its organisation's."""
    if shown.kind != "money" or not shown.text:
        return shown.text
    organisation = getattr(row, "organisation", None)
    currency = getattr(row, "currency", "") or getattr(organisation, "currency", "")
    return in_currency(shown.text, currency) if currency else shown.text


def _tags(record: Record, row: Any, actor: Actor) -> list[dict[str, str]]:  # noqa: ANN401 - any noun
    shown = [show(record, row, name, actor) for name in record.tones]
    return [{"text": s.text, "tone": s.tone} for s in shown if s.text]


def _actions(
    request: PageRequest,
    record: Record,
    row: Any,  # noqa: ANN401 - any noun
    added: Iterable[Addition],
) -> list[dict[str, object]]:
    actions: list[dict[str, object]] = [
        {
            "label": action.label,
            "url": reverse(action.url_name, args=[row.pk]),
            "method": "get",
            "primary": action.primary,
        }
        for action in record.actions
        if request.actor.may(action.permission) and action.shown(row)
    ]
    if record.writable and request.actor.may(record.write):
        kwargs = {"slug": record.slug, "pk": row.pk}
        edit = {"label": _("Edit"), "url": reverse("records:edit", kwargs=kwargs)}
        remove = {"label": _("Delete"), "url": reverse("records:delete", kwargs=kwargs)}
        actions += [
            {**edit, "method": "get", "primary": not actions},
            {**remove, "method": "get", "danger": True},
        ]
    return actions + [dict(action) for addition in added for action in addition.actions]


def _confirm(request: PageRequest, record: Record, row: Any) -> dict[str, str] | None:  # noqa: ANN401 - any noun
    if not (isinstance(row, Noun) and record.writable):
        return None
    said = _("Confirmed as still true %(day)s.") % {"day": text_of(row.confirmed_on)}
    address = reverse("records:confirm", kwargs={"slug": record.slug, "pk": row.pk})
    return {
        "text": said
        if row.confirmed_on
        else _("Nobody has confirmed yet that this is still true."),
        "url": address if request.actor.may(record.write) else "",
    }
