-- Under which this installation's changes were known before, each with the number of its last one. What was written
-- under them is still its own, and a mark beside the file that names one of them shows no old copy.
CREATE TABLE former_device (
    device        BLOB NOT NULL PRIMARY KEY,
    dev_seq       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
