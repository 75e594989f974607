"""How places are found in a text and put on the map: finding, evidence, resolution, relations."""
