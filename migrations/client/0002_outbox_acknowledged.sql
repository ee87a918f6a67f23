-- Of a hundred thousand waiting changes few are acknowledged and not yet passed; each answer looks for just those.
CREATE INDEX outbox_acknowledged ON outbox (outbox_id) WHERE acked_seq IS NOT NULL;
