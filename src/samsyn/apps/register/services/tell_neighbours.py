"""Mail those who answer for security where a supplier's incident may hit; nobody learns where."""

from __future__ import annotations

from smtplib import SMTPException

import structlog
from django.db.models import Q

from samsyn.apps.register.models.supplier_notice import SupplierNotice
from samsyn.apps.register.queries.incidents import uses
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel import clock, mail
from samsyn.kernel.access.addresses import absolute, start_of
from samsyn.kernel.models import Access, Membership, Organisation
from samsyn.kernel.tenancy.session import acting_for

log = structlog.get_logger(__name__)


def tell_neighbours(actor: Actor, notice: SupplierNotice) -> None:
    """Look in each organisation of our federations, as Samsyn at work there, and mail it there.

    Returns nothing, and counts nothing: who uses which supplier is theirs to tell.
    """
    for organisation in _neighbours(actor):
        samsyn = samsyn_for(organisation.pk)
        with acting_for(samsyn):
            seen = SupplierNotice.visible_to(samsyn).filter(pk=notice.pk).exists()
            if seen and uses(samsyn, notice.supplier):
                _mail(samsyn, organisation, notice)


def _neighbours(actor: Actor) -> list[Organisation]:
    today = clock.today()
    current = Membership.objects.filter(
        Q(since__isnull=True) | Q(since__lte=today), Q(until__isnull=True) | Q(until__gte=today)
    )
    federations = set(
        current.filter(member=actor.organisation_id).values_list("federation_id", flat=True)
    ) | {actor.organisation_id}
    members = set(current.filter(federation__in=federations).values_list("member_id", flat=True))
    others = (federations | members) - {actor.organisation_id}
    return list(Organisation.objects.filter(pk__in=others).order_by("pk"))


def _mail(samsyn: Actor, organisation: Organisation, notice: SupplierNotice) -> None:
    """Write to each account with the security role: no names, only the way to the message."""
    accesses = Access.owned_by(samsyn).filter(role=AccessRole.SECURITY, user__is_active=True)
    address = absolute(f"{start_of(organisation)}supplier-notices/{notice.pk}/received/")
    for access in accesses.select_related("user"):
        language = access.user.language or organisation.language
        try:
            mail.write("register/mail/notice", access.user.email, language, {"url": address})
        except (OSError, SMTPException):
            log.exception("notice.not_sent", user=access.user_id)
