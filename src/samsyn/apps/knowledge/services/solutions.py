"""Take a solution in from its publiccode.yml, or bring one up to date with a newer file."""

from __future__ import annotations

from samsyn.apps.knowledge.models import Solution, SolutionText
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.knowledge.publiccode import Described, read_publiccode
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case

_LANGUAGES = ("sv", "nb", "no", "da", "fi", "en")


@use_case(Permission.KNOWLEDGE_WRITE)
def take_in_solution(actor: Actor, *, text: str) -> tuple[Solution, bool]:
    """Make the solution that a file describes, or renew ours of the same address.

    Returns it, and whether it is new. Raises Refused with everything that is wrong with the file:
    its place and line in the facts.
    """
    outcome = read_publiccode(text)
    refuse_if(
        Objection(one.code, {**one.facts, "place": one.place, "line": one.line}, "pasted")
        for one in outcome.faults
    )
    described = outcome.described
    if described is None:
        raise LookupError(text[:80])
    known = Solution.owned_by(actor).select_for_update(of=("self",))
    solution = known.filter(url=described.url[:500]).first()
    new = solution is None
    solution = solution or Solution(organisation_id=actor.organisation_id)
    _describe(solution, described)
    solution.save()
    _write_texts(actor, solution, described)
    return solution, new


def _describe(solution: Solution, said: Described) -> None:
    first = min(said.words, key=lambda one: _place(one.language), default=None)
    values: dict[str, object] = {
        "name": said.name,
        "url": said.url,
        "landing_url": said.landing_url,
        "summary": first.short if first else "",
        "software_type": said.type,
        "status": said.status,
        "version": said.version,
        "released_on": said.released_on,
        "licence": said.licence,
        "owner_name": said.owner,
        "categories": ", ".join(said.categories),
        "platforms": ", ".join(said.platforms),
        "maintenance": said.maintenance,
        "contractors": ", ".join(said.maintained_by),
        "maintained_until": said.maintained_until,
        "localisation_ready": said.localisation_ready,
        "languages": ", ".join(said.languages),
        "depends_on": "\n".join(said.depends_on),
        "standard_version": said.standard,
        "read_on": clock.today(),
    }
    for name, value in values.items():
        longest = Solution._meta.get_field(name).max_length  # type: ignore[union-attr]
        setattr(solution, name, value[:longest] if isinstance(value, str) and longest else value)


def _write_texts(actor: Actor, solution: Solution, said: Described) -> None:
    SolutionText.owned_by(actor).filter(solution=solution).delete()
    for one in said.words:
        SolutionText.everything.create(
            organisation_id=actor.organisation_id,
            visibility=solution.visibility,
            solution=solution,
            language=one.language[:35],
            local_name=one.name[:200],
            short=one.short[:200],
            long=one.long,
            features="\n".join(one.features),
            documentation=one.documentation[:500],
        )


def _place(language: str) -> int:
    begin = language.partition("-")[0].lower()
    return _LANGUAGES.index(begin) if begin in _LANGUAGES else len(_LANGUAGES)
