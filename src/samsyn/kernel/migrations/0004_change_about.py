from django.db import migrations

from samsyn.kernel.tenancy import functions


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0003_documents"),
    ]

    operations = [
        migrations.RunSQL(functions.LINKS, reverse_sql=functions.NO_LINKS),
    ]
