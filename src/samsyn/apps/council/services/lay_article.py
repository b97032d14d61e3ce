"""Lay an article on a forum's page, and take it off again."""

from __future__ import annotations

from samsyn.apps.council.models import Forum, NetworkArticle
from samsyn.apps.knowledge.public import Article
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.use_case import use_case


@use_case(Permission.COUNCIL_WRITE)
def lay_article(actor: Actor, *, forum_id: int, article_id: int) -> None:
    """Lay one of our own articles on a forum's page; one that lies there already stays."""
    forum = Forum.owned_by(actor).get(pk=forum_id)
    article = Article.owned_by(actor).get(pk=article_id)
    lying = NetworkArticle.owned_by(actor).filter(forum=forum, article=article)
    if not lying.exists():
        NetworkArticle.everything.create(
            organisation_id=actor.organisation_id,
            visibility=forum.visibility,
            forum=forum,
            article=article,
        )


@use_case(Permission.COUNCIL_WRITE)
def take_off_article(actor: Actor, *, forum_id: int, article_id: int) -> None:
    """Take an article off a forum's page; the article itself stays."""
    NetworkArticle.owned_by(actor).filter(forum=forum_id, article=article_id).delete()
