package jubatus.visor;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.BoundOptions;
import jubatus.common.cli.FileOptions;
import jubatus.common.process.Logging;
import jubatus.common.process.OwnAddress;
import jubatus.core.JubatusException;

/**
 * What the visor was told by its options, checked.
 *
 * @param listenAddress for the visor and its servers; empty for any address, which gives several visors on one machine each its own
 * @param logFolder absolute and without symbolic links
 */
record VisorOptions(
        String listenAddress,
        int port,
        String zookeeper,
        Path logFolder,
        Optional<Path> logConfig,
        boolean daemon,
        BoundOptions.Values bounds) {
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
                BoundOptions.read(arguments));
    }

    OwnAddress address() {
        return OwnAddress.of(listenAddress, "");
    }

    /** The same files for a process that works in another folder. */
    Map<String, String> absolutePaths() {
        return logConfig
                .map(file -> Map.of("logdir", logFolder.toString(), "log_config", file.toString()))
                .orElse(Map.of("logdir", logFolder.toString()));
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
