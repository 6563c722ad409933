"""Charts as places and lengths: SVG without a viewBox, x in percent, y in pixels."""
