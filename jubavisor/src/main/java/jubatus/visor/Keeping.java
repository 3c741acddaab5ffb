package jubatus.visor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.LogFormat;
import jubatus.common.cli.Option;
import jubatus.common.cli.UsageException;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.Node;

/**
 * How servers keep what they learn, and how they log. These are options of the visor, and not of the calls that start servers, whose form is the original's.
 *
 * @param journals where each server has a journal of its own; empty for none
 * @param others what else each server is told, the same for all
 */
record Keeping(Optional<Path> journals, List<String> others) {
    /** Of a visor that was told nothing. */
    static final Keeping NOTHING = new Keeping(Optional.empty(), List.of());

    private static final int MOST = Integer.MAX_VALUE;
    private static final String SYNC = "journal_sync";
    private static final String SNAPSHOT_SIZE = "journal_snapshot_size";

    /** As the servers have them. */
    static final List<Option> OPTIONS = List.of(
            Option.text(
                            Option.NO_LETTER,
                            "journal",
                            "",
                            "folder for journals of the servers, from which they learn all again when they are started")
                    .folder(),
            Option.text(Option.NO_LETTER, SYNC, "interval", "when a disk has the journals: always, interval or never")
                    .offering("always", "interval", "never"),
            Option.integer(Option.NO_LETTER, SNAPSHOT_SIZE, 256, "MiB of a journal after which a snapshot is written")
                    .within(1, MOST),
            Option.integer(Option.NO_LETTER, "autosave", 0, "servers: seconds between saves of a model, 0 for none")
                    .within(0, MOST),
            Option.integer(Option.NO_LETTER, "autosave_keep", 3, "servers: files of those saves that are kept")
                    .within(1, MOST),
            Option.flag(Option.NO_LETTER, "save_on_exit", "servers: save a model that changed when told to stop"),
            Option.flag(Option.NO_LETTER, "load_latest", "servers: start with the newest model of those saves"));

    Keeping {
        others = List.copyOf(others);
    }

    static Keeping of(Arguments arguments) {
        var others = new ArrayList<String>();
        Optional<Path> journals = Optional.of(arguments.text("journal"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).toAbsolutePath().normalize());
        String sync = arguments.text(SYNC);
        if (!Set.of("always", "interval", "never").contains(sync)) {
            throw new UsageException(SYNC + " must be always, interval or never, was " + sync);
        }
        if (journals.isPresent()) {
            others.add("--" + SYNC + "=" + sync);
            others.add("--" + SNAPSHOT_SIZE + "=" + arguments.integer(SNAPSHOT_SIZE));
        }
        if (arguments.integer("autosave") > 0) {
            others.add("--autosave=" + arguments.integer("autosave"));
        }
        if (arguments.integer("autosave") > 0 || arguments.flag("save_on_exit")) {
            others.add("--autosave_keep=" + arguments.integer("autosave_keep"));
        }
        for (String flag : List.of("save_on_exit", "load_latest")) {
            if (arguments.flag(flag)) {
                others.add("--" + flag);
            }
        }
        if (LogFormat.of(arguments) != LogFormat.TEXT) {
            others.add("--" + LogFormat.OPTION.name() + "=" + LogFormat.of(arguments));
        }
        return new Keeping(journals, others);
    }

    /**
     * The options of one server. Its journal is {@code <journal>/<cluster>/<address>_<port>}: none is shared by two servers, and a server
     * that is started again has the one that it had, for the lowest free port is again its own.
     */
    List<String> of(ClusterName cluster, Node node) {
        var options = new ArrayList<String>();
        journals.ifPresent(folder ->
                options.add("--journal=" + folder.resolve(cluster.name()).resolve(node.toString())));
        options.addAll(others);
        return options;
    }
}
