package jubatus.visor;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.Node;

/**
 * How a server is started, after a death as the first time.
 *
 * @param node as which it will be known
 * @param command program and arguments
 */
record Launch(ClusterName cluster, Node node, List<String> command, ChildLog log) {
    /** What the environment says about the visor itself. */
    private static final Set<String> NOT_PASSED_ON = Set.of("JUBATUS_READINESS", "JUBATUS_LAUNCHER", "NOTIFY_SOCKET");

    Life begin() throws IOException {
        long logFrom = log.end();
        // A session of its own: Ctrl-C at the visor's terminal must not tell the server to end before the visor does.
        var detached = new ArrayList<>(List.of("setsid"));
        detached.addAll(command);
        var builder = new ProcessBuilder(detached)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.file().toFile()));
        builder.environment().keySet().removeAll(NOT_PASSED_ON);
        return new Life(this, builder.start(), logFrom);
    }

    /** The server in messages. */
    @Override
    public String toString() {
        return ServerPrograms.CLASSIFIER + " with port " + node.port();
    }
}
