package jubatus.common.process;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells who started this process how the start went: the one that put it into the {@link Background}, where the first call counts, or
 * systemd, which hears of success alone. Does nothing in a process that was started in another way. Not safe for concurrent use.
 */
public final class Readiness {
    static final String VARIABLE = "JUBATUS_READINESS";
    static final int READY = '+';
    static final int FAILED = '-';

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    /** Null once the outcome was sent. */
    private String channel;

    private final ServiceManager manager;

    private Readiness(String channel, ServiceManager manager) {
        this.channel = channel;
        this.manager = manager;
    }

    public static Readiness ofProcess() {
        return new Readiness(System.getenv(VARIABLE), ServiceManager.ofProcess());
    }

    public void ready() {
        send(READY, "");
        var unused = manager.ready();
    }

    public void failed(String sentence) {
        send(FAILED, sentence);
    }

    private void send(int outcome, String sentence) {
        if (channel == null) {
            return;
        }
        try (OutputStream out = new FileOutputStream(channel)) {
            out.write(outcome);
            out.write(sentence.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.warn("cannot tell the starting process that the start is over: {}", e.getMessage());
        }
        channel = null;
    }
}
