package jubatus.common.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import jubatus.common.rpc.RpcClient;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * Fetches the whole model of one server, and brings one, in chunks; servers of this suite only, and not through a proxy. Every call but one waits
 * for its answer and throws a {@link jubatus.common.rpc.RpcException} if there is none. A transfer that is not used for a minute ends.
 *
 * <p>Safe for use by any number of threads.
 */
public final class ModelTransferClient implements AutoCloseable {
    /** The largest chunk. */
    public static final int CHUNK_BYTES = 4 << 20;

    private static final long ANSWER_BYTES = CHUNK_BYTES + (1 << 10);

    private final RpcClient rpc;
    private final ByteString clusterName;
    private final Duration patience;

    /**
     * Connects with the first call.
     *
     * @param options its time-out is for a chunk
     * @param patience for the calls that write or read a whole model
     */
    public ModelTransferClient(String host, int port, String clusterName, ClientOptions options, Duration patience) {
        this.rpc = new RpcClient(new RpcClient.Options(host, port, options.timeout(), ANSWER_BYTES, options.tls()));
        this.clusterName = ByteString.utf8(clusterName);
        this.patience = patience;
    }

    /**
     * A model that waits to be fetched.
     *
     * @param sha256 of its bytes, in hexadecimal digits
     */
    public record Waiting(ByteString id, long bytes, String sha256) {}

    /** Lets the server write its model, as it is at one moment, for {@link #read}. */
    public Waiting openBackup() {
        return rpc.call(
                "open_backup",
                patience,
                params -> {
                    params.array(1);
                    params.raw(clusterName);
                },
                result -> {
                    result.readArrayOf(3);
                    return new Waiting(
                            result.readByteString(),
                            result.readUnsignedLong(),
                            result.readByteString().toString());
                });
    }

    /** The bytes of a model from an offset on, as many as there are, but {@link #CHUNK_BYTES} at most. */
    public byte[] read(ByteString id, long offset) {
        return rpc.call(
                "read_backup",
                params -> {
                    params.array(4);
                    params.raw(clusterName);
                    params.raw(id);
                    params.unsigned(offset);
                    params.unsigned(CHUNK_BYTES);
                },
                MessageReader::readBytes);
    }

    /** Lets the server forget what it wrote; false if it has. */
    public boolean closeBackup(ByteString id) {
        return close("close_backup", id);
    }

    /** Announces a model; returns the id for {@link #write}. */
    public ByteString openRestore(long bytes, String sha256) {
        return rpc.call(
                "open_restore",
                params -> {
                    params.array(3);
                    params.raw(clusterName);
                    params.unsigned(bytes);
                    params.raw(sha256);
                },
                MessageReader::readByteString);
    }

    /** Brings the next bytes of a model. */
    public void write(ByteString id, long offset, byte[] chunk, int length) {
        rpc.call(
                "write_restore",
                params -> {
                    params.array(4);
                    params.raw(clusterName);
                    params.raw(id);
                    params.unsigned(offset);
                    params.raw(chunk, 0, length);
                },
                MessageReader::readBoolean);
    }

    /**
     * Lets the server take the model that was brought in place of its own, without waiting for it.
     *
     * @return completed once it has, or exceptionally with a {@link jubatus.common.rpc.RpcException}
     */
    public CompletableFuture<Boolean> commitRestore(ByteString id) {
        return rpc.callAsync("commit_restore", patience, params -> writeId(id, params), MessageReader::readBoolean);
    }

    /** Lets the server forget what was brought; false if it has. */
    public boolean closeRestore(ByteString id) {
        return close("close_restore", id);
    }

    private boolean close(String method, ByteString id) {
        return rpc.call(method, params -> writeId(id, params), MessageReader::readBoolean);
    }

    private void writeId(ByteString id, MessageWriter params) {
        params.array(2);
        params.raw(clusterName);
        params.raw(id);
    }

    @Override
    public void close() {
        rpc.close();
    }
}
