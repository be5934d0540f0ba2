"""Kill it, cut its power, fill its disk, flip its bits: what was acknowledged stays, and nothing is ever half there."""
