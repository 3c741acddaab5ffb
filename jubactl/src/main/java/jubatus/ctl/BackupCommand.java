package jubatus.ctl;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jubatus.common.cli.Version;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.ClientOptions;
import jubatus.common.client.ModelTransferClient;
import jubatus.common.cluster.Coordinator;
import jubatus.common.rpc.RpcException;
import jubatus.core.JubatusException;
import jubatus.core.config.JsonReader;
import jubatus.ctl.backup.BackupFolder;
import jubatus.ctl.backup.Manifest;
import jubatus.ctl.backup.NewBackup;
import jubatus.ctl.backup.SavedModel;

/**
 * {@code backup}: fetches the model of each server, one after the other, into a folder of this machine, and checks it. All that was
 * acknowledged before it began is in the backup: a server's file has what only that server knows, too, so that nothing is lost if the
 * cluster could not mix, or mixes between two servers' turns. The manifest comes last; without it there is no backup.
 */
final class BackupCommand {
    private final CtlOptions options;
    private final Coordinator coordinator;
    private final Path path;
    private final List<Manifest.Entry> fetched = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private byte[] config = {};

    BackupCommand(CtlOptions options, Coordinator coordinator) {
        this.options = options;
        this.coordinator = coordinator;
        this.path = Path.of(options.care().operand());
    }

    TransferReport run() {
        NewBackup backup;
        try {
            backup = NewBackup.into(path);
        } catch (JubatusException e) {
            return report(Optional.of(e.getMessage()));
        }
        try (backup) {
            write(backup);
            return report(Optional.empty());
        } catch (JubatusException e) {
            return report(Optional.of(e.getMessage() + "; " + path + " holds no backup"));
        }
    }

    private void write(NewBackup backup) {
        List<String> servers = coordinator.children(options.cluster().nodes());
        if (servers.isEmpty()) {
            throw failed("no server of " + options.cluster().name() + " to back up: none is registered in "
                    + options.cluster().nodes());
        }
        String mixer = mixerOf(servers.get(0));
        boolean mixed = options.care().mix() && isMixed();
        servers.forEach(server -> fetch(server, backup));
        String configSha256 = backup.writeConfig(config);
        backup.finish(new Manifest(
                options.cluster().name(),
                System.currentTimeMillis() / 1000,
                Version.NUMBER,
                mixer,
                mixed,
                configSha256,
                fetched));
    }

    /** Asked before anything is fetched, for a server that cannot tell shall not cost all that was. */
    private String mixerOf(String server) {
        try (ClassifierClient client = options.client(server, ClientOptions.DEFAULT.timeout())) {
            return client.getStatus().values().stream()
                    .map(status -> status.get("mixer"))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow(() -> failed("its status has no mixer; is it of a cluster?"));
        } catch (JubatusException e) {
            throw failed("cannot back up " + server + ": " + e.getMessage());
        }
    }

    /** A mix spares the restoring some work, no more: its failure is no failure of the backup. */
    private boolean isMixed() {
        String reason = "no server is active";
        for (String server : coordinator.children(options.cluster().actives())) {
            Optional<String> problem = new MixCommand(options, coordinator).ask(server);
            if (problem.isEmpty()) {
                return true;
            }
            reason = server + ": " + problem.get();
        }
        warnings.add("the cluster could not mix before the backup (" + reason
                + "); each server's file has what only that server knows, and a restore adds it up");
        return false;
    }

    private void fetch(String server, NewBackup backup) {
        try (ModelTransferClient client = options.transfers(server)) {
            fetched.add(fetch(server, client, backup));
        } catch (JubatusException e) {
            throw failed("cannot back up " + server + ": " + e.getMessage());
        }
    }

    private Manifest.Entry fetch(String server, ModelTransferClient client, NewBackup backup) {
        String file = server + ".jubatus";
        Path part = backup.begin(file);
        ModelTransferClient.Waiting waiting = client.openBackup();
        try {
            copy(waiting, client, part);
        } finally {
            close(waiting, client);
        }
        SavedModel saved = SavedModel.read(part);
        requireSameConfig(saved);
        backup.keep(file);
        return new Manifest.Entry(
                server, file, waiting.bytes(), waiting.sha256(), saved.version(), Optional.of(saved.summary()));
    }

    private static void copy(ModelTransferClient.Waiting waiting, ModelTransferClient client, Path target) {
        MessageDigest sha256 = BackupFolder.sha256();
        try (OutputStream out = Files.newOutputStream(target)) {
            for (long at = 0; at < waiting.bytes(); ) {
                byte[] chunk = client.read(waiting.id(), at);
                if (chunk.length == 0) {
                    throw failed("it sent " + at + " bytes of " + waiting.bytes());
                }
                out.write(chunk);
                sha256.update(chunk);
                at += chunk.length;
            }
        } catch (IOException e) {
            throw failed("cannot write " + target + ": " + e);
        }
        String actual = HexFormat.of().formatHex(sha256.digest());
        if (!actual.equals(waiting.sha256())) {
            throw failed("what arrived has the SHA-256 " + actual + " instead of " + waiting.sha256());
        }
    }

    /** The server forgets it by itself after a minute. */
    private static void close(ModelTransferClient.Waiting waiting, ModelTransferClient client) {
        try {
            client.closeBackup(waiting.id());
        } catch (RpcException e) {
            return;
        }
    }

    private void requireSameConfig(SavedModel saved) {
        byte[] theirs = saved.config().toBytes();
        if (config.length == 0) {
            config = theirs;
        } else if (!JsonReader.read(theirs).equals(JsonReader.read(config))) {
            throw failed("its configuration is not that of " + fetched.get(0).node());
        }
    }

    private TransferReport report(Optional<String> error) {
        List<TransferReport.Row> rows = fetched.stream()
                .map(entry -> new TransferReport.Row(
                        entry.node(),
                        entry.bytes(),
                        entry.version(),
                        entry.sha256(),
                        entry.summary().orElseThrow()))
                .toList();
        return new TransferReport(Command.BACKUP, error.isPresent() ? List.of() : rows, warnings, error);
    }

    private static JubatusException failed(String sentence) {
        return new JubatusException(JubatusException.Code.FAILED, sentence);
    }
}
