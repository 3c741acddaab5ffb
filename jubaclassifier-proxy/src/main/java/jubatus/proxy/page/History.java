package jubatus.proxy.page;

import jubatus.common.json.JsonText;

/**
 * The last ten minutes or more of a cluster as the page draws them, as far as somebody looked. Its memory is fixed: the oldest point goes
 * for a new one. Guarded by itself.
 */
final class History {
    private static final String[] NAMES = {"train", "classify", "other", "median", "most", "unmixed", "features"};
    private static final int POINTS = 600;

    private final long[] times = new long[POINTS];
    private final double[][] values = new double[NAMES.length][POINTS];
    /** Of all that were ever added. */
    private long added;

    /**
     * A moment; what is not known is not a number.
     *
     * @param unmixed updates that no mix holds yet, of all servers
     * @param features of the largest model
     */
    record Point(long millis, CallRates.Look calls, double unmixed, double features) {
        private double[] values() {
            double train = calls.perSecond("train");
            double classify = calls.perSecond("classify");
            return new double[] {
                train,
                classify,
                Math.max(0, calls.all().perSecond() - train - classify),
                calls.all().medianMillis(),
                calls.all().mostMillis(),
                unmixed,
                features
            };
        }
    }

    synchronized void add(Point point) {
        int at = (int) (added % POINTS);
        times[at] = point.millis();
        double[] fresh = point.values();
        for (int i = 0; i < NAMES.length; i++) {
            values[i][at] = Numbers.rounded(fresh[i]);
        }
        added++;
    }

    /** Writes the points later than {@code since}, Unix time in milliseconds, as one list for each line that is drawn. */
    synchronized void write(JsonText json, long since) {
        long first = Math.max(0, added - POINTS);
        while (first < added && times[(int) (first % POINTS)] <= since) {
            first++;
        }
        json.beginObject("history").beginArray("time");
        for (long i = first; i < added; i++) {
            json.element(times[(int) (i % POINTS)]);
        }
        json.endArray();
        for (int name = 0; name < NAMES.length; name++) {
            json.beginArray(NAMES[name]);
            for (long i = first; i < added; i++) {
                json.element(values[name][(int) (i % POINTS)]);
            }
            json.endArray();
        }
        json.endObject();
    }
}
