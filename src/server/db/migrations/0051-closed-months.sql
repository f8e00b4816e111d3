-- Reason: a review of a state adds up the blocks of 38 districts, month by month, though of months gone by it
-- says nothing below the district. What a district counted in its closed months is kept as one sum each.

-- All months of the district up to this one are in `indicator_closed`, whether they count anything or not.
CREATE TABLE closed_month (
  district int PRIMARY KEY,
  until text COLLATE "C" NOT NULL
);

CREATE TABLE indicator_closed (
  district int NOT NULL,
  indicator text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  amount double precision NOT NULL,
  PRIMARY KEY (district, indicator, month)
) WITH (fillfactor = 90);
