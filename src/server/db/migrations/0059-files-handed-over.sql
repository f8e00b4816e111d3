-- Reason: a file that a unit keeps of a child of the lists is begun from the centre. Its place is known before its
-- record is there, so that a hand-over that broke off is finished rather than begun again; and a file that stands for
-- what is covered is told only to who may know of that.
ALTER TABLE subject_file ADD COLUMN place text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE subject_file ADD COLUMN covered boolean NOT NULL DEFAULT false;
-- What is written beside a request may say who she is: sealed under a key of the request.
ALTER TABLE subject_opening DROP COLUMN note;
ALTER TABLE subject_opening ADD COLUMN note bytea;
CREATE INDEX subject_opening_at ON subject_opening (state, asked_at);
