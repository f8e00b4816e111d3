-- Reason: the blocks of a million rows are some fifteen million. They are written in their order, and what a row's
-- blocks are is kept with the row, so that they need no second index.
DROP INDEX subject_block_entry;
CREATE UNLOGGED TABLE subject_blocks_of (
  state int NOT NULL,
  entry text COLLATE "C" NOT NULL,
  blocks bigint[] NOT NULL,
  PRIMARY KEY (state, entry)
);
ALTER TABLE subject_blocked DROP COLUMN through;
-- The run compared all rows of the state.
ALTER TABLE subject_run ADD COLUMN whole boolean NOT NULL DEFAULT false;
