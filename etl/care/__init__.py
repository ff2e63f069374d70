"""Find damage to what an installation keeps, and mend what can be mended from the sources."""
