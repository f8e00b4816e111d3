-- Reason: rows of lists are joined by the pairs that were decided: who is one person follows from them alone, so that
-- any joining can be taken back. Rows that came or changed wait to be compared.

-- Where the rows of a number that is no longer in use went.
ALTER TABLE subject ADD COLUMN into_token text COLLATE "C";
-- The number that the row was given when it came, or when it was parted: it takes it up again when it stands alone.
ALTER TABLE subject_link ADD COLUMN home text COLLATE "C" NOT NULL DEFAULT '';
-- One decision, or one run of the rule, moves many rows.
ALTER TABLE subject_link_past ADD COLUMN act text COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX subject_link_past_act ON subject_link_past (state, act);
-- The number at which the file was put.
ALTER TABLE subject_file ADD COLUMN home text COLLATE "C" NOT NULL DEFAULT '';

-- act: of an open pair the run that found it; of a decided one the decision. turned: the rules by which it was joined once and
-- taken back: they do not join it again. same_list: two rows of one list.
ALTER TABLE subject_pair ADD COLUMN act text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE subject_pair ADD COLUMN turned text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE subject_pair ADD COLUMN same_list boolean NOT NULL DEFAULT false;
CREATE INDEX subject_pair_standing ON subject_pair (state, standing, score DESC, a, b);
CREATE INDEX subject_pair_act ON subject_pair (state, act, standing, a, b);
DROP INDEX subject_pair_open;

-- What is counted of a state's joinings; its row is the lock under which they happen one after the other.
CREATE TABLE subject_joining (
  state int PRIMARY KEY,
  -- Last number of subject_link_past.
  n bigint NOT NULL DEFAULT 0
);

-- Rows that came, changed or went since they were last compared.
CREATE TABLE subject_waiting (
  state int NOT NULL,
  entry text COLLATE "C" NOT NULL,
  version int NOT NULL,
  PRIMARY KEY (state, entry)
);

-- What the comparison of all that waited found. standing: running, joining, done, turning, turned.
CREATE TABLE subject_run (
  state int NOT NULL,
  id text COLLATE "C" NOT NULL,
  rules text COLLATE "C" NOT NULL,
  standing text COLLATE "C" NOT NULL DEFAULT 'running',
  begun_at bigint NOT NULL,
  ended_at bigint,
  -- Rows: how many there were to compare, and how many have been.
  of_rows int NOT NULL DEFAULT 0,
  done_rows int NOT NULL DEFAULT 0,
  certain int NOT NULL DEFAULT 0,
  asked int NOT NULL DEFAULT 0,
  dropped int NOT NULL DEFAULT 0,
  joined int NOT NULL DEFAULT 0,
  -- Certain, but a pair told apart, or a list's own two rows, stood against it.
  refused int NOT NULL DEFAULT 0,
  -- Blocks that hold too many rows to be looked through.
  skipped int NOT NULL DEFAULT 0,
  by text COLLATE "C",
  turned_by text COLLATE "C",
  why text NOT NULL DEFAULT '',
  PRIMARY KEY (state, id)
);

-- How far the blocks have been made, in the order of the rows, and by which rules. Goes with the blocks.
CREATE UNLOGGED TABLE subject_blocked (
  state int PRIMARY KEY,
  rules text COLLATE "C" NOT NULL,
  -- '~': all of them.
  through text COLLATE "C" NOT NULL
);
