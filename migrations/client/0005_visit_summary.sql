-- What lists say of a visit that takes all its records to tell. It is made when it is first asked for, and forgotten
-- when one of these records changes.
CREATE TABLE visit_summary (
    visit         BLOB NOT NULL PRIMARY KEY,
    -- How often it was forgotten: one that was being made meanwhile is not kept.
    forgotten     INTEGER NOT NULL,
    -- What it was made by besides the records, such as the day: where another is asked for, it is made again.
    made_by       TEXT,
    -- JSON, the program's own. NULL while it is forgotten.
    summary       TEXT
) STRICT, WITHOUT ROWID;
