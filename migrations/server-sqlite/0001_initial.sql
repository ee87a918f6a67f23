-- What desk-server keeps. It does not know what a visit is: owners, kinds and fields are opaque names,
-- values are opaque bytes. Ids are 16-byte UUIDs, instants are microseconds since 1970, hashes are BLAKE3.

-- One life of this database. Putting back an older copy starts another, and clients offer what it lost.
CREATE TABLE epochs (
    -- Order of the lives; the highest one that is not foreign is the present one.
    epoch_no     INTEGER NOT NULL PRIMARY KEY,
    epoch_id     BLOB    NOT NULL UNIQUE CHECK (length(epoch_id) = 16),
    -- 'foreign': met in a request, and so lived after the copy that was put back had been made.
    origin       TEXT    NOT NULL CHECK (origin IN ('created', 'restored', 'found', 'foreign')),
    began_at_us  INTEGER NOT NULL
) STRICT;

CREATE TABLE chapters (
    -- Also the owner id of the chapter's own spaces.
    chapter_id     BLOB    NOT NULL PRIMARY KEY CHECK (length(chapter_id) = 16),
    name           TEXT    NOT NULL UNIQUE CHECK (name <> ''),
    -- Number of the last accepted change; 0 before the first. Goes on rising across epochs, with gaps.
    head           INTEGER NOT NULL DEFAULT 0 CHECK (head >= 0),
    created_at_us  INTEGER NOT NULL
) STRICT;

-- The last number of an epoch that this life shares with it, for epochs that a restore ended.
-- No row: not known, and clients offer everything they hold.
CREATE TABLE epoch_ends (
    epoch_no    INTEGER NOT NULL REFERENCES epochs (epoch_no),
    chapter_id  BLOB    NOT NULL REFERENCES chapters (chapter_id),
    common      INTEGER NOT NULL CHECK (common >= 0),
    PRIMARY KEY (epoch_no, chapter_id)
) STRICT, WITHOUT ROWID;

-- Numbers that were never given: each process that serves leaves some out before its first. A device whose cursor
-- is among them got its number from a life that this copy knows nothing of.
CREATE TABLE gaps (
    chapter_id  BLOB    NOT NULL REFERENCES chapters (chapter_id),
    -- The last number given before.
    after_seq   INTEGER NOT NULL CHECK (after_seq >= 0),
    -- The first number given after.
    until_seq   INTEGER NOT NULL CHECK (until_seq > after_seq),
    PRIMARY KEY (chapter_id, after_seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE members (
    member_id     BLOB    NOT NULL PRIMARY KEY CHECK (length(member_id) = 16),
    chapter_id    BLOB    NOT NULL REFERENCES chapters (chapter_id),
    name          TEXT    NOT NULL CHECK (name <> ''),
    role          TEXT    NOT NULL CHECK (role IN ('coordinator', 'volunteer', 'viewer')),
    -- A guest sees the team space of this one owner and nothing else; NULL for the chapter's own people.
    guest_of      BLOB             CHECK (length(guest_of) = 16),
    joined_at_us  INTEGER NOT NULL,
    CHECK (guest_of IS NULL OR role <> 'coordinator')
) STRICT;

CREATE TABLE devices (
    -- Ours, short, because every change names it.
    device_no        INTEGER NOT NULL PRIMARY KEY,
    chapter_id       BLOB    NOT NULL REFERENCES chapters (chapter_id),
    -- Drawn by the device; one installation may belong to several chapters.
    device_id        BLOB    NOT NULL CHECK (length(device_id) = 16),
    member_id        BLOB    NOT NULL REFERENCES members (member_id),
    name             TEXT    NOT NULL,
    -- Unkeyed: tokens are 256 random bits, so there is nothing to guess.
    token_hash       BLOB    NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    joined_at_us     INTEGER NOT NULL,
    -- NULL until the token is used for the first time; after that within the hour.
    last_seen_at_us  INTEGER,
    revoked_at_us    INTEGER,
    UNIQUE (chapter_id, device_id)
) STRICT;

CREATE TABLE invitations (
    -- The code itself is shown once and kept nowhere.
    code_hash      BLOB    NOT NULL PRIMARY KEY CHECK (length(code_hash) = 32),
    chapter_id     BLOB    NOT NULL REFERENCES chapters (chapter_id),
    role           TEXT    NOT NULL CHECK (role IN ('coordinator', 'volunteer', 'viewer')),
    guest_of       BLOB             CHECK (length(guest_of) = 16),
    made_at_us     INTEGER NOT NULL,
    expires_at_us  INTEGER NOT NULL,
    -- NULL while it can be used. The device may ask again until it has used its token: an answer can be lost.
    used_by        INTEGER          REFERENCES devices (device_no)
) STRICT;

-- Which chapter an owner's spaces belong to: the one that first wrote there.
CREATE TABLE spaces (
    owner_id      BLOB    NOT NULL CHECK (length(owner_id) = 16),
    -- 0 team, 1 coordinators.
    audience      INTEGER NOT NULL CHECK (audience IN (0, 1)),
    chapter_id    BLOB    NOT NULL REFERENCES chapters (chapter_id),
    record_count  INTEGER NOT NULL DEFAULT 0 CHECK (record_count >= 0),
    PRIMARY KEY (owner_id, audience)
) STRICT, WITHOUT ROWID;

-- The present records. Merged state: written only by an exchange.
-- No foreign key between records: a child can arrive before its parent.
CREATE TABLE records (
    record_no   INTEGER NOT NULL PRIMARY KEY,
    chapter_id  BLOB    NOT NULL,
    owner_id    BLOB    NOT NULL,
    audience    INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    record_id   BLOB    NOT NULL CHECK (length(record_id) = 16),
    -- The highest number among its fields.
    seq         INTEGER NOT NULL,
    -- Its registers, encoded by desk-sync.
    fields      BLOB    NOT NULL,
    UNIQUE (owner_id, audience, kind, record_id)
) STRICT;

-- What is new past a cursor, in commit order.
CREATE INDEX records_by_seq ON records (chapter_id, audience, seq);

-- Every change that was accepted, so that a repeat gets the first answer and a cloned device is found out.
CREATE TABLE changes (
    device_no     INTEGER NOT NULL REFERENCES devices (device_no),
    -- The device's own count.
    dev_seq       INTEGER NOT NULL,
    content_hash  BLOB    NOT NULL CHECK (length(content_hash) = 16),
    -- Its number in the chapter.
    seq           INTEGER NOT NULL,
    PRIMARY KEY (device_no, dev_seq)
) STRICT, WITHOUT ROWID;

-- The audit trail: requests as received, compressed, for as long as the operator configured.
CREATE TABLE pushes (
    push_no         INTEGER NOT NULL PRIMARY KEY,
    device_no       INTEGER NOT NULL REFERENCES devices (device_no),
    received_at_us  INTEGER NOT NULL,
    body            BLOB    NOT NULL
) STRICT;

CREATE INDEX pushes_by_time ON pushes (received_at_us);

-- What revoked devices went on sending, for a coordinator to look at.
CREATE TABLE kept_aside (
    -- The revoked device.
    device_no       INTEGER NOT NULL REFERENCES devices (device_no),
    -- The device that made the change: the same one, or one that gave it along in a file.
    author_id       BLOB    NOT NULL CHECK (length(author_id) = 16),
    dev_seq         INTEGER NOT NULL,
    content_hash    BLOB    NOT NULL CHECK (length(content_hash) = 16),
    received_at_us  INTEGER NOT NULL,
    -- The change, encoded by desk-sync.
    change          BLOB    NOT NULL,
    PRIMARY KEY (device_no, author_id, dev_seq, content_hash)
) STRICT;
