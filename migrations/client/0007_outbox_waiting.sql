-- How many changes wait to be sent, by the kind of their records. Every screen says it, and counting a hundred thousand
-- takes longer than all else that it asks. Triggers keep it, so that no statement can forget to.
CREATE TABLE outbox_waiting (
    kind          TEXT NOT NULL PRIMARY KEY,
    -- 0 is as if there were no row.
    changes       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO outbox_waiting (kind, changes)
SELECT r.kind, count(*) FROM outbox o JOIN record r USING (record_id)
WHERE o.acked_seq IS NULL GROUP BY r.kind;

CREATE TRIGGER outbox_added AFTER INSERT ON outbox WHEN new.acked_seq IS NULL BEGIN
    INSERT INTO outbox_waiting (kind, changes)
    SELECT kind, 1 FROM record WHERE record_id = new.record_id
    ON CONFLICT (kind) DO UPDATE SET changes = changes + 1;
END;

CREATE TRIGGER outbox_taken_out AFTER DELETE ON outbox WHEN old.acked_seq IS NULL BEGIN
    UPDATE outbox_waiting SET changes = changes - 1
    WHERE kind = (SELECT kind FROM record WHERE record_id = old.record_id);
END;

-- Acknowledged by the server, or to be sent again to one that was restored.
CREATE TRIGGER outbox_answered AFTER UPDATE OF acked_seq ON outbox
WHEN (old.acked_seq IS NULL) <> (new.acked_seq IS NULL) BEGIN
    UPDATE outbox_waiting SET changes = changes + iif(new.acked_seq IS NULL, 1, -1)
    WHERE kind = (SELECT kind FROM record WHERE record_id = new.record_id);
END;
