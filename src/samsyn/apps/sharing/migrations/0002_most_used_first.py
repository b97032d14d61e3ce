from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0002_imports"),
        ("sharing", "0001_initial"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="offercount", name="offers_by_use"),
        migrations.AddIndex(
            model_name="offercount",
            index=models.Index(fields=["-takings", "-offer"], name="offers_most_used"),
        ),
    ]
