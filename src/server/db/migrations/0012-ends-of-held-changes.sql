-- Reason: the author of a held change learns how it ended, and may take it back (status `withdrawn`).

-- What the officer who closed it says to its author.
ALTER TABLE held_change ADD COLUMN note text;

-- How many wait of each phone: the desk's count and the phone's own must agree.
CREATE INDEX held_change_of_phone ON held_change (device) WHERE status = 'open';
