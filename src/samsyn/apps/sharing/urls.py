"""The addresses of offers and of what was taken; the lists are the records' own."""

from django.urls import path

from samsyn.apps.sharing.views import finding, offering, prize, settling

app_name = "sharing"

urlpatterns = [
    path("neighbours-offer/", finding.neighbours_offer, name="neighbours"),
    path("offer/<slug:kind>/<int:pk>/", offering.offer_form, name="offer"),
    path("offers/<int:pk>/", offering.offer_page, name="offer_page"),
    path("offers/<int:pk>/withdraw/", offering.offer_withdraw, name="withdraw"),
    path("offers/<int:pk>/take/", settling.take, name="take"),
    path("takings/<int:pk>/compare/", settling.compare, name="compare"),
    path("prize/", prize.prize, name="prize"),
    path("prize/hand-out/", prize.hand_out, name="hand_out"),
    path("takings/<int:pk>/thank/", settling.thank, name="thank"),
]
