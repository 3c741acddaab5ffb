package jubatus.benchmark.row;

import java.util.ArrayList;
import java.util.List;
import jubatus.benchmark.workload.Operation;
import jubatus.benchmark.workload.Workload;

/** All rows, in the order of the table. */
public final class Rows {
    private static final List<Row> ALL = all();

    private Rows() {}

    /**
     * The rows whose ids fit one of the patterns, in which {@code *} stands for anything.
     *
     * @throws IllegalArgumentException if a pattern fits none
     */
    public static List<Row> matching(List<String> patterns) {
        List<Row> chosen = new ArrayList<>();
        for (String pattern : patterns) {
            if (ALL.stream().noneMatch(row -> fits(pattern, row))) {
                throw new IllegalArgumentException("there is no row \"" + pattern + "\"; --list shows all");
            }
        }
        for (Row row : ALL) {
            if (patterns.stream().anyMatch(pattern -> fits(pattern, row))) {
                chosen.add(row);
            }
        }
        return chosen;
    }

    private static boolean fits(String pattern, Row row) {
        String expression = "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E";
        return row.id().matches(expression);
    }

    private static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        rows.add(one(Workload.TEXT, Operation.TRAIN, 100));
        rows.add(pipelined(Workload.TEXT, Operation.CLASSIFY, 100, 2));
        addSingles(Workload.TEXT, rows);
        rows.add(one(Workload.TFIDF, Operation.TRAIN, 100));
        rows.add(pipelined(Workload.TFIDF, Operation.CLASSIFY, 100, 2));
        for (Workload workload : List.of(Workload.DENSE, Workload.NAMES)) {
            rows.add(one(workload, Operation.TRAIN, 100));
            rows.add(pipelined(workload, Operation.CLASSIFY, 100, 2));
            addSingles(workload, rows);
        }
        rows.add(new LoadRow(Workload.NAMES, Operation.TRAIN, 1, 1, 1, true));
        rows.add(new LoadRow(Workload.NAMES, Operation.TRAIN, 1, 4, 16, true));
        rows.add(new LoadRow(Workload.TEXT, Operation.CLASSIFY, 1, 4, 16, true));
        rows.add(new WideRow(109_000));
        rows.add(new WideRow(40_000));
        rows.add(new WideRow(20_000));
        rows.add(new StartRow());
        rows.add(MixRow.ofTwo());
        rows.add(new ConnectionsRow(Workload.TEXT, Operation.TRAIN));
        rows.add(new ConnectionsRow(Workload.TEXT, Operation.CLASSIFY));
        rows.add(new CrowdRow(false));
        rows.add(new CrowdRow(true));
        rows.add(new SizeRow());
        rows.add(new FeaturesRow());
        rows.add(new LabelsRow());
        for (int servers : List.of(1, 2, 4, 8)) {
            rows.add(MixRow.ofMany(servers));
        }
        return List.copyOf(rows);
    }

    private static void addSingles(Workload workload, List<Row> rows) {
        for (Operation operation : Operation.values()) {
            rows.add(one(workload, operation, 1));
            rows.add(new LoadRow(workload, operation, 1, 4, 16, false));
        }
    }

    private static Row one(Workload workload, Operation operation, int batch) {
        return new LoadRow(workload, operation, batch, 1, 1, false);
    }

    private static Row pipelined(Workload workload, Operation operation, int batch, int both) {
        return new LoadRow(workload, operation, batch, both, both, false);
    }
}
