from django.db import migrations

#: Who opened a case lately is asked each time that it is opened: without an index the
#: answer would cost as much as everything that was ever read.
ADD = """
CREATE INDEX entry_case_read ON journal_entry ((data -> 'case'), at)
WHERE kind = 'complaints.case_read'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0168_papers"),
        ("journal", "0005_line"),
    ]

    operations = [
        migrations.RunSQL(ADD, "DROP INDEX entry_case_read"),
    ]
