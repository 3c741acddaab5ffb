package jubatus.config;

import java.util.List;
import jubatus.common.cli.CommandLine;
import jubatus.common.cli.Option;
import jubatus.common.cli.ZooKeeperOption;
import jubatus.common.protection.Protection;

/** The options of {@code jubaconfig} (01 §5.1), and {@code --force}, which the original does not have. */
public final class ConfigCommandLine {
    static final String PROGRAM = "jubaconfig";

    private ConfigCommandLine() {}

    /** A new one; nothing is read yet. */
    public static CommandLine create() {
        return new CommandLine(
                PROGRAM,
                List.of(
                        Option.requiredText('c', "cmd", "what to do: " + Command.ALL)
                                .offering(Command.ALL.split(", ")),
                        Option.text('f', "file", "", "configuration, a JSON file (write)")
                                .file(),
                        Option.text('t', "type", "", "engine type, such as classifier")
                                .offering("classifier"),
                        Option.text('n', "name", "", "name of the cluster"),
                        ZooKeeperOption.create(),
                        Option.flag('d', "debug", "accepted and ignored"),
                        Option.flag('F', "force", "write a configuration that a server would refuse")),
                Protection.ZOOKEEPER_OPTIONS);
    }
}
