-- Reason: a place that was renamed, divided or joined explains why its figures jump; reviews say so.
CREATE TABLE place_change (
  district int NOT NULL,
  code text COLLATE "C" NOT NULL,
  -- ISO day from which it holds.
  day text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('renamed', 'divided', 'joined')),
  -- What it was, or was part of: its code then, '' where that is the same.
  was_code text COLLATE "C" NOT NULL DEFAULT '',
  was_hi text NOT NULL,
  was_en text NOT NULL,
  PRIMARY KEY (district, code, day, kind, was_code)
);
