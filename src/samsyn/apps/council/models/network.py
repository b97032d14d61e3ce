"""What a forum or a network keeps by it: articles it has written, or goes by."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.council.models.belonging import OfForum, forum_wall


class NetworkArticle(OfForum):
    """One article that a forum has laid on its page."""

    article = models.ForeignKey(
        "knowledge.Article", models.CASCADE, verbose_name=_("article"), related_name="+"
    )

    class Meta:
        verbose_name = _("article of a forum")
        verbose_name_plural = _("articles of forums")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "forum", "article"], name="article_of_forum_once"
            ),
            forum_wall("networkarticle"),
        ]

    def __str__(self) -> str:
        return f"{self.forum_id} · {self.article_id}"
