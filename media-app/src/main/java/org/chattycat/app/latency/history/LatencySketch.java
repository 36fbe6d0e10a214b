package org.chattycat.app.latency.history;

import java.util.Arrays;

/**
 * How many values lie in each bucket of the database's function {@code latency_bucket}. Values that are read from it are within
 * 1 % of the exact ones, or within 1 ms of them where that is more.
 */
final class LatencySketch {
    private static final double GROWTH = 1.01 / 0.99;
    private static final double LN_GROWTH = Math.log(GROWTH);

    private int[] buckets = {};
    private long[] counts = {};
    private long total;

    /**
     * Adds what another sketch holds.
     *
     * @param otherBuckets in ascending order
     * @param otherCounts of the same length
     */
    void add(Short[] otherBuckets, Integer[] otherCounts) {
        add(
                Arrays.stream(otherBuckets).mapToInt(Short::intValue).toArray(),
                Arrays.stream(otherCounts).mapToLong(Integer::longValue).toArray());
    }

    /** Adds values in ms. */
    void add(Double[] values) {
        int[] sorted =
                Arrays.stream(values).mapToInt(LatencySketch::bucketOf).sorted().toArray();
        int[] distinct = Arrays.stream(sorted).distinct().toArray();
        long[] occurrences = new long[distinct.length];
        int i = 0;
        for (int bucket : sorted) {
            if (bucket != distinct[i]) {
                i++;
            }
            occurrences[i]++;
        }
        add(distinct, occurrences);
    }

    /** As the database's function {@code latency_bucket}. */
    static int bucketOf(double ms) {
        return Math.abs(ms) <= 1
                ? 0
                : (int) (Math.signum(ms) * Math.min(Math.ceil(Math.log(Math.abs(ms)) / LN_GROWTH), Short.MAX_VALUE));
    }

    /** Adds what another sketch holds. */
    void add(LatencySketch other) {
        add(other.buckets, other.counts);
    }

    private void add(int[] otherBuckets, long[] otherCounts) {
        int[] mergedBuckets = new int[buckets.length + otherBuckets.length];
        long[] mergedCounts = new long[mergedBuckets.length];
        int size = 0;
        int mine = 0;
        int other = 0;
        while (mine < buckets.length || other < otherBuckets.length) {
            boolean takeMine =
                    mine < buckets.length && (other == otherBuckets.length || buckets[mine] <= otherBuckets[other]);
            boolean takeOther =
                    other < otherBuckets.length && (mine == buckets.length || otherBuckets[other] <= buckets[mine]);
            mergedBuckets[size] = takeMine ? buckets[mine] : otherBuckets[other];
            if (takeMine) {
                mergedCounts[size] += counts[mine++];
            }
            if (takeOther) {
                total += otherCounts[other];
                mergedCounts[size] += otherCounts[other++];
            }
            size++;
        }
        buckets = Arrays.copyOf(mergedBuckets, size);
        counts = Arrays.copyOf(mergedCounts, size);
    }

    long total() {
        return total;
    }

    /**
     * The percentile by nearest rank, in ms.
     *
     * @param share between 0 and 1
     * @throws IllegalStateException without values
     */
    double percentile(double share) {
        return value(buckets[indexOf(share)]);
    }

    /** The index of the bucket that contains a percentile by nearest rank. */
    int indexOf(double share) {
        if (total == 0) {
            throw new IllegalStateException("a percentile needs a value");
        }
        long rank = Math.max(1, (long) Math.ceil(share * total));
        int i = 0;
        for (long seen = counts[0]; seen < rank; seen += counts[++i]) {
            // Until the value of this rank.
        }
        return i;
    }

    int size() {
        return buckets.length;
    }

    long count(int index) {
        return counts[index];
    }

    /** The number of a bucket; those that follow each other in value have numbers that do. */
    int bucket(int index) {
        return buckets[index];
    }

    /** How many values lie in the buckets up to the one with this number, and in this one. */
    long countUpTo(int bucket) {
        long sum = 0;
        for (int i = 0; i < buckets.length && buckets[i] <= bucket; i++) {
            sum += counts[i];
        }
        return sum;
    }

    /** The lower end of a bucket in ms. */
    double from(int index) {
        int bucket = buckets[index];
        return bucket > 0 ? Math.pow(GROWTH, bucket - 1.0) : -Math.pow(GROWTH, -bucket);
    }

    /** The upper end of a bucket in ms. */
    double to(int index) {
        int bucket = buckets[index];
        return bucket >= 0 ? Math.pow(GROWTH, bucket) : -Math.pow(GROWTH, -bucket - 1.0);
    }

    /** The value that is at most 1 % from each of its bucket. */
    private static double value(int bucket) {
        return bucket == 0 ? 0 : Math.signum(bucket) * 2 * Math.pow(GROWTH, Math.abs(bucket)) / (GROWTH + 1);
    }
}
