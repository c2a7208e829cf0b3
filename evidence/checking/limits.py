"""How much one file may be, and how much work it may make."""

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_PIXELS = 40_000_000
MOST_PAGES = 30
LONGEST_SIDE = 4_096  # pixels of the copy of a photo
PAGE_SIDE = 1_754  # pixels of the longer side of a page: A4 at 150 dots an inch

# The child process that decodes.
MEMORY = 768 * MEGABYTE  # of addresses; the libraries alone take a third
PROCESSOR_SECONDS = 15
PATIENCE_SECONDS = 25
