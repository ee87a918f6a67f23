-- A laptop restored from a copy, or cloned, goes on under another device id by the token that it has. Each id is a
-- device of its own, since changes are named by it; this is the one that joined and holds the token.
-- NULL: the device joined itself. In a row with a value, `token_hash` is of no token: nobody ever held one.
ALTER TABLE devices ADD COLUMN joined_as INTEGER REFERENCES devices (device_no);

CREATE INDEX devices_by_joined_as ON devices (joined_as) WHERE joined_as IS NOT NULL;
