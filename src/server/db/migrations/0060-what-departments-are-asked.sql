-- Reason: a department sees what files of children ask of it, and files of a whole state cannot be opened to find
-- that out. Worked out anew from the files as far as they were written since, so not logged and in no backup.
-- Which file asks which department, and when; not what for, and nothing of whose it is.
CREATE UNLOGGED TABLE subject_referral (
  state int NOT NULL,
  -- Number of the department's office: 1 of 5.dep1
  office int NOT NULL,
  district int NOT NULL,
  record text COLLATE "C" NOT NULL,
  row text COLLATE "C" NOT NULL,
  open boolean NOT NULL,
  -- The child's name may be told to no department.
  covered boolean NOT NULL,
  -- ISO day; '' while its clock stands still and once it is over.
  due text COLLATE "C" NOT NULL,
  answered text COLLATE "C" NOT NULL,
  PRIMARY KEY (district, record, row)
);
CREATE INDEX subject_referral_open ON subject_referral (state, office, due) WHERE open;
CREATE INDEX subject_referral_answered ON subject_referral (state, office, answered) WHERE NOT open;

-- How far each bucket of files has been read.
CREATE UNLOGGED TABLE subject_referral_seen (
  district int NOT NULL,
  bucket text COLLATE "C" NOT NULL,
  generation bigint NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (district, bucket)
);
