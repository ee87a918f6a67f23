-- Titles that begin with what is being typed come first, and are found without reading every text.
CREATE INDEX search_text_by_title ON search_text (plain_title);
