"""How steering documents and their clauses are listed, shown, imported and found."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samsyn.apps.policy.forms import ClauseForm
from samsyn.apps.policy.models import Clause, SteeringDocument
from samsyn.apps.policy.queries import checks_of, margin
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Action, Group, Panel, Record
from samsyn.kernel.records.history import name_acts


def text_with_margin(actor: Actor, document: SteeringDocument) -> Mapping[str, object]:
    """Return the clauses of a document with what checks them, and what can be done about it."""
    rows = margin(actor, document)
    may_write = actor.may(Permission.POLICY_WRITE)
    address = reverse("records:new", kwargs={"slug": "clauses"})
    return {
        "rows": rows,
        "unchecked": sum(1 for row in rows if not row["checks"]),
        "may_write": may_write,
        "new_url": f"{address}?document={document.pk}" if may_write else "",
    }


def checks_of_clause(actor: Actor, clause: Clause) -> Mapping[str, object]:
    """Return the rules that check one clause."""
    return {
        "clause": clause,
        "checks": checks_of(actor, [clause])[clause.pk],
        "may_write": actor.may(Permission.POLICY_WRITE),
    }


DOCUMENTS = Record(
    model=SteeringDocument,
    slug="steering-documents",
    menu=Menu.DIRECTION,
    read=Permission.POLICY_READ,
    write=Permission.POLICY_WRITE,
    columns=("name", "kind", "status", "decided_on", "next_review", "owner"),
    filters=("kind", "status", "owner"),
    groups=(
        Group(_("What it is"), ("name", "kind", "owner", "parent")),
        Group(
            _("How far it has come"),
            ("status", "status_since", "decided_by", "decided_on", "valid_until", "next_review"),
        ),
        Group(_("Text"), ("text",)),
    ),
    headers={
        "name": ("styrdokument", "dokument", "styringsdokument", "document", "titel", "tittel"),
        "kind": ("typ", "type", "dokumenttyp"),
        "status": ("status", "läge"),
        "decided_by": ("beslutad av", "vedtatt av", "besluttet af", "beslutsfattare"),
        "decided_on": ("beslutsdatum", "beslutad", "vedtaksdato", "besluttet"),
        "valid_until": ("gäller till", "gyldig til", "gælder til"),
        "next_review": ("nästa översyn", "revideras", "neste revisjon", "næste revision"),
        "owner": ("ägare", "ansvarig", "eier", "ansvarlig", "ejer"),
    },
    tones={
        "status": {
            "planned": "neutral",
            "in_progress": "info",
            "nearly_done": "warning",
            "decided": "success",
            "replaced": "neutral",
        }
    },
    panels=(Panel("policy/fragments/_margin.html", text_with_margin),),
    actions=(Action(_("Paste clauses"), "policy:paste_clauses", Permission.POLICY_WRITE),),
    intro=_("What has been decided about how things shall be done, and what checks that it is."),
    empty=_("Write down your policies and guidelines, clause by clause, and link each to checks."),
    hidden_relations=("clauses",),
    order=20,
)

CLAUSES = Record(
    model=Clause,
    slug="clauses",
    menu=None,
    read=Permission.POLICY_READ,
    write=Permission.POLICY_WRITE,
    columns=("name", "number", "document", "kind"),
    filters=("document", "kind"),
    groups=(Group(_("What it says"), ("document", "number", "name", "text", "kind")),),
    key=("document", "number"),
    headers={
        "number": ("nr", "nummer", "paragraf"),
        "name": ("rubrik", "overskrift", "heading"),
        "text": ("text", "tekst", "skrivning", "bestemmelse"),
        "document": ("styrdokument", "styringsdokument", "dokument"),
    },
    panels=(Panel("policy/fragments/_checked_by.html", checks_of_clause),),
    actions=(Action(_("Choose rules"), "policy:clause_rules", Permission.POLICY_WRITE),),
    form=ClauseForm,
)

RECORDS = (DOCUMENTS, CLAUSES)

name_acts(
    {
        "policy.paste_clauses": _("Pasted from a text"),
        "policy.link_clause_to_rule": _("Linked to a rule"),
        "policy.unlink_clause_from_rule": _("Link to a rule taken away"),
        "policy.choose_rules_of_clause": _("Rules chosen"),
    }
)
