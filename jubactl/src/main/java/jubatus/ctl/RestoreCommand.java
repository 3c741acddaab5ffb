package jubatus.ctl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.ClientOptions;
import jubatus.common.cluster.Coordinator;
import jubatus.core.JubatusException;
import jubatus.core.config.JsonReader;
import jubatus.core.config.JsonValue;
import jubatus.ctl.backup.BackupFolder;
import jubatus.ctl.backup.Manifest;
import jubatus.ctl.backup.ModelSum;
import jubatus.ctl.backup.SavedModel;

/**
 * {@code restore}: checks a backup, makes one model of what it holds, brings it to every server of the cluster, however many there are,
 * and lets each take it in place of its own once all have all of it. Until then no server has changed.
 */
final class RestoreCommand {
    private static final String LINEAR = "linear_mixer";
    private static final Duration MIX_PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 500;

    private final CtlOptions options;
    private final Coordinator coordinator;
    private final BackupFolder folder;
    private final List<String> warnings = new ArrayList<>();

    RestoreCommand(CtlOptions options, Coordinator coordinator) {
        this.options = options;
        this.coordinator = coordinator;
        this.folder = new BackupFolder(Path.of(options.care().operand()));
    }

    TransferReport run() throws InterruptedException {
        var rows = new ArrayList<TransferReport.Row>();
        try {
            Manifest manifest = folder.manifest();
            folder.check(manifest);
            List<String> servers = coordinator.children(options.cluster().nodes());
            if (servers.isEmpty()) {
                throw failed("no server of " + options.cluster().name() + " to restore: none is registered in "
                        + options.cluster().nodes() + "; start the servers first");
            }
            JsonValue config = JsonReader.read(folder.config());
            servers.forEach(server -> requireSameConfig(server, config));
            restore(manifest, servers, rows);
            mix();
            return new TransferReport(Command.RESTORE, rows, warnings, Optional.empty());
        } catch (JubatusException e) {
            return new TransferReport(Command.RESTORE, rows, warnings, Optional.of(e.getMessage()));
        }
    }

    private void requireSameConfig(String server, JsonValue wanted) {
        JsonValue config;
        try (ClassifierClient client = options.client(server, ClientOptions.DEFAULT.timeout())) {
            config = JsonReader.read(client.getConfigBytes().toBytes());
        } catch (JubatusException e) {
            throw failed("cannot restore " + server + ", so that no server was changed: " + e.getMessage());
        }
        if (!config.equals(wanted)) {
            throw failed("the configuration of " + server + " is not that of the backup, which is "
                    + folder.path().resolve(BackupFolder.CONFIG)
                    + ": stop the servers, write it with jubaconfig -c write, start them and restore again");
        }
    }

    private void restore(Manifest manifest, List<String> servers, List<TransferReport.Row> rows) {
        List<Path> files = manifest.servers().stream()
                .map(entry -> folder.path().resolve(entry.file()))
                .toList();
        ModelSum.Mixing mixing = manifest.mixer().equals(LINEAR) ? ModelSum.Mixing.ROUNDS : ModelSum.Mixing.EXCHANGE;
        ModelSum sum = ModelSum.of(files, mixing);
        Optional<Path> single = sum.single();
        if (single.isPresent()) {
            bring(single.get(), servers, rows);
            return;
        }
        try (var scratch = ScratchFile.named("sum.jubatus")) {
            addUp(sum, scratch.path());
            bring(scratch.path(), servers, rows);
        }
    }

    private static void addUp(ModelSum sum, Path target) {
        try {
            sum.write(target);
        } catch (JubatusException e) {
            throw failed("cannot add up the models of the backup in " + target.getParent()
                    + ", so that no server was changed: " + e.getMessage()
                    + (e.getCause() == null ? "" : " (" + e.getCause() + ")"));
        }
    }

    private void bring(Path model, List<String> servers, List<TransferReport.Row> rows) {
        SavedModel saved = SavedModel.read(model);
        String sha256;
        try {
            sha256 = BackupFolder.digest(model);
            try (var uploads = new Uploads(options, servers, Files.size(model), sha256);
                    InputStream in = Files.newInputStream(model)) {
                uploads.write(in);
                uploads.commit();
            }
        } catch (IOException e) {
            throw failed("cannot read " + model + ": " + e);
        }
        long bytes = model.toFile().length();
        servers.forEach(
                server -> rows.add(new TransferReport.Row(server, bytes, saved.version(), sha256, saved.summary())));
    }

    /**
     * What clients teach meanwhile comes on top; and if the epochs of the servers differed, all follow the highest. For that some leave
     * {@code actives} for a moment, perhaps all.
     */
    private void mix() throws InterruptedException {
        long end = System.nanoTime() + MIX_PATIENCE.toNanos();
        String reason = "no server is active";
        do {
            try {
                for (String server : coordinator.children(options.cluster().actives())) {
                    Optional<String> problem = new MixCommand(options, coordinator).ask(server);
                    if (problem.isEmpty()) {
                        return;
                    }
                    reason = server + ": " + problem.get();
                }
            } catch (JubatusException e) {
                // The model is restored, whatever becomes of ZooKeeper.
                reason = e.getMessage();
            }
            Thread.sleep(PAUSE_MILLIS);
        } while (System.nanoTime() - end < 0);
        warnings.add("every server has taken the model, but they have not mixed since (" + reason + ")");
    }

    private static JubatusException failed(String sentence) {
        return new JubatusException(JubatusException.Code.FAILED, sentence);
    }
}
