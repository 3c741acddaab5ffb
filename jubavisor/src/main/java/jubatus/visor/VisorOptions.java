package jubatus.visor;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import jubatus.common.admin.AdminOptions;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.BoundOptions;
import jubatus.common.cli.FileOptions;
import jubatus.common.process.Logging;
import jubatus.common.process.OwnAddress;
import jubatus.common.protection.Protection;
import jubatus.core.JubatusException;

/**
 * What the visor was told by its options, checked.
 *
 * @param listenAddress for the visor and its servers, which gives several visors on one machine each its own; empty if it was not given
 * @param logFolder absolute and without symbolic links
 */
record VisorOptions(
        String listenAddress,
        int port,
        String zookeeper,
        Path logFolder,
        Optional<Path> logConfig,
        boolean daemon,
        Optional<AdminOptions.Endpoint> admin,
        Keeping keeping,
        BoundOptions.Values bounds,
        Protection protection) {
    private static final OwnAddress LOOPBACK = new OwnAddress("127.0.0.1", "127.0.0.1");
    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127\\.[0-9.]+|\\[?::1]?");

    /** Throws a {@link JubatusException} if a file or folder cannot be used. */
    static VisorOptions check(Arguments arguments) {
        Optional<Path> logConfig = FileOptions.realPath(arguments, "log_config");
        logConfig.ifPresent(Logging::check);
        Path logFolder = FileOptions.realPath(arguments, "logdir")
                .orElseThrow(() -> failed("--logdir is empty; it must be a folder for the output of the servers"));
        FileOptions.whyUnwritable(logFolder).ifPresent(reason -> {
            throw failed("can't write to the log directory: " + reason);
        });
        return new VisorOptions(
                arguments.text("listen_addr"),
                arguments.integer("rpc-port"),
                arguments.text("zookeeper"),
                logFolder,
                logConfig,
                arguments.flag("daemon"),
                AdminOptions.read(arguments),
                Keeping.of(arguments),
                BoundOptions.read(arguments),
                Protection.ofAgent(arguments));
    }

    /**
     * Where the visor itself listens: whoever reaches it has programs run. So it keeps to this machine if ZooKeeper is named as one of this
     * machine, unless the address is given or TLS knows who calls. With a ZooKeeper elsewhere, those who call are elsewhere too.
     */
    OwnAddress address() {
        boolean isOfThisMachine = listenAddress.isEmpty() && !knowsCallers() && isZooKeeperHere();
        return isOfThisMachine ? LOOPBACK : OwnAddress.of(listenAddress, "");
    }

    /** Whether strangers may call, and nobody said that they shall. */
    boolean isOpenToStrangers() {
        return listenAddress.isEmpty() && !knowsCallers() && !isZooKeeperHere();
    }

    private boolean knowsCallers() {
        return protection.tls().files().authority().isPresent();
    }

    private boolean isZooKeeperHere() {
        String servers = zookeeper.replaceFirst("/.*", "");
        return Arrays.stream(servers.split(","))
                .map(server -> server.strip().replaceFirst(":[0-9]+$", ""))
                .allMatch(host -> THIS_MACHINE.matcher(host).matches());
    }

    /** The same files for a process that works in another folder. */
    Map<String, String> absolutePaths() {
        var paths = new HashMap<>(protection.byOption());
        paths.put("logdir", logFolder.toString());
        logConfig.ifPresent(file -> paths.put("log_config", file.toString()));
        keeping.journals().ifPresent(folder -> paths.put("journal", folder.toString()));
        return paths;
    }

    /**
     * Where a program's output goes: {@code <logdir>/<program>_<port>.log}. With an address of one's own it stands in the name too, since
     * other visors of the machine may have the same ports and the same folder.
     */
    Path logFile(String program, int programPort) {
        String address = listenAddress.isEmpty() ? "" : listenAddress + "_";
        return logFolder.resolve(program + "_" + address + programPort + ".log");
    }

    private static JubatusException failed(String sentence) {
        return new JubatusException(JubatusException.Code.FAILED, sentence);
    }
}
