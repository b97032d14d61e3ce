"""The eight people one can be in the demonstration, each landing where that person's work is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.kernel.access.demo import DemoPerson

DOORS = (
    DemoPerson(
        email="maja.ekblad@edskog.example",
        name="Maja Ekblad",
        role=_("Digital strategist in seven roles, at 80 per cent of full time"),
        place="Edskog",
        slug="edskog",
    ),
    DemoPerson(
        email="henrik.alm@tjarnas.example",
        name="Henrik Alm",
        role=_("Information-security coordinator of the neighbour, helps here too"),
        place="Edskog",
        slug="edskog",
        landing="findings/",
    ),
    DemoPerson(
        email="siv.norling@edskog.example",
        name="Siv Norling",
        role=_("System owner in social services"),
        place="Edskog",
        slug="edskog",
    ),
    DemoPerson(
        email="per-olof.grahn@edskog.example",
        name="Per-Olof Grahn",
        role=_("Head of the education department"),
        place="Edskog",
        slug="edskog",
        landing="portfolio/",
    ),
    DemoPerson(
        email="amina.haddad@oskarsvik.example",
        name="Amina Haddad",
        role=_("Information-security coordinator"),
        place="Oskarsvik",
        slug="oskarsvik",
    ),
    DemoPerson(
        email="tomas.hedlund@oskarsvik.example",
        name="Tomas Hedlund",
        role=_("Buyer: is there an agreement for this?"),
        place="Oskarsvik",
        slug="oskarsvik",
        landing="agreements/",
    ),
    DemoPerson(
        email="elin.sandgren@fjordbygden.example",
        name="Elin Sandgren",
        role=_("Coordinator of the federation, for fourteen municipalities"),
        place="Fjordbygden",
        slug="fjordbygden",
        landing="portfolio/",
    ),
    DemoPerson(
        email="ingrid.solvang@barmark.example",
        name="Ingrid Solvang",
        role=_("Head of digitalisation in a large Norwegian municipality"),
        place="Barmark",
        slug="barmark",
    ),
)
