"""What `samsyn export` writes, once Django is up."""

from django.utils import translation

from samsyn.apps.register.public import archimate_of
from samsyn.domain.access.actor import samsyn_for
from samsyn.domain.archimate.writing import written
from samsyn.kernel.models import Organisation
from samsyn.kernel.tenancy.session import acting_for


def archimate(slug: str) -> bytes | None:
    """Return the register of the organisation at this address, None where there is none."""
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        return None
    actor = samsyn_for(organisation.pk)
    with acting_for(actor), translation.override(organisation.language):
        return written(archimate_of(actor, organisation))
