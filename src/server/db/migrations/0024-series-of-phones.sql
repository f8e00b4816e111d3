-- Reason: numbers of files are made on the phone without a network. Each phone counts in a series of its
-- own, unique in the state; phones enrolled before get one with their next profile.
ALTER TABLE device ADD COLUMN series text COLLATE "C";
CREATE UNIQUE INDEX device_series ON device (series);
