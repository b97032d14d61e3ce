"""What each puts into what members do together is read by those who were asked."""

from django.db import migrations

from samsyn.apps.federation.models.taking_part import ALL_READ, TAKING_PART


class Migration(migrations.Migration):
    dependencies = [
        ("federation", "0005_doors_and_lists"),
        ("kernel", "0008_daily_letter"),
    ]

    operations = [
        migrations.RunSQL(TAKING_PART, ALL_READ),
    ]
