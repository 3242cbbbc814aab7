-- Loyalty Rules, version 1 of the tables. docs/reference/database.md explains them one by one.

CREATE TABLE IF NOT EXISTS loyalty_schema_version (
    version INTEGER NOT NULL PRIMARY KEY
);

CREATE SEQUENCE IF NOT EXISTS loyalty_account_number NO CYCLE NO CACHE;

CREATE SEQUENCE IF NOT EXISTS loyalty_order NO CYCLE NO CACHE;

CREATE TABLE IF NOT EXISTS loyalty_member (
    id                   VARCHAR NOT NULL PRIMARY KEY,
    account              BIGINT NOT NULL UNIQUE,
    enrolled_by          VARCHAR NOT NULL,
    enrolled_on          DATE NOT NULL,
    channel              VARCHAR,
    referred             BOOLEAN NOT NULL,
    referrer             VARCHAR,
    referrer_enrolled_by VARCHAR,
    birth_month          SMALLINT CHECK (birth_month BETWEEN 1 AND 12),
    birth_day            SMALLINT CHECK (birth_day BETWEEN 1 AND 31),
    tier                 VARCHAR NOT NULL,
    tier_since           DATE NOT NULL,
    tier_until           DATE,
    points               BIGINT NOT NULL,
    pending_points       BIGINT NOT NULL CHECK (pending_points >= 0),
    debt                 BIGINT NOT NULL CHECK (debt >= 0),
    ever_purchased       BOOLEAN NOT NULL,
    books_day            DATE NOT NULL,
    day_number           BIGINT NOT NULL,
    next_due             DATE,
    sequence             BIGINT NOT NULL,
    lots                 BIGINT NOT NULL,
    entries              BIGINT NOT NULL,
    parts                INTEGER NOT NULL,
    CHECK ((birth_month IS NULL) = (birth_day IS NULL)),
    CHECK ((referrer IS NULL) = (referrer_enrolled_by IS NULL))
);

CREATE INDEX IF NOT EXISTS loyalty_member_referrer ON loyalty_member (referrer);

CREATE INDEX IF NOT EXISTS loyalty_member_next_due ON loyalty_member (next_due);

CREATE TABLE IF NOT EXISTS loyalty_member_tag (
    account BIGINT NOT NULL REFERENCES loyalty_member (account) ON DELETE CASCADE,
    tag     VARCHAR NOT NULL,
    PRIMARY KEY (account, tag)
);

CREATE TABLE IF NOT EXISTS loyalty_member_attribute (
    account BIGINT NOT NULL REFERENCES loyalty_member (account) ON DELETE CASCADE,
    name    VARCHAR NOT NULL,
    content VARCHAR NOT NULL,
    PRIMARY KEY (account, name)
);

CREATE TABLE IF NOT EXISTS loyalty_tier (
    account     BIGINT NOT NULL REFERENCES loyalty_member (account) ON DELETE CASCADE,
    place       INTEGER NOT NULL CHECK (place >= 0),
    tier        VARCHAR NOT NULL,
    since       DATE NOT NULL,
    valid_until DATE,
    origin      VARCHAR NOT NULL CHECK (origin IN ('ENROLLED', 'QUALIFIED', 'GRANTED', 'REDEEMED')),
    event       VARCHAR NOT NULL,
    sequence    BIGINT NOT NULL,
    present     BOOLEAN CHECK (present),
    PRIMARY KEY (account, place),
    UNIQUE (account, tier),
    UNIQUE (account, present)
);

CREATE TABLE IF NOT EXISTS loyalty_tier_change (
    account   BIGINT NOT NULL REFERENCES loyalty_member (account) ON DELETE CASCADE,
    sequence  BIGINT NOT NULL,
    event     VARCHAR NOT NULL,
    on_day    DATE NOT NULL,
    from_tier VARCHAR,
    to_tier   VARCHAR NOT NULL,
    PRIMARY KEY (account, sequence)
);

CREATE TABLE IF NOT EXISTS loyalty_lot (
    account        BIGINT NOT NULL REFERENCES loyalty_member (account) ON DELETE CASCADE,
    lot            BIGINT NOT NULL CHECK (lot >= 1),
    event          VARCHAR NOT NULL,
    earned_on      DATE NOT NULL,
    available_on   DATE NOT NULL,
    last_valid_day DATE,
    granted        BIGINT NOT NULL CHECK (granted >= 1),
    remaining      BIGINT NOT NULL CHECK (remaining >= 0),
    expired        BIGINT NOT NULL CHECK (expired >= 0),
    pending        BOOLEAN NOT NULL,
    extended       BOOLEAN NOT NULL,
    PRIMARY KEY (account, lot),
    CHECK (remaining <= granted)
);

CREATE INDEX IF NOT EXISTS loyalty_lot_with_points ON loyalty_lot (account);

CREATE TABLE IF NOT EXISTS loyalty_erased (
    account   BIGINT NOT NULL PRIMARY KEY,
    pseudonym VARCHAR NOT NULL UNIQUE
);

CREATE TABLE IF NOT EXISTS loyalty_entry (
    account        BIGINT NOT NULL,
    number         BIGINT NOT NULL CHECK (number >= 0),
    kind           VARCHAR NOT NULL CHECK (kind IN ('EARN', 'SPEND', 'EXPIRE', 'CLAWBACK', 'RESTORE', 'TRANSFER_IN',
        'TRANSFER_OUT', 'CONVERT', 'ADJUST', 'FORFEIT', 'RELEASE', 'OPENING')),
    points         BIGINT NOT NULL,
    balance        BIGINT NOT NULL,
    event          VARCHAR NOT NULL,
    lot            BIGINT,
    rule           VARCHAR,
    happened_at    TIMESTAMP (6) WITH TIME ZONE NOT NULL,
    offset_seconds INTEGER NOT NULL,
    nanos          SMALLINT NOT NULL CHECK (nanos BETWEEN 0 AND 999),
    PRIMARY KEY (account, number)
);

CREATE TABLE IF NOT EXISTS loyalty_activity (
    account            BIGINT NOT NULL REFERENCES loyalty_member (account) ON DELETE CASCADE,
    on_day             DATE NOT NULL,
    spend              BIGINT NOT NULL,
    purchases          BIGINT NOT NULL,
    referrals          BIGINT NOT NULL,
    referral_purchases BIGINT NOT NULL,
    spend_order        BIGINT NOT NULL,
    referral_order     BIGINT NOT NULL,
    capped_points      BIGINT NOT NULL,
    PRIMARY KEY (account, on_day)
);

CREATE INDEX IF NOT EXISTS loyalty_activity_day ON loyalty_activity (on_day);

CREATE TABLE IF NOT EXISTS loyalty_limit_use (
    account BIGINT NOT NULL REFERENCES loyalty_member (account) ON DELETE CASCADE,
    rule    VARCHAR NOT NULL,
    on_day  DATE NOT NULL,
    uses    BIGINT NOT NULL,
    PRIMARY KEY (account, rule, on_day)
);

CREATE TABLE IF NOT EXISTS loyalty_voucher (
    account     BIGINT NOT NULL REFERENCES loyalty_member (account) ON DELETE CASCADE,
    place       INTEGER NOT NULL CHECK (place >= 0),
    code        VARCHAR NOT NULL,
    definition  VARCHAR NOT NULL,
    issued_by   VARCHAR NOT NULL,
    valid_until DATE,
    state       VARCHAR NOT NULL CHECK (state IN ('OPEN', 'USED', 'REVOKED')),
    PRIMARY KEY (account, place)
);

CREATE INDEX IF NOT EXISTS loyalty_voucher_code ON loyalty_voucher (code);

CREATE TABLE IF NOT EXISTS loyalty_benefit (
    account     BIGINT NOT NULL REFERENCES loyalty_member (account) ON DELETE CASCADE,
    place       INTEGER NOT NULL CHECK (place >= 0),
    code        VARCHAR NOT NULL,
    valid_until DATE,
    tier        VARCHAR,
    PRIMARY KEY (account, place)
);

CREATE TABLE IF NOT EXISTS loyalty_purchase (
    account              BIGINT NOT NULL REFERENCES loyalty_member (account) ON DELETE CASCADE,
    sequence             BIGINT NOT NULL,
    event                VARCHAR NOT NULL,
    on_day               DATE NOT NULL,
    happened_at          TIMESTAMP (6) WITH TIME ZONE NOT NULL,
    offset_seconds       INTEGER NOT NULL,
    nanos                SMALLINT NOT NULL CHECK (nanos BETWEEN 0 AND 999),
    channel              VARCHAR,
    store                VARCHAR,
    currency             VARCHAR,
    points_to_spend      BIGINT NOT NULL CHECK (points_to_spend >= 0),
    payable              BIGINT NOT NULL CHECK (payable >= 0),
    earned               BIGINT NOT NULL CHECK (earned >= 0),
    lot                  BIGINT,
    clawed_back          BIGINT NOT NULL CHECK (clawed_back >= 0),
    restored             BIGINT NOT NULL CHECK (restored BETWEEN 0 AND points_to_spend),
    wholly_returned      BOOLEAN NOT NULL,
    tier_before          VARCHAR NOT NULL,
    tier_before_since    DATE NOT NULL,
    tier_before_until    DATE,
    tier_before_origin   VARCHAR NOT NULL,
    tier_before_event    VARCHAR NOT NULL,
    tier_before_sequence BIGINT NOT NULL,
    PRIMARY KEY (account, sequence),
    UNIQUE (account, event)
);

CREATE TABLE IF NOT EXISTS loyalty_purchase_line (
    account        BIGINT NOT NULL,
    sequence       BIGINT NOT NULL,
    line           INTEGER NOT NULL CHECK (line >= 1),
    sku            VARCHAR,
    category       VARCHAR,
    brand          VARCHAR,
    quantity       BIGINT NOT NULL CHECK (quantity >= 1),
    amount         NUMERIC(19, 4) NOT NULL CHECK (amount >= 0),
    tags           VARCHAR,
    available_from DATE,
    payable        BIGINT NOT NULL CHECK (payable >= 0),
    returned       BIGINT NOT NULL,
    PRIMARY KEY (account, sequence, line),
    FOREIGN KEY (account, sequence) REFERENCES loyalty_purchase (account, sequence) ON DELETE CASCADE,
    CHECK (returned BETWEEN 0 AND quantity)
);

CREATE TABLE IF NOT EXISTS loyalty_purchase_payment (
    account  BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    place    INTEGER NOT NULL,
    lot      BIGINT NOT NULL,
    points   BIGINT NOT NULL CHECK (points >= 1),
    PRIMARY KEY (account, sequence, place),
    FOREIGN KEY (account, sequence) REFERENCES loyalty_purchase (account, sequence) ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS loyalty_purchase_voucher (
    account  BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    place    INTEGER NOT NULL,
    code     VARCHAR NOT NULL,
    PRIMARY KEY (account, sequence, place),
    FOREIGN KEY (account, sequence) REFERENCES loyalty_purchase (account, sequence) ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS loyalty_purchase_limit_use (
    account  BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    rule     VARCHAR NOT NULL,
    on_day   DATE NOT NULL,
    uses     BIGINT NOT NULL,
    PRIMARY KEY (account, sequence, rule, on_day),
    FOREIGN KEY (account, sequence) REFERENCES loyalty_purchase (account, sequence) ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS loyalty_purchase_budget (
    account  BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    budget   VARCHAR NOT NULL,
    drawn    BIGINT NOT NULL,
    PRIMARY KEY (account, sequence, budget),
    FOREIGN KEY (account, sequence) REFERENCES loyalty_purchase (account, sequence) ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS loyalty_budget (
    code    VARCHAR NOT NULL PRIMARY KEY,
    drawn   BIGINT NOT NULL CHECK (drawn >= 0),
    alerted BOOLEAN NOT NULL
);

CREATE TABLE IF NOT EXISTS loyalty_referred (
    fingerprint VARCHAR NOT NULL PRIMARY KEY
);

CREATE TABLE IF NOT EXISTS loyalty_event (
    id             VARCHAR NOT NULL PRIMARY KEY,
    kind           VARCHAR NOT NULL,
    member         VARCHAR,
    other          VARCHAR,
    other_erased   BOOLEAN NOT NULL,
    happened_at    TIMESTAMP (6) WITH TIME ZONE NOT NULL,
    content_hash   VARCHAR NOT NULL
);

CREATE INDEX IF NOT EXISTS loyalty_event_other ON loyalty_event (other);

CREATE TABLE IF NOT EXISTS loyalty_decision (
    event   VARCHAR NOT NULL REFERENCES loyalty_event (id) ON DELETE CASCADE,
    member  VARCHAR NOT NULL,
    part    INTEGER NOT NULL CHECK (part >= 0),
    content VARCHAR NOT NULL,
    PRIMARY KEY (event, member, part)
);

CREATE INDEX IF NOT EXISTS loyalty_decision_member ON loyalty_decision (member);

CREATE TABLE IF NOT EXISTS loyalty_day (
    number      BIGINT NOT NULL PRIMARY KEY,
    event       VARCHAR NOT NULL UNIQUE REFERENCES loyalty_event (id),
    on_day      DATE NOT NULL UNIQUE,
    happened_at TIMESTAMP (6) WITH TIME ZONE NOT NULL,
    offset_seconds INTEGER NOT NULL,
    nanos       SMALLINT NOT NULL CHECK (nanos BETWEEN 0 AND 999),
    through     VARCHAR,
    unfinished  BOOLEAN UNIQUE CHECK (unfinished),
    CHECK ((through IS NULL) = (unfinished IS NULL))
);

CREATE TABLE IF NOT EXISTS loyalty_day_voucher (
    number     BIGINT NOT NULL REFERENCES loyalty_day (number),
    definition VARCHAR NOT NULL,
    issued     INTEGER NOT NULL,
    PRIMARY KEY (number, definition)
);

CREATE TABLE IF NOT EXISTS loyalty_day_rank (
    number      BIGINT NOT NULL,
    board       VARCHAR NOT NULL,
    member      VARCHAR NOT NULL,
    place       INTEGER NOT NULL,
    amount      BIGINT NOT NULL,
    PRIMARY KEY (number, board, member)
);

MERGE INTO loyalty_schema_version (version) KEY (version) VALUES (1);
