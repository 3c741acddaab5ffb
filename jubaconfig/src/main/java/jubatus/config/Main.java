package jubatus.config;

import java.time.Duration;
import java.util.Map;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.Console;
import jubatus.common.cli.Program;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.ZooKeeperAccess;
import jubatus.common.process.Logging;

/** The program {@code jubaconfig}: {@code jubaconfig -c write -t classifier -n shop -f shop.json -z host:2181}. */
public final class Main {
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

    private Main() {}

    /** Exits with 0 if what was asked for is done, else with 1. */
    public static void main(String[] arguments) {
        Logging.prepare();
        System.exit(run(arguments, System.getenv(), Console.ofProcess()));
    }

    static int run(String[] arguments, Map<String, String> environment, Console console) {
        return new Program(ConfigCommandLine.create(), console)
                .run(arguments, parsed -> run(parsed, environment, console));
    }

    private static int run(Arguments arguments, Map<String, String> environment, Console console) {
        Request request = Request.of(arguments, environment);
        if (request.command() == Command.WRITE) {
            new ConfigFile(request.file()).checkSize();
        }
        try (Coordinator coordinator =
                Coordinator.connect(request.zookeeper(), SESSION_TIMEOUT, ZooKeeperAccess.of(arguments))) {
            return new Commands(console, coordinator).run(request);
        }
    }
}
