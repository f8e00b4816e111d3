-- Reason: two administrators may have the same grant before them. Each change of a grant counts its
-- version, so that the second is told what the first has changed instead of writing over it.
ALTER TABLE role_grant ADD COLUMN version int NOT NULL DEFAULT 1;
ALTER TABLE role_grant ADD COLUMN changed_by text COLLATE "C";
ALTER TABLE role_grant ADD COLUMN changed_at bigint;
