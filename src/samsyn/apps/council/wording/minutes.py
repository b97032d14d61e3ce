"""The words of minutes: acts, codes, and why something cannot be done with them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from samsyn.domain.minutes_paper.adjusting import Obstacle, Word
from samsyn.domain.minutes_paper.showing import NAME
from samsyn.domain.personal_data.findings import PersonalKind
from samsyn.domain.shared.refusal import Objection

MINUTES_ACTS: Mapping[str, StrOrPromise] = {
    "council.choose_adjusters": _("Adjusters chosen"),
    "council.send_minutes": _("Minutes sent to adjusters"),
    "council.approve_minutes": _("Minutes approved"),
    "council.object_to_minutes": _("Objection to minutes"),
    "council.add_to_minutes": _("Correction added to minutes"),
    "council.publish_minutes": _("Minutes published"),
    "council.withdraw_minutes": _("Minutes withdrawn"),
}
OBSTACLES: Mapping[Obstacle, StrOrPromise] = {
    Obstacle.NOT_HELD: _("The meeting has not ended."),
    Obstacle.TWO_VERSIONS: _("A note stands in two versions. Choose one of them first."),
    Obstacle.TOO_FEW_ADJUSTERS: _("Adjusters to choose: %(wanted)s. Chosen so far: %(chosen)s."),
    Obstacle.NO_ACCOUNT: _(
        "%(name)s has no account to approve with. Invite them, or choose another."
    ),
    Obstacle.WAS_NOT_THERE: _("%(name)s was not at the meeting and cannot approve what was said."),
    Obstacle.NOT_SENT: _("The minutes wait for nobody's approval now."),
    Obstacle.CHANGED: _("The text has changed since you saw it. Read it again."),
    Obstacle.NOT_ADJUSTER: _("You are not one of those who approve these minutes."),
    Obstacle.SAY_WHY: _("Say what is wrong."),
    Obstacle.LOCKED: _("The minutes are locked. Add a correction to them instead."),
    Obstacle.NOT_LOCKED: _("The minutes are not approved by all yet."),
    Obstacle.NOTHING_SAID: _("Write the correction."),
    Obstacle.NOT_JUDGED: _("Hold it back, or say why it may be shown: %(text)s"),
    Obstacle.NO_REASON: _("Say why it may be shown: %(text)s"),
    Obstacle.NOT_SHOWN: _("Nobody outside can read these minutes now."),
}
WORDS: Mapping[Word, tuple[StrOrPromise, str]] = {
    Word.WAITING: (_("Not answered"), "neutral"),
    Word.APPROVED: (_("Approves"), "success"),
    Word.OBJECTED: (_("Objects"), "danger"),
    Word.BROKEN: (_("Approved an earlier text"), "warning"),
}
FINDS: Mapping[str, StrOrPromise] = {
    **{str(kind): _("a personal identity number") for kind in PersonalKind},
    str(PersonalKind.EMAIL): _("an e-mail address"),
    str(PersonalKind.PHONE): _("a phone number"),
    NAME: _("a person's name"),
}


def explain(objection: Objection) -> str:
    """Return the sentence for one objection to a step of minutes."""
    return str(OBSTACLES[Obstacle(objection.code)]) % dict(objection.facts)
