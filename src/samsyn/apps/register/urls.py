"""The register's addresses that are not a record's own."""

from django.urls import path

from samsyn.apps.register.views import classification, products, retirement
from samsyn.apps.register.views import map as map_view
from samsyn.apps.register.views import map_table

app_name = "register"

urlpatterns = [
    path("systems/<int:pk>/retire/", retirement.system_retire, name="system_retire"),
    path(
        "information-assets/<int:pk>/classify/",
        classification.asset_classify,
        name="asset_classify",
    ),
    path("register/map/", map_view.map_page, name="map"),
    path("register/map/data/", map_view.map_data, name="map_data"),
    path("register/map/places/", map_view.map_places, name="map_places"),
    path("register/map/table/", map_table.map_table, name="map_table"),
    path("register/map/things/<slug:key>/", map_view.map_thing, name="map_thing"),
    path("products/<int:pk>/users/", products.product_users, name="product_users"),
]
