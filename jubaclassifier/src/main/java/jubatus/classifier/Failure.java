package jubatus.classifier;

import java.util.List;
import jubatus.common.rpc.BindFailedException;
import jubatus.core.JubatusException;
import jubatus.core.config.ConfigException;
import jubatus.core.config.ProblemReport;

/** Why a server did not start or did not end well, in words for its user. */
record Failure(ServerOptions options, JubatusException cause) {
    /** One sentence; of a configuration, a headline and a line for each problem. */
    String text() {
        if (cause instanceof ConfigException e) {
            String headed = String.join("\n", report(e));
            return headed.substring(ServerCommandLine.PROGRAM.length() + ": ".length());
        }
        return cause instanceof BindFailedException e ? bindFailed(e) : cause.getMessage();
    }

    private List<String> report(ConfigException e) {
        ServerOptions.Files files = options.files();
        String source = options.isDistributed()
                ? "the config of the cluster " + options.cluster().name()
                : files.model().or(files::config).orElseThrow().toString();
        return ProblemReport.lines(ServerCommandLine.PROGRAM, source, e.problems());
    }

    private String bindFailed(BindFailedException e) {
        return "server failed to start: " + (e.inUse() ? "any process using port " + e.port() + "?" : e.getMessage());
    }
}
