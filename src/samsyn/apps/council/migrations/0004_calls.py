"""What members were told of a meeting, and a wall around what a council leaves in the kernel."""

from django.db import migrations, models

from samsyn.apps.council.models.traces import NO_TRACES, TRACES


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0003_locked_minutes"),
        ("kernel", "0007_member_of_a_forum"),
    ]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="called_digest",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.RunSQL(TRACES, NO_TRACES),
    ]
