"""The words of a letter may go when its file is erased, and only then."""

from django.db import migrations

NOW = """
CREATE OR REPLACE FUNCTION documents_letter_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a letter is replaced or withdrawn, never deleted';
    END IF;
    IF (NEW.ref, NEW.kind, NEW.number, NEW.sequence, NEW.year, NEW.template_version,
        NEW.file_id, NEW.sha256, NEW.issued_by_office_id, NEW.issued_on,
        NEW.key_id, NEW.signature)
        IS DISTINCT FROM
       (OLD.ref, OLD.kind, OLD.number, OLD.sequence, OLD.year, OLD.template_version,
        OLD.file_id, OLD.sha256, OLD.issued_by_office_id, OLD.issued_on,
        OLD.key_id, OLD.signature)
       OR (NEW.context IS DISTINCT FROM OLD.context AND NOT (
            NEW.context = '{}'::jsonb AND EXISTS (
                SELECT 1 FROM documents_storedfile f
                 WHERE f.id = NEW.file_id AND f.state = 'erased')))
    THEN
        RAISE EXCEPTION 'an issued letter does not change';
    END IF;
    IF OLD.state <> 'genuine' AND NEW.state <> OLD.state THEN
        RAISE EXCEPTION 'a replaced or withdrawn letter stays so';
    END IF;
    RETURN NEW;
END $$;
"""

BEFORE = """
CREATE OR REPLACE FUNCTION documents_letter_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a letter is replaced or withdrawn, never deleted';
    END IF;
    IF (NEW.ref, NEW.kind, NEW.number, NEW.sequence, NEW.year, NEW.template_version,
        NEW.context, NEW.file_id, NEW.sha256, NEW.issued_by_office_id, NEW.issued_on,
        NEW.key_id, NEW.signature)
        IS DISTINCT FROM
       (OLD.ref, OLD.kind, OLD.number, OLD.sequence, OLD.year, OLD.template_version,
        OLD.context, OLD.file_id, OLD.sha256, OLD.issued_by_office_id, OLD.issued_on,
        OLD.key_id, OLD.signature)
    THEN
        RAISE EXCEPTION 'an issued letter does not change';
    END IF;
    IF OLD.state <> 'genuine' AND NEW.state <> OLD.state THEN
        RAISE EXCEPTION 'a replaced or withdrawn letter stays so';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_frozen")]

    operations = [migrations.RunSQL(NOW, BEFORE)]
