package jubatus.ctl;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import jubatus.common.client.ModelTransferClient;
import jubatus.common.rpc.RpcException;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;

/**
 * One model on its way to several servers, chunk by chunk to all of them, so that none waits for long. Closing it lets those that did not
 * take the model forget it. Used by one thread.
 */
final class Uploads implements AutoCloseable {
    private record Upload(String server, ModelTransferClient client, ByteString id) {}

    private final List<Upload> open = new ArrayList<>();

    /** Announces it to all; throws a {@link JubatusException} if a server refuses it. */
    Uploads(CtlOptions options, List<String> servers, long bytes, String sha256) {
        try {
            for (String server : servers) {
                ModelTransferClient client = options.transfers(server);
                try {
                    open.add(new Upload(server, client, client.openRestore(bytes, sha256)));
                } catch (JubatusException e) {
                    client.close();
                    throw unchanged(server, e);
                }
            }
        } catch (JubatusException e) {
            close();
            throw e;
        }
    }

    /** Sends all bytes to all servers. */
    void write(InputStream in) throws IOException {
        byte[] chunk = new byte[ModelTransferClient.CHUNK_BYTES];
        long at = 0;
        for (int read = in.readNBytes(chunk, 0, chunk.length); read > 0; read = in.readNBytes(chunk, 0, chunk.length)) {
            for (Upload upload : open) {
                try {
                    upload.client().write(upload.id(), at, chunk, read);
                } catch (JubatusException e) {
                    throw unchanged(upload.server(), e);
                }
            }
            at += read;
        }
    }

    /**
     * Lets all servers take the model at the same time: the last of many would forget it before its turn came, and they differ for as
     * short a time as can be.
     */
    void commit() {
        List<CompletableFuture<Boolean>> answers = open.stream()
                .map(upload -> upload.client().commitRestore(upload.id()))
                .toList();
        var failures = new ArrayList<String>();
        int taken = 0;
        for (int i = 0; i < answers.size(); i++) {
            try {
                answers.get(i).join();
                taken++;
            } catch (CompletionException e) {
                failures.add(open.get(i).server() + ": " + e.getCause().getMessage());
            }
        }
        if (!failures.isEmpty()) {
            throw new JubatusException(
                    JubatusException.Code.FAILED,
                    taken == 0
                            ? "no server took the model: " + String.join("; ", failures)
                            : taken + " of " + open.size()
                                    + " servers have the model of the backup, which the others will follow; "
                                    + "restore again to be sure. Failed: " + String.join("; ", failures));
        }
    }

    private static JubatusException unchanged(String server, JubatusException cause) {
        return new JubatusException(
                cause.code(),
                "cannot restore " + server + ", so that no server was changed: " + cause.getMessage(),
                cause);
    }

    @Override
    public void close() {
        for (Upload upload : open) {
            try (ModelTransferClient client = upload.client()) {
                client.closeRestore(upload.id());
            } catch (RpcException e) {
                // The server forgets it by itself after a minute.
            }
        }
    }
}
