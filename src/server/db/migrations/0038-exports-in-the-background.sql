-- Reason: a file of half a million records takes longer to make than one waits for an answer. A job is
-- worked on by any one server; the file is kept in parts until it is fetched or a day is over.

CREATE TABLE export_job (
  district int NOT NULL,
  id text COLLATE "C" NOT NULL,
  person text COLLATE "C" NOT NULL,
  place text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  repeat text COLLATE "C",
  -- `changed`, or the path of a day field; with the first and the last ISO day.
  by_day text COLLATE "C",
  from_day text COLLATE "C",
  to_day text COLLATE "C",
  format text COLLATE "C" NOT NULL,
  language text COLLATE "C" NOT NULL,
  reason text NOT NULL,
  -- Of who asked and all that was asked.
  fingerprint text COLLATE "C" NOT NULL,
  -- waiting, running, done, failed, cancelled, expired
  status text COLLATE "C" NOT NULL,
  -- Goes up with every beginning: who began before writes nothing more.
  attempt int NOT NULL DEFAULT 0,
  -- Records gone through, of how many, and lines written.
  seen int NOT NULL DEFAULT 0,
  total int,
  rows int NOT NULL DEFAULT 0,
  bytes bigint NOT NULL DEFAULT 0,
  fault text COLLATE "C",
  made_at bigint NOT NULL,
  ended_at bigint,
  expires_at bigint,
  PRIMARY KEY (district, id)
);
CREATE INDEX export_job_person ON export_job (district, person, made_at);
CREATE INDEX export_job_status ON export_job (status);
CREATE UNIQUE INDEX export_job_same ON export_job (district, fingerprint) WHERE status IN ('waiting', 'running');

-- Not logged: it can be made again from the records, belongs in no backup, and is gone after a crash of
-- the database, which a job's number of bytes tells. `first`: where its bytes begin in the file.
CREATE UNLOGGED TABLE export_part (
  district int NOT NULL,
  job text COLLATE "C" NOT NULL,
  attempt int NOT NULL,
  part int NOT NULL,
  first bigint NOT NULL,
  size int NOT NULL,
  -- Whether the bytes are packed by gzip.
  packed boolean NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (district, job, attempt, part)
);
ALTER TABLE export_part ALTER COLUMN bytes SET STORAGE EXTERNAL;
