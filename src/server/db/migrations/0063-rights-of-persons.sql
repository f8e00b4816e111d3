-- Reason: what a person of the lists may ask for, how long what is known of her is kept, and how she is erased for good.

-- A list that says it again is not believed: keyed hashes of the rows that were erased, and nothing that was in them.
CREATE TABLE subject_denied (
  state int NOT NULL,
  source text COLLATE "C" NOT NULL,
  category text COLLATE "C" NOT NULL,
  key_hash bytea NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (state, source, category, key_hash)
);

-- A court or a committee wants it kept: it holds on to the rows of that day, whoever they are joined to later.
CREATE TABLE subject_hold (
  state int NOT NULL,
  id text COLLATE "C" NOT NULL,
  authority text COLLATE "C" NOT NULL,
  by text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  ended_by text COLLATE "C",
  ended_at bigint,
  PRIMARY KEY (state, id)
);

-- What was asked for: kind copy, correction, erasure; from child, parent, guardian, committee, court. standing: open, done, refused.
CREATE TABLE subject_request (
  state int NOT NULL,
  id text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  asked_by text COLLATE "C" NOT NULL,
  day text COLLATE "C" NOT NULL,
  standing text COLLATE "C" NOT NULL DEFAULT 'open',
  by text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  answered_by text COLLATE "C",
  answered_at bigint,
  -- What is to be corrected, or why it was refused: may say who she is, so it is sealed under a key of the request.
  note bytea,
  PRIMARY KEY (state, id)
);

-- A second person has to say yes. reason: asked, mistake, order. standing: asked, done, refused.
CREATE TABLE subject_erasure (
  state int NOT NULL,
  id text COLLATE "C" NOT NULL,
  reason text COLLATE "C" NOT NULL,
  by text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  standing text COLLATE "C" NOT NULL DEFAULT 'asked',
  answered_by text COLLATE "C",
  answered_at bigint,
  rows int,
  PRIMARY KEY (state, id)
);

-- The rows that a hold, a request or an erasure is about: it stays with them when they are joined or parted. Rows that are
-- gone say nothing any more.
CREATE TABLE subject_right_row (
  state int NOT NULL,
  of text COLLATE "C" NOT NULL,
  entry text COLLATE "C" NOT NULL,
  PRIMARY KEY (state, of, entry)
);
CREATE INDEX subject_right_row_entry ON subject_right_row (state, entry);
