package jubatus.classifier.transfer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import jubatus.common.rpc.RpcParams;
import jubatus.common.rpc.RpcServer;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The methods by which {@code jubactl} fetches the model of a server and brings one, in chunks of at most {@link #CHUNK_BYTES}. A model
 * that is fetched is first written to a file, so that it is of one moment; one that is brought takes the place of the server's only when
 * all of it is there and is what was announced.
 *
 * <p>Safe for concurrent use. All methods block; {@code model-transfers} is a thread that ends what nobody uses any more.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The task cannot fail.
public final class ModelTransfers implements AutoCloseable {
    /** The largest chunk. */
    public static final int CHUNK_BYTES = 4 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(ModelTransfers.class);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final TransferFiles files;
    private final WholeModel model;
    private final OpenTransfers<OutgoingModel> outgoing;
    private final OpenTransfers<IncomingModel> incoming;
    private final ScheduledThreadPoolExecutor duty =
            new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "model-transfers"));

    /**
     * Of a server.
     *
     * @param folder where models under way lie
     * @param node the server's name among others
     */
    public ModelTransfers(Path folder, String node, WholeModel model) {
        this(new TransferFiles(folder, node), model, System::nanoTime);
    }

    ModelTransfers(TransferFiles files, WholeModel model, LongSupplier nanoTime) {
        this.files = files;
        this.model = model;
        this.outgoing = new OpenTransfers<>(nanoTime);
        this.incoming = new OpenTransfers<>(nanoTime);
    }

    /** Adds the methods to a server that has not started. */
    public void register(RpcServer server) {
        server.blockingMethod("open_backup", this::openBackup)
                .blockingMethod("read_backup", this::readBackup)
                .blockingMethod("close_backup", (params, result) -> close(outgoing, params, result))
                .blockingMethod("open_restore", this::openRestore)
                .blockingMethod("write_restore", this::writeRestore)
                .blockingMethod("commit_restore", this::commitRestore)
                .blockingMethod("close_restore", (params, result) -> close(incoming, params, result));
    }

    /** Begins; the server has its port. */
    public void start() {
        files.sweep();
        duty.scheduleWithFixedDelay(this::closeIdle, LOOK.toSeconds(), LOOK.toSeconds(), TimeUnit.SECONDS);
    }

    void closeIdle() {
        outgoing.closeIdle();
        incoming.closeIdle();
    }

    void openBackup(MessageReader params, MessageWriter result) {
        open(params, 1);
        ByteString id = outgoing.open(this::save);
        OutgoingModel saved = outgoing.use(id);
        LOG.info("a backup of the model is fetched: {} bytes", saved.bytes());
        result.array(3);
        result.raw(id);
        result.unsigned(saved.bytes());
        result.raw(saved.sha256());
    }

    private OutgoingModel save() {
        Path file = files.next();
        model.save(file);
        try {
            return OutgoingModel.of(file);
        } catch (RuntimeException e) {
            TransferFiles.delete(file);
            throw e;
        }
    }

    void readBackup(MessageReader params, MessageWriter result) {
        open(params, 4);
        OutgoingModel saved = outgoing.use(params.readByteString());
        long offset = params.readUnsignedLong();
        long length = params.readUnsignedLong();
        if (length < 0 || length > CHUNK_BYTES) {
            throw Transfer.refused(
                    "a chunk has at most " + CHUNK_BYTES + " bytes, not " + Long.toUnsignedString(length));
        }
        result.raw(saved.read(offset, (int) length));
    }

    void openRestore(MessageReader params, MessageWriter result) {
        open(params, 3);
        long bytes = params.readUnsignedLong();
        String sha256 = params.readByteString().toString();
        result.raw(incoming.open(() -> IncomingModel.into(files.next(), bytes, sha256)));
    }

    void writeRestore(MessageReader params, MessageWriter result) {
        open(params, 4);
        IncomingModel brought = incoming.use(params.readByteString());
        long offset = params.readUnsignedLong();
        byte[] chunk = params.readBytes();
        if (chunk.length > CHUNK_BYTES) {
            throw Transfer.refused("a chunk has at most " + CHUNK_BYTES + " bytes, not " + chunk.length);
        }
        brought.write(offset, chunk);
        result.bool(true);
    }

    /** Whether it is taken or not, the transfer ends. */
    void commitRestore(MessageReader params, MessageWriter result) {
        open(params, 2);
        IncomingModel brought = incoming.take(params.readByteString());
        try {
            model.load(brought.whole());
        } finally {
            incoming.end(brought);
        }
        result.bool(true);
    }

    private static void close(OpenTransfers<?> transfers, MessageReader params, MessageWriter result) {
        open(params, 2);
        result.bool(transfers.close(params.readByteString()));
    }

    /** Ends all transfers; their files are gone. */
    @Override
    public void close() {
        duty.shutdownNow();
        outgoing.closeAll();
        incoming.closeAll();
    }

    /** Opens the parameters and passes over the cluster's name. */
    private static void open(MessageReader params, int atLeast) {
        RpcParams.open(params, atLeast);
        params.readRaw();
    }
}
