"""A sheet of paper on a desk: boxes laid out in unzoomed pixels, and the canvas that shows them."""
