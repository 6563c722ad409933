"""A region is found by its own name and the names around it.

The column is empty until the regions are loaded again; ``manage.py load_reference``
does so by itself, because the loader has a new revision.
"""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="region",
            name="path",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AddIndex(
            model_name="region",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["path"],
                name="region_path_trgm",
                opclasses=["gin_trgm_ops"],
            ),
        ),
    ]
