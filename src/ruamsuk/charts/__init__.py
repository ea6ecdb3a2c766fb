"""The pictures, as SVG: plain numbers in, one string out."""
