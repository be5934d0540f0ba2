"""The districts on a map: boundaries as GeoJSON states them, tiles where nobody has any, both as a picture."""
