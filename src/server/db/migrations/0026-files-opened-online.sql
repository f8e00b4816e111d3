-- Reason: a file that somebody may not see by her own right is opened to her by a second person, for a
-- few hours. Who asked, why, who answered and what stays known.
CREATE TABLE file_opening (
  district int NOT NULL,
  id text COLLATE "C" NOT NULL,
  record text COLLATE "C" NOT NULL,
  person text COLLATE "C" NOT NULL,
  -- A code; and what she wrote beside it.
  reason text COLLATE "C" NOT NULL,
  note text NOT NULL,
  at bigint NOT NULL,
  -- The second person. Null while it waits.
  answered_by text COLLATE "C",
  answered_at bigint,
  -- Open until then; null while it waits, and when it was refused.
  until bigint,
  PRIMARY KEY (district, id)
);
CREATE INDEX file_opening_record ON file_opening (district, record, person);
-- Whoever asks twice has asked once.
CREATE UNIQUE INDEX file_opening_waits ON file_opening (district, record, person) WHERE answered_at IS NULL;
