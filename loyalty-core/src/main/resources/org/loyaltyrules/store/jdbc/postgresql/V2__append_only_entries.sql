-- Entries of the ledger are never changed, and removed only where they are rolled into an opening balance.

CREATE FUNCTION loyalty_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('loyalty.purging', true) = 'on' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'entries of the ledger are append-only';
END
$$;

CREATE TRIGGER loyalty_entry_append_only BEFORE UPDATE OR DELETE ON loyalty_entry
    FOR EACH ROW EXECUTE FUNCTION loyalty_entry_is_append_only();

INSERT INTO loyalty_schema_version (version) VALUES (2);
