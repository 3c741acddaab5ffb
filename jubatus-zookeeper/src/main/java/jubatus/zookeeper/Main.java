package jubatus.zookeeper;

import java.util.Map;
import java.util.Optional;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.Console;
import jubatus.common.cli.LogFormat;
import jubatus.common.cli.Program;
import jubatus.common.process.Logging;
import jubatus.common.process.Signals;

/** The program {@code jubatus-zookeeper}: {@code jubatus-zookeeper --data FOLDER} serves until SIGTERM or SIGINT. */
public final class Main {
    private Main() {}

    /** Exits with 0 after an orderly stop, {@code --help} and {@code --version}, else with 1. */
    public static void main(String[] arguments) {
        Logging.prepare();
        var program = new Program(ZooKeeperCommandLine.create(), Console.ofProcess());
        System.exit(program.run(arguments, Main::run));
    }

    private static int run(Arguments arguments) throws InterruptedException {
        choose("zookeeper.admin.enableServer", "false"); // it would take port 8080
        choose("zookeeper.jmx.log4j.disable", "true");
        try (var logging = Logging.start(Optional.empty(), Map.of(), LogFormat.TEXT)) {
            Signals signals = Signals.install(logging::reload);
            new ZooKeeperProcess(ServerSettings.of(arguments), signals).run();
        }
        return 0;
    }

    /** Sets one of ZooKeeper's properties, unless the user did. */
    private static void choose(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
