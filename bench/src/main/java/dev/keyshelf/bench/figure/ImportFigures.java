package dev.keyshelf.bench.figure;

/**
 * The figures of one size.
 *
 * @param items how many items the first import wrote
 * @param importMillis the duration of the first import, from its event to its answer
 * @param peakHeapBytes the peak of the live heap in a process that imports
 * @param replaceMillis the duration of the import of the next version, with the removal of the
 *     previous one
 */
record ImportFigures(
    int skus, int files, long items, long importMillis, long peakHeapBytes, long replaceMillis) {}
