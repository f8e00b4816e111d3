-- Reason: a name that few have proves more than one that many have. How many rows have each is counted under a
-- keyed hash; the counts go with the blocks, and are made with them.
CREATE UNLOGGED TABLE subject_shared (
  state int NOT NULL,
  hash bigint NOT NULL,
  n int NOT NULL,
  PRIMARY KEY (state, hash)
);
