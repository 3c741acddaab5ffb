package jubatus.ctl;

import java.util.List;
import jubatus.common.cli.CommandLine;
import jubatus.common.cli.Operands;
import jubatus.common.cli.Option;
import jubatus.common.cli.ZooKeeperOption;
import jubatus.common.protection.Protection;

/** The options of {@code jubactl} (01 §7.1), and the format of its output. Those that servers get are checked by the servers. */
public final class CtlCommandLine {
    static final String PROGRAM = "jubactl";

    private CtlCommandLine() {}

    /** A new one; nothing is read yet. */
    public static CommandLine create() {
        var options = new CommandLine(
                PROGRAM,
                List.of(
                        Option.requiredText('c', "cmd", "what to do: " + Command.ALL)
                                .offering(Command.ALL.split(", ")),
                        Option.requiredText('s', "server", "program of the servers, such as jubaclassifier")
                                .offering("jubaclassifier"),
                        Option.requiredText('n', "name", "name of the cluster"),
                        Option.requiredText('t', "type", "type of the cluster: " + CtlOptions.CLASSIFIER)
                                .offering(CtlOptions.CLASSIFIER),
                        Option.integer('N', "num", 0, "start: servers in the whole cluster, 0 for one per visor")
                                .within(0, Integer.MAX_VALUE),
                        ZooKeeperOption.create(),
                        Option.text('i', "id", "", "save, load: id of the model; the name, if empty"),
                        Option.text('B', "listen_if", "", "start: network interface to listen on"),
                        Option.integer('C', "thread", 2, "start: threads that serve requests"),
                        Option.integer('T', "timeout", 10, "start: seconds until an idle connection is closed"),
                        Option.text('D', "datadir", "/tmp", "start: folder for models, on the visor's machine")
                                .folder(),
                        Option.text('L', "logdir", "", "start: folder for the log of the ZooKeeper client")
                                .folder(),
                        Option.text('G', "log_config", "", "start: Logback file, on the visor's machine")
                                .file(),
                        Option.text('X', "mixer", "linear_mixer", "start: how the cluster mixes")
                                .offering("linear_mixer", "random_mixer", "broadcast_mixer", "skip_mixer"),
                        Option.integer('S', "interval_sec", 16, "start: seconds between mixes"),
                        Option.integer('I', "interval_count", 512, "start: updates between mixes"),
                        Option.integer('Z', "zookeeper_timeout", 10, "start: seconds until a session expires"),
                        Option.integer('R', "interconnect_timeout", 10, "start: seconds to wait for another server"),
                        Option.flag('d', "debug", "accepted, no effect"),
                        Option.text('f', "format", "text", "of the output: text, or json for scripts")
                                .offering("text", "json"),
                        Option.integer(Option.NO_LETTER, "every", 2, "watch: seconds between looks")
                                .within(1, Integer.MAX_VALUE),
                        Option.integer(Option.NO_LETTER, "times", 0, "watch: how often to look, 0 for ever")
                                .within(0, Integer.MAX_VALUE),
                        Option.flag(Option.NO_LETTER, "no_mix", "backup: fetch the models without a mix before"),
                        Option.flag(Option.NO_LETTER, "force", "drain, restart: even the last active server"),
                        Option.integer(
                                        Option.NO_LETTER,
                                        "wait",
                                        120,
                                        "drain, undrain, restart: seconds that each step of a server may take")
                                .within(1, Integer.MAX_VALUE / 1000)),
                Protection.OPTIONS);
        return options.withOperands(
                Operands.foldersBehind("[DIR | NODE]", Command.BACKUP.toString(), Command.RESTORE.toString()));
    }
}
