"""What was stored or issued stays as it was: the database itself refuses."""

from django.db import migrations

LETTER = """
CREATE FUNCTION documents_letter_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER letter_frozen BEFORE UPDATE OR DELETE ON documents_letter
    FOR EACH ROW EXECUTE FUNCTION documents_letter_frozen();
"""

FILE = """
CREATE FUNCTION documents_file_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a file is erased, its row stays';
    END IF;
    IF (NEW.ref, NEW.key, NEW.sha256, NEW.size, NEW.type, NEW.role, NEW.parent_id,
        NEW.created_at)
        IS DISTINCT FROM
       (OLD.ref, OLD.key, OLD.sha256, OLD.size, OLD.type, OLD.role, OLD.parent_id,
        OLD.created_at)
    THEN
        RAISE EXCEPTION 'a stored file does not change';
    END IF;
    IF OLD.state = 'erased' AND NEW.state <> 'erased' THEN
        RAISE EXCEPTION 'an erased file does not come back';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER file_frozen BEFORE UPDATE OR DELETE ON documents_storedfile
    FOR EACH ROW EXECUTE FUNCTION documents_file_frozen();
"""

BACK = """
DROP TRIGGER letter_frozen ON documents_letter;
DROP FUNCTION documents_letter_frozen();
DROP TRIGGER file_frozen ON documents_storedfile;
DROP FUNCTION documents_file_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [migrations.RunSQL(LETTER + FILE, BACK)]
