"""What of the room may be offered to neighbours: texts and steps, never people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.knowledge.models import (
    AgreementText,
    Article,
    ChecklistStep,
    Requirement,
    RequirementSet,
    Solution,
    SolutionText,
)
from samsyn.kernel.sharing import Part, Shareable

SHAREABLES = (
    Shareable(
        model=Article,
        fields=("name", "kind", "summary", "text"),
        sorts="kind",
        parts=(
            Part(
                model=ChecklistStep,
                link="article",
                fields=("order", "text", "hint", "optional"),
                key=("text",),
                label=_("Steps"),
                order=("order", "pk"),
            ),
        ),
    ),
    Shareable(
        model=RequirementSet,
        fields=("name", "purpose", "applies_when", "source"),
        parts=(
            Part(
                model=Requirement,
                link="requirement_set",
                fields=("number", "name", "text", "weight", "why", "verification"),
                label=_("Requirements"),
                order=("sort_key", "pk"),
            ),
        ),
    ),
    Shareable(
        model=AgreementText,
        fields=("name", "kind", "what_for", "text", "why", "built_on"),
    ),
    Shareable(
        model=Solution,
        fields=(
            *("name", "summary", "url", "landing_url", "software_type", "categories"),
            *("platforms", "status", "version", "released_on", "licence", "owner_name"),
            *("maintenance", "contractors", "maintained_until"),
            *("localisation_ready", "languages", "depends_on"),
        ),
        parts=(
            Part(
                model=SolutionText,
                link="solution",
                fields=("language", "local_name", "short", "long", "features", "documentation"),
                label=_("Descriptions"),
                order=("language", "pk"),
            ),
        ),
    ),
)
