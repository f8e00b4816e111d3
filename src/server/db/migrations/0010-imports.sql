-- Reason: lists of families come as files. A batch is one file being taken in; its place in the file
-- is saved with every chunk of rows, so that a broken one goes on where it stood.

CREATE TABLE import_batch (
  district int NOT NULL,
  id text COLLATE "C" NOT NULL,
  programme text COLLATE "C" NOT NULL,
  target text COLLATE "C" NOT NULL,
  -- Who sent the list, as the person who loads it calls it: `epds`.
  source text COLLATE "C" NOT NULL,
  place text COLLATE "C" NOT NULL,
  file_name text NOT NULL,
  file_size bigint NOT NULL,
  file_hash text COLLATE "C" NOT NULL,
  headers json NOT NULL,
  -- Column of the target → number of the file's column.
  mapping json NOT NULL,
  -- uploaded, waiting, running, done, failed
  status text COLLATE "C" NOT NULL,
  dry boolean NOT NULL DEFAULT false,
  author text COLLATE "C" NOT NULL,
  grant_id text COLLATE "C" NOT NULL,
  made_at bigint NOT NULL,
  ended_at bigint,
  -- Last line of the file that is settled, and what came of the rows so far.
  line int NOT NULL DEFAULT 0,
  total_rows int,
  rows int NOT NULL DEFAULT 0,
  created int NOT NULL DEFAULT 0,
  changed int NOT NULL DEFAULT 0,
  unchanged int NOT NULL DEFAULT 0,
  faulty int NOT NULL DEFAULT 0,
  places int NOT NULL DEFAULT 0,
  -- Counter of the last change it made.
  counter int NOT NULL DEFAULT 0,
  fault json,
  PRIMARY KEY (district, id)
);
CREATE INDEX import_batch_status ON import_batch (status);

-- The file itself, until it is done: any server may take the batch over.
CREATE TABLE import_file (
  district int NOT NULL,
  batch text COLLATE "C" NOT NULL,
  part int NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (district, batch, part)
);

-- faults: [{"code","columns","ofTarget","other"?}]; cells: the row as it stood in the file.
CREATE TABLE import_fault (
  district int NOT NULL,
  batch text COLLATE "C" NOT NULL,
  line int NOT NULL,
  faults json NOT NULL,
  cells json NOT NULL,
  PRIMARY KEY (district, batch, line)
);

-- A list whose headers were mapped once needs no mapping again.
CREATE TABLE import_mapping (
  programme text COLLATE "C" NOT NULL,
  target text COLLATE "C" NOT NULL,
  fingerprint text COLLATE "C" NOT NULL,
  -- Column of the target → header, normalised.
  columns json NOT NULL,
  author text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (programme, target, fingerprint)
);

-- Ids of imported records are `<district><n>-<counter>`, all in base 36: short, and in a row within
-- a bucket, so that they cost little on the way to a phone.
CREATE TABLE import_bucket (
  district int NOT NULL,
  bucket text COLLATE "C" NOT NULL,
  n int NOT NULL,
  last_id int NOT NULL DEFAULT 0,
  PRIMARY KEY (district, bucket)
);
CREATE UNIQUE INDEX import_bucket_n ON import_bucket (district, n);
