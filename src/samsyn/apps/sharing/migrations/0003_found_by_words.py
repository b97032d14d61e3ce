from django.conf import settings
from django.db import migrations

from samsyn.apps.sharing.models.finding import FINDING, NO_FINDING


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0006_change_ends"),
        ("sharing", "0002_most_used_first"),
    ]

    operations = [
        migrations.RunSQL(FINDING.replace("{app}", settings.SAMSYN_APP_ROLE), NO_FINDING),
    ]
