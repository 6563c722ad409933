"""A third kind of file: what was made of an original for an agency."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0050_amr")]

    operations = [
        migrations.AlterField(
            model_name="storedfile",
            name="role",
            field=models.CharField(
                choices=[
                    ("original", "asli"),
                    ("derivative", "salinan baca"),
                    ("released", "salinan untuk instansi"),
                ],
                default="original",
                max_length=10,
            ),
        ),
        migrations.RemoveConstraint(model_name="storedfile", name="file_one_copy"),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("role", "derivative")),
                fields=("parent",),
                name="file_one_copy",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="storedfile", name="file_derivative_has_parent"
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent", None),
                    ("role", "original"),
                )
                | models.Q(
                    ("parent__isnull", False),
                    ("role__in", ["derivative", "released"]),
                ),
                name="file_derivative_has_parent",
            ),
        ),
    ]
