"""What both faces do at the edge, written once: headers, refusals, limits, streams. Imports services only."""
