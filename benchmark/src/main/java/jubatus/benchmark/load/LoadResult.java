package jubatus.benchmark.load;

/**
 * What a load was answered with.
 *
 * @param samples data in the calls that were answered in the time that counts
 * @param seconds that time
 * @param latencies of the calls
 * @param errors how many calls failed, and connections
 * @param firstError what the first failure was; empty if there was none
 */
public record LoadResult(long samples, double seconds, LatencyHistogram latencies, long errors, String firstError) {
    public double samplesPerSecond() {
        return samples / seconds;
    }
}
