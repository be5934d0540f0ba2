"""How many people a coverage is taken against: stated, summed, due by interval; what is odd about them."""
