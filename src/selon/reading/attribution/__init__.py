"""Attribution: who says what. Candidates are over-generated from syntax, quotation marks and the lexicon, then ranked and decoded."""
