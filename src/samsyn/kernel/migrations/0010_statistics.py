"""Let the application tell the planner of what it has just written."""

from django.db import migrations

from samsyn.kernel.tenancy.functions import NO_STATISTICS, STATISTICS


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0009_decline_the_letter"),
    ]

    operations = [
        migrations.RunSQL(STATISTICS, NO_STATISTICS),
    ]
