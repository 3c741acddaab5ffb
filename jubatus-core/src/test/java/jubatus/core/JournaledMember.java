package jubatus.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.journal.Sync;
import jubatus.core.mix.Fetched;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.plugin.Plugins;

/** A member of a cluster with a journal, which can be killed: its files are copied as they are, and another engine begins with the copy. */
final class JournaledMember implements AutoCloseable {
    final ByteString node;
    private final Path folder;
    private final String config;
    private final Workspace workspace = new Workspace();
    private int lives;
    Engine engine;
    EngineJournal journal;

    JournaledMember(String node, Path folder, String config) {
        this.node = ByteString.utf8(node);
        this.folder = folder.resolve(node);
        this.config = config;
        open();
    }

    private void open() {
        engine = Engine.create(config.getBytes(StandardCharsets.UTF_8), Engine.Mode.DISTRIBUTED, Plugins.of(List.of()));
        journal = EngineJournal.open(engine, life(), Sync.NEVER);
    }

    /** Learns a sample and acknowledges it. */
    void train(ByteString label, String word) {
        engine.train(label, new Datum().addString("text", word), workspace);
        engine.settle();
    }

    /** Takes the model of a peer if it is a higher one. */
    Fetched fetch(JournaledMember peer) {
        MessageWriter out = MessageWriter.toArray();
        try (EngineMix.Image image = peer.engine.mix().image()) {
            image.write(out);
        }
        return engine.mix().fetch(MessageReader.of(out.toBytes()));
    }

    /** Ends as by kill -9 and starts again. */
    void kill() {
        Path before = life();
        EngineJournal killed = journal;
        lives++;
        copy(before, life());
        open();
        killed.close();
    }

    /** Stops in order and starts again. */
    void restart() {
        journal.close();
        open();
    }

    /** The folder of its journal. */
    Path life() {
        return folder.resolve("life" + lives);
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        journal.close();
    }
}
