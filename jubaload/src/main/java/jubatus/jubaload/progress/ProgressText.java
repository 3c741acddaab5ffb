package jubatus.jubaload.progress;

import java.util.Locale;

/**
 * How far the loading is, at one time.
 *
 * @param doneBytes of the files that are read
 * @param totalBytes of all files, -1 if unknown
 * @param accuracy so far, NaN if nobody asks
 */
record ProgressText(long samples, double perSecond, long errors, long doneBytes, long totalBytes, double accuracy) {
    private static final int WIDTH = 20;

    String bar(double seconds) {
        if (totalBytes <= 0) {
            return plain(seconds);
        }
        int filled = (int) (WIDTH * share());
        return "[" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + plain(seconds);
    }

    String plain(double seconds) {
        var text = new StringBuilder();
        if (totalBytes > 0) {
            text.append((int) (100 * share())).append(" %, ");
        }
        text.append(samples).append(" samples, ").append(Math.round(perSecond)).append("/s, ");
        text.append(errors).append(errors == 1 ? " error, " : " errors, ").append(size(doneBytes));
        if (totalBytes > 0) {
            text.append(" of ").append(size(totalBytes));
        }
        if (!Double.isNaN(accuracy)) {
            text.append(String.format(Locale.ROOT, ", accuracy %.4f", accuracy));
        }
        if (totalBytes > 0 && doneBytes > 0 && share() < 1) {
            text.append(", ")
                    .append(duration(seconds * (1 - share()) / share()))
                    .append(" left");
        }
        return text.toString();
    }

    private double share() {
        return Math.min(1.0, (double) doneBytes / totalBytes);
    }

    static String size(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        String units = "kMGTP";
        double value = bytes / 1000.0;
        int unit = 0;
        while (value >= 1000 && unit < units.length() - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %cB", value, units.charAt(unit));
    }

    static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
