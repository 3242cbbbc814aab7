-- Entries of the ledger are append-only. H2 has no triggers in SQL: what guards them is that the application's database user is
-- granted INSERT and SELECT alone, where purging is left to another user.

COMMENT ON TABLE loyalty_entry IS 'Append-only: the store inserts entries, and removes them where they are rolled into an opening balance.';

MERGE INTO loyalty_schema_version (version) KEY (version) VALUES (2);
