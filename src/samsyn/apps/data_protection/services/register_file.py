"""Have a large register made into a PDF in the background, for one person."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samsyn.apps.data_protection.models import RegisterFile
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import tasks
from samsyn.kernel.use_case import use_case

MAKE = "data_protection.register"


@use_case(Permission.DATA_PROTECTION_READ)
def order_register(actor: Actor, *, kind: str, controller: str) -> RegisterFile:
    """Return the file to come; those this person ordered before are thrown away."""
    RegisterFile.owned_by(actor).filter(user_id=actor.user_id).delete()
    ordered = RegisterFile(
        organisation_id=actor.organisation_id,
        user_id=actor.user_id,
        kind=kind,
        controller=controller,
    )
    ordered.save()
    message = _("Making the register")
    ordered.task = tasks.start(actor, MAKE, about=ordered.pk, message=message)
    ordered.save(update_fields=["task"])
    return ordered
