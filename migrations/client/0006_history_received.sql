-- What colleagues did lately is told on the first screen, of a history that nobody shortens. 1: received.
CREATE INDEX history_received ON history (at_us) WHERE source = 1;
