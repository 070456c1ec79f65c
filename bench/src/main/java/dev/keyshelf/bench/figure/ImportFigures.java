package dev.keyshelf.bench.figure;

/**
 * What was measured of one size.
 *
 * @param items how many items the first import has written
 * @param importMillis the first import, from its event to its answer
 * @param peakHeapBytes the most that was live at once in a process that imports
 * @param replaceMillis the import of the next version, with the sweep of the one before
 */
record ImportFigures(
    int skus, int files, long items, long importMillis, long peakHeapBytes, long replaceMillis) {}
