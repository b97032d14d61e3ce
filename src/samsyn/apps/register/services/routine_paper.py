"""One page about a routine: what it is for, who may do what, what goes in and out, what follows."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.apps.register.models import InformationFlow, Routine
from samsyn.apps.register.queries.routines import Analysis, analysis_of, levels_of
from samsyn.apps.register.services.requirements import Standing, standing_of
from samsyn.apps.register.wording import ASPECTS, LEVELS
from samsyn.apps.register.wording.demands import demand_in_words
from samsyn.domain.access.actor import Actor
from samsyn.domain.classification.demands import Demand, Weight
from samsyn.domain.classification.scales import Aspect
from samsyn.domain.papers.paper import Block, Bullets, Heading, Paper, Table, Text
from samsyn.kernel import clock
from samsyn.kernel.models import Organisation
from samsyn.kernel.templatetags.formats import day


def routine_paper(actor: Actor, routine: Routine) -> Paper:
    """Return the paper in the reader's language; the routine's owner and unit are fetched."""
    analysis = analysis_of(actor, routine, clock.today())
    standing = standing_of(analysis)
    return Paper(
        title=routine.name,
        subtitle=_("Information analysis of a routine"),
        language=(get_language() or "en").split("-")[0],
        author=Organisation.objects.get(pk=routine.organisation_id).name,
        day=clock.today(),
        facts=_facts(routine),
        blocks=[
            *_purpose(routine),
            *_rights(analysis),
            *_flows(_("Comes in"), _("From"), "source", analysis.incoming),
            *_flows(_("Goes out"), _("To"), "target", analysis.outgoing),
            *_information(analysis),
            *_systems(analysis),
            *_requirements(standing),
            *_silence(routine, analysis),
        ],
    )


def _facts(routine: Routine) -> list[tuple[str, str]]:
    facts = [
        (_("Unit"), str(routine.unit or "")),
        (_("Routine owner"), str(routine.owner or "")),
        (_("How often"), routine.frequency),
        (_("Legal ground"), routine.legal_ground),
        (_("Analysed on"), day(routine.analysed_on)),
        (_("Took part"), routine.participants),
        (_("Next review"), day(routine.next_review)),
    ]
    return [(label, value) for label, value in facts if value]


def _purpose(routine: Routine) -> list[Block]:
    return [Text(routine.purpose)] if routine.purpose.strip() else []


def _silence(routine: Routine, analysis: Analysis) -> list[Block]:
    begun = routine.analysed_on or analysis.rights or analysis.incoming or analysis.outgoing
    return [] if begun else [Text(_("Nobody has analysed its information."))]


def _rights(analysis: Analysis) -> list[Block]:
    if not analysis.rights:
        return []
    rows = [
        (
            right.who,
            str(right.get_verb_display()),
            " · ".join(part for part in (right.asset and right.asset.name, right.what) if part),
            right.when,
            right.purpose,
        )
        for right in analysis.rights
    ]
    columns = (_("Who"), _("May do"), _("Information"), _("When"), _("For what purpose"))
    return [Heading(_("Who may do what")), Table(columns, rows, (2, 1.3, 3, 2, 3))]


def _flows(title: str, where: str, side: str, flows: Sequence[InformationFlow]) -> list[Block]:
    if not flows:
        return []
    rows = [
        (
            str(flow.end(side) or ""),
            ", ".join(asset.name for asset in flow.assets.all()),
            str(flow.get_means_display() if flow.means else ""),
            str(flow.get_frequency_display() if flow.frequency else ""),
            str(flow.get_encrypted_display() if flow.encrypted else ""),
        )
        for flow in flows
    ]
    columns = (where, _("Information"), _("How"), _("How often"), _("Encrypted"))
    return [Heading(title), Table(columns, rows, (3, 3, 2, 1.6, 1.4))]


def _information(analysis: Analysis) -> list[Block]:
    if not analysis.assets:
        return []
    rows = []
    for asset in analysis.assets.values():
        levels = levels_of(asset)
        told = [f"{levels[a]} {LEVELS.get(levels[a], '')}" if a in levels else "" for a in Aspect]
        rows.append((asset.name, *told))
    columns = (_("Information"), *(str(ASPECTS[aspect]) for aspect in Aspect))
    return [Heading(_("How much it must be protected")), Table(columns, rows, (3, 2, 2, 2, 2))]


def _systems(analysis: Analysis) -> list[Block]:
    if not analysis.uses:
        return [Text(_("The routine uses no system."))]
    names = [
        f"{use.system.name}: {use.what_for}" if use.what_for else use.system.name
        for use in analysis.uses
    ]
    return [Heading(_("Systems it uses")), Bullets(names)]


def _requirements(standing: Standing) -> list[Block]:
    told = [(row.weight, demand_in_words(row.code), _level(d)) for row, d in standing.accepted]
    told += [(row.weight, row.name, row.because) for row in standing.own]
    must = [_with_reason(text, why) for weight, text, why in told if weight == Weight.MUST]
    should = [_with_reason(text, why) for weight, text, why in told if weight == Weight.SHOULD]
    refused = [f"{demand_in_words(r.code)} {r.not_needed_because}" for r, _d in standing.refused]
    proposed = [_with_reason(demand_in_words(d.code), _level(d)) for d in standing.proposed]
    blocks: list[Block] = [Heading(_("Requirements that follow"))] if told else []
    blocks += [Bullets(must)] if must else []
    blocks += [Text(_("It should also be so:")), Bullets(should)] if should else []
    if refused:
        blocks += [Heading(_("Not needed, because")), Bullets(refused)]
    if proposed:
        blocks += [Heading(_("Follows too, and nobody has decided on it")), Bullets(proposed)]
    return blocks


def _level(demand: Demand) -> str:
    if demand.aspect is None or demand.level is None:
        return ", ".join(demand.because_of[:1])
    return f"{ASPECTS[demand.aspect]} {demand.level}"


def _with_reason(text: str, why: str) -> str:
    return f"{text} ({why})" if why else text
