"""The words of findings about a file of boundaries."""

from __future__ import annotations

from campaign.locale import N_

WORDS: dict[str, str] = {
    "boundaries_too_big": N_(
        "The file is larger than {limit} MiB. Export it with fewer points, and the districts alone."
    ),
    "boundaries_not_json": N_("The file is no JSON text. Export the boundaries as GeoJSON (not as Shapefile or KML)."),
    "boundaries_too_deep": N_("The file is nested too deeply to be GeoJSON. Export the boundaries anew."),
    "boundaries_not_collection": N_(
        "The file is no GeoJSON FeatureCollection (its type is '{kind}'). Export all districts as one layer in GeoJSON."
    ),
    "boundaries_no_features": N_("The file has no features. Export the layer of the districts."),
    "boundaries_too_many": N_("The file has {count} features. Export the districts of the province alone."),
    "boundary_not_feature": N_("Features {where}: they are no GeoJSON features. Export the boundaries anew."),
    "boundary_no_code": N_(
        "Features {where}: no unit code. Write the district's code into the property 'code' ({codes})."
    ),
    "boundary_unknown_code": N_(
        "Features {where}: '{said}' is the code of no district. Correct it, or leave the feature out; the codes are "
        "{codes}."
    ),
    "boundary_two_codes": N_(
        "Features {where}: 'id' and properties give different unit codes ({said}). Keep one code."
    ),
    "boundary_name": N_(
        "Features {where}: the properties name another district ({said}) than the code. Correct whichever is wrong."
    ),
    "boundary_repeated": N_(
        "{unit} stands in features {where}. Keep one of them, or join the parts into one MultiPolygon."
    ),
    "boundaries_missing": N_("No boundaries of {units}. The file must have all districts."),
    "boundary_geometry": N_(
        "Features {where}: the geometry is no Polygon or MultiPolygon. Export areas, not lines or points."
    ),
    "boundary_empty": N_("Features {where}: the geometry is empty. Draw the district's area, or export it anew."),
    "boundary_position": N_(
        "Features {where}: positions that are not two finite numbers (longitude, latitude). Export the boundaries anew."
    ),
    "boundary_short": N_("Features {where}: a ring has fewer than 4 positions, so it encloses nothing. Remove it."),
    "boundary_open": N_("Features {where}: a ring does not end where it begins. Close it."),
    "boundary_flat": N_("Features {where}: a part encloses no area. Remove it, or draw it anew."),
    "boundary_crossing": N_(
        "Features {where}: a ring crosses itself. Repair the geometry in the program that made it (in QGIS: Fix "
        "geometries)."
    ),
    "boundary_projected": N_(
        "Features {where}: the coordinates are no degrees (VN-2000 or UTM metres?). Export them in WGS 84 (EPSG:4326)."
    ),
    "boundary_swapped": N_(
        "Features {where}: longitude and latitude are swapped. GeoJSON has longitude first; swap them in the export."
    ),
    "boundary_outside": N_(
        "Features {where}: the coordinates lie outside Việt Nam. Check the coordinate system and the order of "
        "longitude and latitude."
    ),
    "boundaries_overlap": N_(
        "Districts that lie on the same land: {units}. One of the two has the other's shape; correct it."
    ),
    "boundaries_thinned": N_(
        "{points} points read, {kept} kept: points closer together than a picture can show are one."
    ),
}
