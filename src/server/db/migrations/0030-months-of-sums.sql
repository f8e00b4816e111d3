-- Reason: a review sums up years of days. Whole months are kept beside them, at the places up to the
-- block, in the same transactions; only the edges of a span are read from days. What came down to
-- nothing is no longer kept, so that what is open is found by reading few rows.

-- month: `2026-04`, or '' for a standing count. Months stand together, for reviews ask for spans of them.
CREATE TABLE indicator_month (
  district int NOT NULL,
  month text COLLATE "C" NOT NULL,
  place text COLLATE "C" NOT NULL,
  indicator text COLLATE "C" NOT NULL,
  amount double precision NOT NULL,
  PRIMARY KEY (district, month, place, indicator)
) WITH (fillfactor = 70);

DELETE FROM indicator_sum WHERE amount = 0;
INSERT INTO indicator_month (district, month, place, indicator, amount)
SELECT district, left(day, 7), place, indicator, sum(amount) FROM indicator_sum WHERE depth <= 3 GROUP BY 1, 2, 3, 4;

-- Days of one count at offices and blocks, oldest first.
CREATE INDEX indicator_sum_days ON indicator_sum (district, indicator, day, place) WHERE depth <= 3;
