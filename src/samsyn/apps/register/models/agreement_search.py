"""What buyers' search looks through: which agreement says which word, kept by the database.

The triggers of the tables behind it (`agreement_mentions_renew` in the migrations) write both
tables. Words are found by plain comparison, which PostgreSQL trusts below row security, so that
their indexes are used where full-text and trigram indexes are not.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from samsyn.kernel.tenancy.owned import Owned


class AgreementWord(Owned):
    """One word that our agreements use: as written without its dots, its stem, and that backwards.

    Words of agreements that only named roles may read are such words themselves.
    """

    recorded: ClassVar[bool] = False

    word = models.CharField(max_length=80, db_collation="C")
    stem = models.CharField(max_length=80, db_collation="C")
    backwards = models.CharField(max_length=80, db_collation="C")
    spelled = models.BooleanField(default=True)  # made of letters alone, so it can be misspelled

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "visibility", "word"], name="agreement_word_once"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "stem"], name="agreement_word_stem"),
            models.Index(fields=["organisation", "backwards"], name="agreement_word_end"),
        ]

    def __str__(self) -> str:
        return self.word


class AgreementMention(Owned):
    """One agreement uses one word, in a place that weighs so much; as visible as that place."""

    recorded: ClassVar[bool] = False

    agreement_id = models.BigIntegerField()  # kept by triggers, so no key of its own
    word = models.CharField(max_length=80, db_collation="C")
    weight = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "word", "agreement_id", "visibility"],
                include=["weight"],
                name="agreement_mention_once",
            )
        ]
        indexes = [models.Index(fields=["organisation", "agreement_id"], name="mention_agreement")]

    def __str__(self) -> str:
        return f"{self.agreement_id} · {self.word}"
