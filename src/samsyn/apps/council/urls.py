"""The council's own pages; its nouns have theirs from the kernel."""

from __future__ import annotations

from django.urls import URLPattern, path

from samsyn.apps.council.views import (
    actions,
    agenda,
    articles,
    deciding,
    decisions,
    effects,
    forums,
    items,
    meetings,
    minutes,
    old_minutes,
    publishing,
    putting,
    seats,
    sitting,
)

app_name = "council"

#: Each part of the room keeps its own list, by the module of its views.
_AGENDA = [
    path("council/", forums.council_home, name="home"),
    path("council/networks/", forums.networks, name="networks"),
    path("council/forums/<int:pk>/", forums.forum_page, name="forum"),
    path("council/forums/<int:pk>/propose/", items.propose, name="propose"),
    path("council/forums/<int:pk>/plan/", meetings.plan, name="plan"),
    path("council/forums/<int:pk>/members/new/", seats.new_seat, name="add_member"),
    path("council/members/<int:pk>/end/", seats.seat_end, name="end_seat"),
    path("council/members/<int:pk>/invite/", seats.let_in, name="let_in"),
    path("council/meetings/<int:pk>/", meetings.meeting_page, name="meeting"),
    path("council/meetings/<int:pk>/time/", meetings.move, name="move"),
    path("council/meetings/<int:pk>/agenda/", agenda.agenda, name="agenda"),
    path("council/meetings/<int:pk>/call/", agenda.call, name="call"),
    path("council/meetings/<int:pk>/call-off/", meetings.cancel, name="cancel"),
    path("council/meetings/<int:pk>/answer/", meetings.answer_mine, name="answer"),
    path(
        "council/meetings/<int:pk>/answer/<int:attendance>/",
        meetings.answer_of,
        name="answer_for",
    ),
    path("council/items/<int:pk>/", items.item_page, name="item"),
    path("council/items/<int:pk>/papers/<int:document>/", items.paper, name="paper"),
    path("council/forums/<int:pk>/articles/", articles.lay, name="lay_article"),
    path(
        "council/forums/<int:pk>/articles/<int:article>/",
        articles.take_off,
        name="take_off_article",
    ),
    path("council/put/<slug:kind>/<int:pk>/", putting.put, name="put"),
]
_DECIDING = [
    path("council/decisions/", decisions.register, name="decisions"),
    path("council/decisions/<int:pk>/", decisions.decision, name="decision"),
    path("council/items/<int:pk>/decide/", deciding.decide, name="decide"),
    path("council/items/<int:pk>/above/", deciding.put_above, name="ask_above"),
    path("council/items/<int:pk>/effects/", effects.effects, name="effects"),
    path("council/effects/<int:pk>/drop/", effects.drop, name="drop_effect"),
    path("council/forums/<int:pk>/decide/", deciding.decide_between, name="decide_between"),
    path("council/actions/", actions.actions, name="actions"),
    path("council/actions/new/", actions.new, name="new_action"),
    path("council/actions/<int:pk>/end/", actions.end, name="end_action"),
    path("council/actions/<int:pk>/begin/", actions.begin, name="begin_action"),
]
_SITTING = [
    path("meetings/<int:pk>/sitting/", sitting.sitting, name="sitting"),
    path("meetings/<int:pk>/sitting/news/", sitting.news, name="sitting_news"),
    path("meetings/<int:pk>/sitting/press/", sitting.pressed, name="sitting_press"),
    path("meetings/<int:pk>/sitting/write/", sitting.written, name="sitting_write"),
    path("meetings/<int:pk>/sitting/reopen/", sitting.reopen, name="reopen"),
    path("meetings/<int:pk>/sitting/wall/", sitting.wall, name="sitting_wall"),
]
urlpatterns: list[URLPattern] = [
    *_AGENDA,
    *_DECIDING,
    *_SITTING,
    *minutes.urlpatterns,
    *publishing.urlpatterns,
    *old_minutes.urlpatterns,
]
