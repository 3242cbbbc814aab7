-- Members of whom days need not ask, and by which rules that is so.

ALTER TABLE loyalty_member
    ADD COLUMN sleep       SMALLINT NOT NULL DEFAULT 0 CHECK (sleep BETWEEN 0 AND 2),
    ADD COLUMN sleep_rules VARCHAR,
    ADD CHECK ((sleep = 0) = (sleep_rules IS NULL));

INSERT INTO loyalty_schema_version (version) VALUES (3);
