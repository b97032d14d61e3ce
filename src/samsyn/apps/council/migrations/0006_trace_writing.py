"""The triggers may tell of what a forum's member writes behind closed doors."""

from django.db import migrations

from samsyn.apps.council.models.trace_writing import NO_TRACE_WRITING, TRACE_WRITING


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0005_circulation"),
        ("kernel", "0008_daily_letter"),
    ]

    operations = [migrations.RunSQL(TRACE_WRITING, NO_TRACE_WRITING)]
