-- Reason: tolas are split and joined. Records leave one bucket and come into another in one
-- transaction, and what was moved when, by whom, and with which numbers stays known for ever.

-- One asking; its id is made by whoever asks, so that asking twice moves once.
CREATE TABLE place_move (
  district int NOT NULL,
  id text COLLATE "C" NOT NULL,
  from_place text COLLATE "C" NOT NULL,
  to_place text COLLATE "C" NOT NULL,
  by text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  records int NOT NULL,
  PRIMARY KEY (district, id)
);

-- n: 1, 2, 3 … per record. The seqs are those that leaving and arriving took from the two buckets.
CREATE TABLE record_move (
  district int NOT NULL,
  record text COLLATE "C" NOT NULL,
  n int NOT NULL,
  move text COLLATE "C" NOT NULL,
  from_bucket text COLLATE "C" NOT NULL,
  from_seq bigint NOT NULL,
  to_bucket text COLLATE "C" NOT NULL,
  to_seq bigint NOT NULL,
  PRIMARY KEY (district, record, n)
);

-- A change captured where the record no longer is: where has it been?
CREATE INDEX departed_record ON departed (district, record);
