"""How criteria, scores, meetings and answered needs are listed, shown, imported and exported."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samsyn.apps.needs.public import Need
from samsyn.apps.portfolio.models import (
    CriterionScore,
    Initiative,
    InitiativeNeed,
    MeetingLetBe,
    RankingCriterion,
)
from samsyn.apps.portfolio.queries.comparing import needs_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.asking import Asking
from samsyn.kernel.records.declaration import Group, Panel, Record, record_url
from samsyn.kernel.records.views.pages import Addition

_READ, _WRITE = Permission.PORTFOLIO_READ, Permission.PORTFOLIO_WRITE


def needs_panel(actor: Actor, initiative: Initiative) -> Asking[Mapping[str, object]]:
    """Ask for the needs that an initiative answers, with the hours that go in them."""
    cards = yield from needs_of(actor, initiative.pk)
    edit = reverse("portfolio:needs", args=[initiative.pk])
    return {
        "cards": [{"card": card, "url": record_url(card.row)} for card in cards],
        "hours": sum(card.hours for card in cards),
        "edit_url": edit if actor.may(_WRITE) else "",
    }


NEEDS_PANEL = Panel("portfolio/fragments/_needs_panel.html", needs_panel)


def begin_from(actor: Actor, _record: Record, row: object) -> Addition | None:
    """Offer to begin an initiative on the page of a need that none has taken up."""
    if not isinstance(row, Need) or not actor.may(_WRITE):
        return None
    if row.state in {Need.State.TAKEN_UP, Need.State.SOLVED}:
        return None
    url = reverse("portfolio:take_up_need", args=[row.pk])
    return Addition(actions=[{"label": _("Begin an initiative"), "url": url}])


CRITERIA = Record(
    model=RankingCriterion,
    slug="ranking-criteria",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "source", "weight", "meaning"),
    filters=("source",),
    groups=(Group(_("What counts"), ("name", "source", "weight", "meaning")),),
    headers={
        "name": ("kriterium", "criterion"),
        "weight": ("vikt", "vekt", "vægt", "weight"),
        "meaning": ("betydelse", "betydning", "meaning"),
    },
    intro=_("What initiatives are compared by, and how much each counts. Everybody may see it."),
    empty=_("Begin with the usual ones on the ranking page, or write your own."),
    order=65,
)
SCORES = Record(
    model=CriterionScore,
    slug="scores",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("initiative", "criterion", "score", "reason"),
    filters=("criterion", "initiative"),
    groups=(Group(_("How it was judged"), ("initiative", "criterion", "score", "reason")),),
    key=("initiative", "criterion"),
    intro=_("How people judged initiatives, and why."),
    empty=_("Judge an initiative on the ranking page."),
    order=66,
)
LET_BE = Record(
    model=MeetingLetBe,
    slug="meetings-let-be",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("first", "second", "reason", "decided_on"),
    filters=("first", "second"),
    groups=(Group(_("What was decided"), ("first", "second", "reason", "decided_on")),),
    key=("first", "second"),
    made_by_hand=False,
    importable=False,
    writable=False,
    intro=_("Pairs of initiatives that meet, and why they need no coordination."),
    empty=_("Nobody has let a meeting be."),
    order=67,
)
ANSWERED = Record(
    model=InitiativeNeed,
    slug="answered-needs",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("need", "initiative", "note"),
    filters=("initiative", "need"),
    groups=(Group(_("What is answered"), ("initiative", "need", "note")),),
    key=("initiative", "need"),
    intro=_("Which initiative answers which need."),
    empty=_("Open an initiative and name the needs it answers."),
    order=68,
)
COMPARING = (CRITERIA, SCORES, LET_BE, ANSWERED)
