-- What the directory of people is sorted and filtered by, a row for each person who is shown. It follows from the typed
-- tables: a row is made when the directory is asked for, and forgotten with each write to a record that it tells of.
-- In `projection` its row names the program and the language that it was made by; with another, all is made anew.
CREATE TABLE person_listing (
    person        TEXT NOT NULL PRIMARY KEY,
    -- 0 while it is forgotten: what else the row holds may be out of date.
    made          INTEGER NOT NULL,
    -- Whether they stood on the chapter's own side in their latest visit. NULL before their first.
    ours          INTEGER,
    -- The city of that side, and what it is called.
    city          TEXT,
    city_name     TEXT,
    -- Words of the role field, each between spaces: ' delegate host '. One space where there is none.
    roles         TEXT NOT NULL DEFAULT ' ',
    visits        INTEGER NOT NULL DEFAULT 0,
    -- The latest visit, and its first day.
    latest        TEXT,
    latest_on     TEXT,
    -- Sort keys of the language, to be compared byte by byte.
    name_key      BLOB NOT NULL DEFAULT x'',
    post_key      BLOB NOT NULL DEFAULT x'',
    city_key      BLOB NOT NULL DEFAULT x'',
    languages_key BLOB NOT NULL DEFAULT x'',
    -- What is searched for what is being typed: small letters without accents.
    folded        TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX person_listing_forgotten ON person_listing (person) WHERE made = 0;
CREATE INDEX person_listing_by_name ON person_listing (name_key, person);
CREATE INDEX person_listing_by_city ON person_listing (city) WHERE city IS NOT NULL;
-- How many there are of each, without reading the rows.
CREATE INDEX person_listing_by_group ON person_listing (ours, city_name, roles);
