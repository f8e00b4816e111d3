-- Reason: departments' lists come as files, again and again: what each file said of which row is kept, so that one
-- can be taken back whatever came after it; and how good a list is, is counted when it comes.

-- Row n of a batch said this version of the entry, first or once more. What a batch that was taken back said counts no more;
-- an entry says the highest version that any other batch said, and is gone when there is none.
CREATE TABLE subject_said (
  state int NOT NULL,
  batch text COLLATE "C" NOT NULL,
  n int NOT NULL,
  entry text COLLATE "C" NOT NULL,
  version int NOT NULL,
  PRIMARY KEY (state, batch, n)
);
CREATE INDEX subject_said_entry ON subject_said (state, entry);

-- Bits of what the row says (shared/subjects/quality.ts), and a keyed hash that rows which look like one another share; 0: none.
ALTER TABLE subject_facet ADD COLUMN filled int NOT NULL DEFAULT 0, ADD COLUMN alike bigint NOT NULL DEFAULT 0;
CREATE INDEX subject_facet_list ON subject_facet (state, source, category);
-- Facets made before say nothing of this; they are made anew when the server starts.
TRUNCATE subject_facet;

-- Rows that were in the list before and that the file does not name.
ALTER TABLE import_batch ADD COLUMN absent int;

-- How good the list of a category is that a department hands in, as it was counted after its last load.
CREATE TABLE subject_source (
  state int NOT NULL,
  source text COLLATE "C" NOT NULL,
  category text COLLATE "C" NOT NULL,
  rows int NOT NULL,
  -- Rows by bit of subject_facet.filled.
  filled json NOT NULL,
  alike int NOT NULL,
  newest_seen text COLLATE "C" NOT NULL,
  grown int NOT NULL,
  batch text COLLATE "C",
  loaded_at bigint,
  loaded_rows int NOT NULL DEFAULT 0,
  loaded_faulty int NOT NULL DEFAULT 0,
  absent int NOT NULL DEFAULT 0,
  PRIMARY KEY (state, source, category)
);
