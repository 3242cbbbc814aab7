-- Members of whom days need not ask, and by which rules that is so.

ALTER TABLE loyalty_member ADD COLUMN IF NOT EXISTS sleep SMALLINT DEFAULT 0 NOT NULL CHECK (sleep BETWEEN 0 AND 2);

ALTER TABLE loyalty_member ADD COLUMN IF NOT EXISTS sleep_rules VARCHAR;

ALTER TABLE loyalty_member ADD CONSTRAINT IF NOT EXISTS loyalty_member_sleeps CHECK ((sleep = 0) = (sleep_rules IS NULL));

MERGE INTO loyalty_schema_version (version) KEY (version) VALUES (3);
