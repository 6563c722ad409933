"""Questions before and beside the story: can we take it, does it hurry, what else.

All new columns have a default, so reports that were filed before keep what they are.
A version of questions that was published stays as it is: a report was begun under it.
"""

import django.db.models.deletion
from django.db import migrations, models

import journal.ids

GUARD = """
CREATE FUNCTION complaints_questions_stay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asked bigint;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    asked := OLD.set_id;
  ELSE
    asked := NEW.set_id;
  END IF;
  IF EXISTS (SELECT FROM complaints_questionset s
              WHERE s.id = asked AND s.published_at IS NOT NULL) THEN
    RAISE EXCEPTION 'questions: this version was published' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER questions_stay BEFORE INSERT OR UPDATE OR DELETE ON complaints_question
  FOR EACH ROW EXECUTE FUNCTION complaints_questions_stay();

CREATE FUNCTION complaints_question_set_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.published_at IS NOT NULL THEN
    RAISE EXCEPTION 'questions: this version was published' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER question_set_stays BEFORE UPDATE OR DELETE ON complaints_questionset
  FOR EACH ROW EXECUTE FUNCTION complaints_question_set_stays();
"""

UNDO = """
DROP TRIGGER question_set_stays ON complaints_questionset;
DROP FUNCTION complaints_question_set_stays();
DROP TRIGGER questions_stay ON complaints_question;
DROP FUNCTION complaints_questions_stay();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_region_path"),
        ("complaints", "0030_a_term_may_begin_anew"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("value", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "Jawaban pendek"),
                            ("long", "Jawaban panjang"),
                            ("date", "Tanggal"),
                            ("choice", "Pilih satu"),
                            ("yes_no", "Ya atau tidak"),
                        ],
                        max_length=8,
                    ),
                ),
                ("required", models.BooleanField(default=False)),
                ("text_id", models.CharField(max_length=200)),
                ("text_en", models.CharField(max_length=200)),
                ("choices", models.JSONField(default=list)),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="QuestionSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "ref",
                    models.UUIDField(
                        default=journal.ids.uuid7, editable=False, unique=True
                    ),
                ),
                ("substance", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("edited_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveIndex(
            model_name="case",
            name="case_queue",
        ),
        migrations.AddField(
            model_name="case",
            name="mandate",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="case",
            name="place",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="case",
            name="urgency",
            field=models.CharField(
                blank=True,
                choices=[
                    ("darurat", "Kondisi darurat"),
                    ("jiwa", "Mengancam keselamatan jiwa"),
                    ("hak_hidup", "Mengancam hak hidup"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="urgent",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="case",
            name="why_anyway",
            field=models.TextField(blank=True),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state", "closed"), _negated=True),
                fields=["office", "-urgent", "due_on", "id"],
                name="case_queue",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("urgency__in", ["", "darurat", "jiwa", "hak_hidup"])
                ),
                name="case_urgency_known",
            ),
        ),
        migrations.AddField(
            model_name="caseanswer",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answers",
                to="complaints.case",
            ),
        ),
        migrations.AddField(
            model_name="caseanswer",
            name="question",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="complaints.question",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionset",
            constraint=models.UniqueConstraint(
                fields=("substance", "number"), name="questions_one_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="questionset",
            constraint=models.UniqueConstraint(
                condition=models.Q(("published_at", None)),
                fields=("substance",),
                name="questions_one_draft",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="set",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="questions",
                to="complaints.questionset",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseanswer",
            constraint=models.UniqueConstraint(
                fields=("case", "question"), name="case_answer_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                fields=("set", "position"), name="question_one_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["text", "long", "date", "choice", "yes_no"])
                ),
                name="question_kind_known",
            ),
        ),
        migrations.RunSQL(GUARD, UNDO),
    ]
