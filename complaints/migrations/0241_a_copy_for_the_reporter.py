"""A side of the case may be its reporter: what he may have of others' evidence."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0232_who_of_a_bench_sees_to_it"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="filerelease",
            name="release_one_at_a_time",
        ),
        migrations.RemoveConstraint(
            model_name="filerelease",
            name="release_of_a_copy",
        ),
        migrations.AddField(
            model_name="filerelease",
            name="addressee",
            field=models.CharField(
                db_default="agency", default="agency", max_length=10
            ),
        ),
        migrations.AddConstraint(
            model_name="filerelease",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("piece", "addressee"),
                name="release_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="filerelease",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("addressee", "agency"),
                    models.Q(("addressee", "reporter"), ("agency", None)),
                    _connector="OR",
                ),
                name="release_to_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="filerelease",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("agency", None),
                        ("ended_at", None),
                        ("released_at", None),
                        ("released_by", None),
                    ),
                    models.Q(
                        ("copy__isnull", False),
                        ("released_at__isnull", False),
                        ("released_by__isnull", False),
                        models.Q(
                            ("agency__isnull", False),
                            ("addressee", "reporter"),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="release_of_a_copy",
            ),
        ),
    ]
