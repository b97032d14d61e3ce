"""The register's addresses that are not a record's own."""

from django.urls import path

from samsyn.apps.register.views import classification, products, retirement

app_name = "register"

urlpatterns = [
    path("systems/<int:pk>/retire/", retirement.system_retire, name="system_retire"),
    path(
        "information-assets/<int:pk>/classify/",
        classification.asset_classify,
        name="asset_classify",
    ),
    path("products/<int:pk>/users/", products.product_users, name="product_users"),
]
