-- Reason: where the state sets that nobody is asked about a contested answer, what was contested before is
-- settled too. Up to which change of a state's rulebook every record has been looked through.

CREATE TABLE rule_settled (
  district int NOT NULL,
  rulebook text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (district, rulebook)
);
