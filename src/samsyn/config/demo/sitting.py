"""Tell how the e-council's last meeting went: what was said, who voted how, what was promised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from samsyn.apps.council.models import (
    Action,
    AgendaItem,
    Attendance,
    ConflictOfInterest,
    ItemNote,
    Vote,
)
from samsyn.config.demo.council import Council

#: What was said, by the beginning of the item's name: kind and words.
_SAID: Mapping[str, Sequence[tuple[str, str]]] = {
    "Mötets öppnande": [
        (ItemNote.Kind.NOTE, "Mötet öppnades. Edskog valdes att justera jämte ordföranden."),
    ],
    "Uppföljning": [
        (ItemNote.Kind.NOTE, "Fyra av sex åtgärder är klara. De två andra blir klara före jul."),
    ],
    "Gemensam färdplan": [
        (ItemNote.Kind.NOTE, "Två insatser har flyttats till våren, eftersom arkitekter saknas."),
        (ItemNote.Kind.NOTE, "Rådet vill se vad en inlånad arkitekt skulle ändra."),
    ],
    "Gemensamt upphandlingskoncept": [
        (ItemNote.Kind.NOTE, "Mallarna visades. Vem svarar för dem efter provet?"),
        (ItemNote.Kind.RESERVATION, "Provet borde ha väntat tills förvaltningen är bestämd."),
    ],
    "Digitala möten": [
        (ItemNote.Kind.NOTE, "Rådet är överens om att fråga alla fyrtionio."),
    ],
}
#: What, days until it is due (before today is the past), and what came of it.
_PROMISED: Sequence[tuple[str, str, int, str]] = (
    ("Gemensam färdplan", "Räkna på vad en inlånad arkitekt ändrar i färdplanen", 10, ""),
    ("Gemensamt upphandlingskoncept", "Föreslå vem som förvaltar mallarna efter provet", 20, ""),
    ("Digitala möten", "Skriva frågan till de fyrtionio kommunerna", -3, "Den har gått ut."),
)
_MINUTES = (6, 14, 31, 27, 40)  # the last of them took what was left of the meeting
_AGAINST, _NEITHER, _ASIDE = "lovbacken", "ronnvik", "sundaberg"


def tell(council: Council) -> None:
    """Write down the meeting that ran out of time: five items were worked through, not more."""
    site, meeting = council.site, council.last
    with site.making("sitting"):
        rows = AgendaItem.owned_by(site.samsyn).filter(meeting=meeting).order_by("order")
        items = {item.name: item for item in rows}
        _went(council, list(items.values()))
        people = list(
            Attendance.owned_by(site.samsyn).filter(meeting=meeting).select_related("member")
        )
        for begins, said in _SAID.items():
            _note(council, _called(items, begins), said, people)
        _vote(council, _called(items, "Gemensamt upphandlingskoncept"), people)
        for begins, what, days, outcome in _PROMISED:
            _promise(council, _called(items, begins), what, days, outcome)


def _called(items: Mapping[str, AgendaItem], begins: str) -> AgendaItem:
    return next(item for name, item in items.items() if name.startswith(begins))


def _went(council: Council, items: Sequence[AgendaItem]) -> None:
    """Let items begin and end as they really did: later and later."""
    now = council.last.starts_at
    done = [item for item in items if item.state == AgendaItem.State.DONE]
    lengths = dict(zip([item.pk for item in done if not item.is_break], _MINUTES, strict=False))
    for item in done:
        item.began_at = now
        now += timedelta(minutes=lengths.get(item.pk, item.minutes))
        item.ended_at = now
    AgendaItem.everything.bulk_update(done, ["began_at", "ended_at"])


def _note(
    council: Council,
    item: AgendaItem,
    said: Sequence[tuple[str, str]],
    people: Sequence[Attendance],
) -> None:
    objector = next((row for row in _voters(people) if _slug(council, row) == _AGAINST), None)
    for place, (kind, words) in enumerate(said, start=1):
        ItemNote.everything.create(
            organisation_id=council.site.id,
            item=item,
            kind=kind,
            text=words,
            place=place,
            by=objector if kind == ItemNote.Kind.RESERVATION else None,
            written_by="Samsyn",
        )


def _vote(council: Council, item: AgendaItem, people: Sequence[Attendance]) -> None:
    """Record the votes by name; one abstains, one is against, one stands aside."""
    for row in _voters(people):
        slug = _slug(council, row)
        if slug == _ASIDE:
            ConflictOfInterest.everything.create(
                organisation_id=council.site.id,
                item=item,
                attendance=row,
                reason="Sitter i styrgruppen för leverantörens referensgrupp.",
            )
            continue
        choice = {_AGAINST: Vote.Choice.AGAINST, _NEITHER: Vote.Choice.ABSTAINS}.get(slug)
        Vote.everything.create(
            organisation_id=council.site.id,
            item=item,
            attendance=row,
            choice=choice or Vote.Choice.FOR,
        )


def _promise(council: Council, item: AgendaItem, what: str, days: int, outcome: str) -> None:
    today = council.site.today
    Action.everything.create(
        organisation_id=council.site.id,
        forum=council.forum,
        name=what,
        responsible=council.members["edskog"].person,
        due_on=today + timedelta(days=days),
        state=Action.State.DONE if outcome else Action.State.OPEN,
        done_on=today + timedelta(days=days) if outcome else None,
        note=outcome,
        meeting=council.last,
        item=item,
    )


def _voters(people: Sequence[Attendance]) -> list[Attendance]:
    here = Attendance.Presence.PRESENT
    return [row for row in people if row.presence == here and row.right == "vote"]


def _slug(council: Council, row: Attendance) -> str:
    seated = [*council.members.items(), *council.substitutes.items()]
    return {member.pk: slug for slug, member in seated}.get(row.member_id or 0, "")
