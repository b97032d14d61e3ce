from django.db import migrations

import samsyn.kernel.tenancy.walls


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0004_change_about"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="document",
            constraint=samsyn.kernel.tenancy.walls.Searchable(
                fields=("name", "note"), name="kernel_document_search_wall"
            ),
        ),
    ]
