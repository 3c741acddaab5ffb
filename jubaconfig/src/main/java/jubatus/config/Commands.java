package jubatus.config;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jubatus.common.cli.Console;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.ClusterTree;
import jubatus.common.cluster.ConfigStore;
import jubatus.common.cluster.Coordinator;
import jubatus.core.Engine;

/** Does what a request asks for (01 §5.2). What was asked for goes to standard output, and nothing else does. */
final class Commands {
    private final Console console;
    private final Coordinator coordinator;
    private final ConfigStore store;

    Commands(Console console, Coordinator coordinator) {
        this.console = console;
        this.coordinator = coordinator;
        this.store = new ConfigStore(coordinator);
    }

    /** Returns the exit status. */
    int run(Request request) {
        return switch (request.command()) {
            case WRITE -> write(request);
            case READ -> read(request.cluster().orElseThrow());
            case DELETE -> delete(request.cluster().orElseThrow());
            case LIST -> list();
        };
    }

    /** The tree is made first, also when the file turns out to be unusable. */
    private int write(Request request) {
        ClusterName cluster = request.cluster().orElseThrow();
        ClusterTree.prepareCluster(coordinator, cluster);
        var file = new ConfigFile(request.file());
        byte[] text = file.read();
        List<String> problems = Meaning.problems(cluster, file, text);
        problems.forEach(console.err()::println);
        if (!problems.isEmpty() && !request.force()) {
            console.err().println("Nothing was written; --force writes it all the same.");
            return 1;
        }
        store.write(cluster, text);
        if (!Meaning.isKnown(cluster)) {
            console.err()
                    .println("jubaconfig: written unchecked, for this suite has no servers of the type "
                            + cluster.type() + ", only of " + Engine.TYPE);
        }
        return 0;
    }

    private int read(ClusterName cluster) {
        print(store.read(cluster));
        return 0;
    }

    private int delete(ClusterName cluster) {
        store.delete(cluster);
        return 0;
    }

    private int list() {
        for (ClusterName cluster : store.list()) {
            byte[] text = store.read(cluster);
            print(("type: " + cluster.type() + ", name: " + cluster.name() + "\n").getBytes(StandardCharsets.UTF_8));
            print(text);
            print(new byte[] {'\n'});
        }
        return 0;
    }

    /** A config is bytes, which need not be UTF-8. */
    private void print(byte[] text) {
        PrintStream out = console.out();
        out.write(text, 0, text.length);
        out.flush();
    }
}
