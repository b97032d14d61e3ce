"""The few words that the invented records are made of, in the organisation's own language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Patterns with gaps, and fixed texts."""

    purpose: str
    agreement: str
    processing: str
    fallback: str
    template: str
    old_versions: tuple[str, ...]
    chief: str


WORDS: Mapping[str, Words] = {
    "sv": Words(
        purpose="Stöd för {capability}.",
        agreement="Avtal {}",
        processing="Biträdesavtal {}",
        fallback="Utskrivna listor från kvällen innan, och telefon.",
        template="Mall för personuppgiftsbiträdesavtal",
        old_versions=("1.2", "1.1", "1.0"),
        chief="kommundirektören",
    ),
    "nb": Words(
        purpose="Brukes daglig i {unit}.",
        agreement="Avtale {}",
        processing="Databehandleravtale {}",
        fallback="Utskrevne lister fra kvelden før, og telefon.",
        template="Mal for databehandleravtale",
        old_versions=("3.1", "3.0", "2.0"),
        chief="kommunedirektøren",
    ),
}
