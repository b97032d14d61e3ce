"""One page about a classification: how much, why, who decided, and what it demands."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.apps.register.models import Classification
from samsyn.apps.register.queries.scales import ScaleInWords, scale_in_words
from samsyn.apps.register.queries.workshops import answers_of
from samsyn.apps.register.services.asset_demands import demands_on
from samsyn.apps.register.wording import ASPECTS, LEVELS, PERSPECTIVES
from samsyn.domain.access.actor import Actor
from samsyn.domain.classification.scales import Aspect, Perspective
from samsyn.domain.papers.paper import Block, Bullets, Heading, Paper, Table, Text
from samsyn.kernel import clock
from samsyn.kernel.models import Organisation
from samsyn.kernel.templatetags.formats import day


def classification_paper(actor: Actor, decision: Classification) -> Paper:
    """Return the paper in the reader's language; the decision's asset must have been fetched."""
    language = (get_language() or "en").split("-")[0]
    scale = scale_in_words(actor, decision.scale, language)
    asset = decision.asset
    facts = [
        (_("Decided on"), day(decision.decided_on)),
        (_("Next review"), day(decision.next_review)),
        (_("Took part"), "\n".join(decision.participants)),
        (_("Information owner"), str(asset.owner or "")),
        (_("Personal data"), str(asset.get_personal_data_display() if asset.personal_data else "")),
        (_("Scale"), scale.name),
    ]
    return Paper(
        title=asset.name,
        subtitle=_("Classification of information"),
        language=language,
        author=Organisation.objects.get(pk=decision.organisation_id).name,
        day=clock.today(),
        facts=[(label, value) for label, value in facts if value],
        blocks=[*_levels(decision), *_suffering(decision, scale), *_demands(actor, decision)],
    )


def _levels(decision: Classification) -> list[Block]:
    rows = [
        (
            str(ASPECTS[aspect]),
            f"{level} {LEVELS.get(level, '')}",
            getattr(decision, f"{aspect}_reason"),
        )
        for aspect in Aspect
        if (level := getattr(decision, aspect)) is not None
    ]
    columns = (_("What is protected"), _("Level"), _("Why"))
    return [
        Heading(_("How much it must be protected")),
        Table(columns, rows, (2, 2, 5)),
    ]


def _suffering(decision: Classification, scale: ScaleInWords) -> list[Block]:
    answers = answers_of(decision)
    rows = []
    for aspect in Aspect:
        cells = [answers[aspect][who] for who in Perspective]
        if any(cell.level is not None for cell in cells):
            said = [
                f"{cell.level} {scale.says(aspect, who, cell.level)}"
                if cell.level is not None
                else ""
                for who, cell in zip(Perspective, cells, strict=True)
            ]
            rows.append((str(ASPECTS[aspect]), *said))
    if not rows:
        return []
    columns = (_("What is protected"), *(str(PERSPECTIVES[who]) for who in Perspective))
    return [
        Heading(_("Who would suffer what")),
        Table(columns, rows, (2, 3, 3, 3)),
        Text(_("The worst case counts."), small=True),
    ]


def _demands(actor: Actor, decision: Classification) -> list[Block]:
    levels = {a: v for a in Aspect if (v := getattr(decision, a)) is not None}
    found = demands_on(actor, decision.asset, levels)
    if not found:
        return []
    must = [str(demand["text"]) for demand in found if demand["must"]]
    should = [str(demand["text"]) for demand in found if not demand["must"]]
    blocks: list[Block] = [Heading(_("What it demands"))]
    blocks += [Bullets(must)] if must else []
    blocks += [Text(_("It should also be so:")), Bullets(should)] if should else []
    return blocks
