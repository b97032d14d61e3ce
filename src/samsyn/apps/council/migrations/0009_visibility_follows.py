"""What hangs on a forum, a meeting or an item is seen as far as it at once; an unused column goes."""

from django.db import migrations

from samsyn.apps.council.models.following import follow, no_follow


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0008_item_length"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="adjustment",
            name="mailed_at",
        ),
        migrations.RunSQL(follow(), no_follow()),
    ]
