"""Polls and answers are read by those who are asked, and by no other of the same circle."""

from django.conf import settings
from django.db import migrations

from samsyn.apps.federation.models.asking import ASKING, NO_ASKING


class Migration(migrations.Migration):
    dependencies = [
        ("federation", "0003_told_unless_closed"),
        ("kernel", "0008_daily_letter"),
    ]

    operations = [
        migrations.RunSQL(ASKING.replace("{app}", settings.SAMSYN_APP_ROLE), NO_ASKING),
    ]
