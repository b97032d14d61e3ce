"""What processor terms say of whether an agreement was concluded."""

from __future__ import annotations

from samsyn.apps.data_protection.models import ProcessorTerms
from samsyn.domain.access.actor import Actor

_C = ProcessorTerms.Concluded


def concluded(actor: Actor) -> dict[int, bool]:
    """Return which agreements settle the matter and which don't, whatever their dates say.

    "Not relevant" settles it where somebody has written why; "concluded" leaves it to the dates.
    """
    told = ProcessorTerms.owned_by(actor).filter(concluded__in=[_C.NO, _C.NOT_RELEVANT])
    rows = told.values_list("agreement_id", "concluded", "concluded_note")
    return {
        agreement: said == _C.NOT_RELEVANT
        for agreement, said, note in rows
        if said == _C.NO or note.strip()
    }
