"""The versions of an agreement's template, and which of our agreements stand on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import F

from samsyn.apps.data_protection.models import ProcessorTerms
from samsyn.apps.register.public import Agreement, AgreementTemplate, TemplateVersion
from samsyn.domain.access.actor import Actor


@dataclass
class Standing:
    """One version, written down or only named by agreements, and the agreements on it."""

    label: str
    version: TemplateVersion | None
    current: bool
    agreements: list[Agreement] = field(default_factory=list)


def versions_of(actor: Actor, template: AgreementTemplate) -> list[TemplateVersion]:
    """Return the written-down versions of a template, newest first."""
    rows = TemplateVersion.visible_to(actor).filter(template=template)
    return list(rows.order_by(F("since").desc(nulls_last=True), "-pk"))


def standings(
    actor: Actor, template: AgreementTemplate, versions: Sequence[TemplateVersion]
) -> list[Standing]:
    """Return each version with our agreements on it; versions nobody wrote down come last."""
    found = {
        v.version: Standing(v.version, v, v.version == template.current_version) for v in versions
    }
    ours = Agreement.owned_by(actor).filter(template=template).order_by("sort_key", "pk")
    for agreement in ours.select_related("supplier"):
        said = agreement.template_version
        current = bool(said) and said == template.current_version
        found.setdefault(said, Standing(said, None, current)).agreements.append(agreement)
    return list(found.values())


def version_of(actor: Actor, agreement: Agreement) -> TemplateVersion | None:
    """Return the text an agreement was concluded on, where it is written down."""
    if agreement.template_id is None or not agreement.template_version:
        return None
    rows = TemplateVersion.visible_to(actor).filter(template=agreement.template_id)
    return rows.filter(version=agreement.template_version).first()


def terms_with_all(actor: Actor, pk: int) -> ProcessorTerms | None:
    """Return one agreement's terms with what its annexes name, in one query."""
    rows = ProcessorTerms.owned_by(actor).filter(pk=pk)
    return rows.select_related(
        "agreement__supplier", "agreement__template", "controller_unit", "organisation"
    ).first()
