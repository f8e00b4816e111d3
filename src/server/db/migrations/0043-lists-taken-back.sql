-- Reason: a list that was loaded by mistake is taken back. Records it made and nobody has touched go;
-- their history stays, and what is written of one later, on a phone that has not heard of it, brings it
-- back. Records it changed get back what they said before. What people have touched stays, and is listed.

-- One taking back per batch: the look before it (dry), then the real one, over the same row.
CREATE TABLE import_undo (
  district int NOT NULL,
  batch text COLLATE "C" NOT NULL,
  -- waiting, running, done
  status text COLLATE "C" NOT NULL,
  dry boolean NOT NULL,
  reason text COLLATE "C",
  by text COLLATE "C" NOT NULL,
  grant_id text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  ended_at bigint,
  -- Counter of the batch's last change that is settled.
  counter int NOT NULL DEFAULT 0,
  -- Counters of the changes it made itself: as the list, and as the person who takes it back.
  own_list int NOT NULL DEFAULT 0,
  own_person int NOT NULL DEFAULT 0,
  gone int NOT NULL DEFAULT 0,
  restored int NOT NULL DEFAULT 0,
  -- Not there any more: erased, or taken out by another list's taking back.
  absent int NOT NULL DEFAULT 0,
  kept int NOT NULL DEFAULT 0,
  PRIMARY KEY (district, batch)
);
CREATE INDEX import_undo_status ON import_undo (status);

-- What stays as it is, and why. said: what the list itself said of it, to find it by.
CREATE TABLE import_undo_kept (
  district int NOT NULL,
  batch text COLLATE "C" NOT NULL,
  counter int NOT NULL,
  record text COLLATE "C" NOT NULL,
  place text COLLATE "C" NOT NULL,
  why text COLLATE "C" NOT NULL,
  paths json NOT NULL,
  said text NOT NULL,
  PRIMARY KEY (district, batch, counter)
);
CREATE INDEX import_undo_kept_record ON import_undo_kept (district, record);

-- A record taken out, its last state, and the seq its bucket gave to its going. state is NULL once it is
-- there again, or was erased; the seq stays used.
CREATE TABLE withdrawn (
  district int NOT NULL,
  record text COLLATE "C" NOT NULL,
  gone_seq bigint NOT NULL,
  batch text COLLATE "C" NOT NULL,
  bucket text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  state json,
  PRIMARY KEY (district, record, gone_seq)
);
CREATE INDEX withdrawn_bucket ON withdrawn (district, bucket);
