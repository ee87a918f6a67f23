-- What one laptop keeps of one chapter. Ids are 16 bytes, instants microseconds since 1970.
-- The typed tables of the record kinds are not here: the program makes them from its declarations (docs/adr/0030).

-- This installation, one row.
CREATE TABLE installation (
    installation_id INTEGER NOT NULL PRIMARY KEY CHECK (installation_id = 1),
    -- Under which its changes are known. Another is drawn when this file turns out to be an old copy.
    device        BLOB NOT NULL,
    chapter       BLOB NOT NULL,
    -- The number of the latest change made here; the next one has one more.
    dev_seq       INTEGER NOT NULL,
    -- The latest stamp issued or seen. It is saved with the edit, so that a restart never issues an old one.
    last_stamp    INTEGER NOT NULL,
    -- What is to be added to this computer's clock, as learnt from the server.
    offset_us     INTEGER NOT NULL,
    -- The life of the server's database that the cursors belong to. NULL until the first answer.
    epoch         BLOB
) STRICT;

-- Settings of this laptop alone; never synced.
CREATE TABLE setting (
    name          TEXT NOT NULL PRIMARY KEY,
    value         TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Every record of every space this laptop may see, unknown kinds included.
CREATE TABLE record (
    record_id     INTEGER NOT NULL PRIMARY KEY,
    -- The chapter or visit. No foreign key: a record can arrive before its visit does.
    owner         BLOB NOT NULL,
    -- 0 team, 1 coordinators.
    audience      INTEGER NOT NULL,
    kind          TEXT NOT NULL,
    id            BLOB NOT NULL,
    -- The fields as the server has them, CBOR. NULL while the server has none.
    base          BLOB,
    -- `base` with the changes in `outbox` folded in. NULL where there are none: then `base` is what is shown.
    shown         BLOB,
    -- Whether what is shown is deleted.
    deleted       INTEGER NOT NULL,
    -- Whether the search index has what is shown.
    searchable    INTEGER NOT NULL DEFAULT 0,
    UNIQUE (kind, id, owner, audience)
) STRICT;
CREATE INDEX record_by_space ON record (owner, audience);
CREATE INDEX record_in_trash ON record (kind) WHERE deleted = 1;
CREATE INDEX record_to_index ON record (record_id) WHERE searchable = 0;

-- What a person did, named so that it can be undone by its name. Local: each laptop undoes its own.
CREATE TABLE action (
    action_id     INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    -- The name is the UI's: a code of its catalogue and the arguments as JSON.
    code          TEXT NOT NULL,
    args          TEXT NOT NULL,
    source        INTEGER NOT NULL,
    at_us         INTEGER NOT NULL,
    -- For an undo or a redo: the action it reverses.
    reverses      INTEGER REFERENCES action (action_id),
    -- Whether it is undone at present.
    undone        INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX action_by_reversed ON action (reverses) WHERE reverses IS NOT NULL;

-- Changes made here that are not part of `base`, in the order in which they entered the overlay, which is the
-- order in which they are sent.
CREATE TABLE outbox (
    outbox_id     INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id     INTEGER NOT NULL REFERENCES record (record_id),
    action_id     INTEGER REFERENCES action (action_id),
    device        BLOB NOT NULL,
    dev_seq       INTEGER NOT NULL,
    change        BLOB NOT NULL,
    -- The server's number. It stays until the cursor has passed it, else the screen would jump back.
    acked_seq     INTEGER,
    UNIQUE (device, dev_seq)
) STRICT;
CREATE INDEX outbox_by_record ON outbox (record_id);

-- Values written over values, or written here: a row for each change to each record.
-- A value received into an empty field has no row; the record itself says who wrote it and when.
CREATE TABLE history (
    history_id    INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id     INTEGER NOT NULL REFERENCES record (record_id),
    -- NULL for a colleague's change.
    action_id     INTEGER REFERENCES action (action_id),
    source        INTEGER NOT NULL,
    device        BLOB NOT NULL,
    dev_seq       INTEGER NOT NULL,
    at_us         INTEGER NOT NULL,
    -- Whether it made the record: undoing that deletes it.
    made          INTEGER NOT NULL,
    -- Per register its name, old value or null, new value: CBOR.
    entries       BLOB NOT NULL
) STRICT;
CREATE INDEX history_by_record ON history (record_id);
CREATE INDEX history_by_action ON history (action_id) WHERE action_id IS NOT NULL;
CREATE INDEX history_by_version ON history (device, dev_seq);

-- Changes that cannot be sent, with their reason; a person exports, retries or discards them.
CREATE TABLE quarantine (
    quarantine_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner         BLOB NOT NULL,
    audience      INTEGER NOT NULL,
    kind          TEXT NOT NULL,
    id            BLOB NOT NULL,
    change        BLOB NOT NULL,
    reason        TEXT NOT NULL,
    detail        TEXT NOT NULL,
    at_us         INTEGER NOT NULL
) STRICT;

-- Per scope that this device was granted, the number up to which everything is stored here.
CREATE TABLE cursor (
    -- CBOR, as on the wire.
    scope         BLOB NOT NULL PRIMARY KEY,
    seq           INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Records in which a colleague's change came together with mine, for "combined for you".
CREATE TABLE combined (
    combined_id   INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id     INTEGER NOT NULL REFERENCES record (record_id),
    at_us         INTEGER NOT NULL,
    -- Registers that I had changed, and those that others had: JSON arrays.
    mine          TEXT NOT NULL,
    theirs        TEXT NOT NULL
) STRICT;

-- How a file with these headings was mapped the last time.
CREATE TABLE import_mapping (
    signature     TEXT NOT NULL PRIMARY KEY,
    -- JSON, the importer's own.
    mapping       TEXT NOT NULL,
    used_at_us    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The statement that made each typed table. Where the program's declaration says another, it is rebuilt.
CREATE TABLE projection (
    kind          TEXT NOT NULL PRIMARY KEY,
    made_by       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Text that may be searched, team kinds only: values of coordinators' kinds never come here.
CREATE TABLE search_text (
    record_id     INTEGER NOT NULL PRIMARY KEY REFERENCES record (record_id),
    title         TEXT NOT NULL,
    -- A line for each field.
    text          TEXT NOT NULL,
    -- `title` in plain Latin letters without accents, for the order of the answers and for short queries.
    plain_title   TEXT NOT NULL
) STRICT;

-- plain: `text` in plain Latin letters without accents. sound: the same as it sounds across transliterations.
CREATE VIRTUAL TABLE search_index USING fts5 (
    plain, sound, tokenize = 'trigram', content = '', contentless_delete = 1
);
