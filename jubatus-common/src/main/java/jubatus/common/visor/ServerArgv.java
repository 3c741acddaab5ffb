package jubatus.common.visor;

import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * The options of a server that a call of {@code start} decides; the visor decides the others. On the wire it is an array of 20
 * elements (01 §6.2), of which these are the ones that a visor uses. Values are passed on to the server as they are: it checks them.
 */
public record ServerArgv(
        String bindInterface,
        int timeout,
        int zookeeperTimeout,
        int interconnectTimeout,
        int threads,
        String dataFolder,
        String logFolder,
        String logConfig,
        int intervalSeconds,
        int intervalCount,
        String mixer) {
    /** What elements that are not sent count as. */
    public static final ServerArgv BLANK = new ServerArgv("", 10, 10, 10, 2, "/tmp", "", "", 5, 1024, "");

    private static final int ELEMENTS = 20;
    private static final int BLANK_PORT = 9199;
    private static final String BLANK_NETWORK = "localhost";

    /**
     * Reads an array that may be shorter, whose missing elements keep their defaults, or longer.
     *
     * @throws jubatus.core.JubatusException BAD_ARGUMENT if an element has another type
     */
    public static ServerArgv read(MessageReader in) {
        var elements = new Elements(in, in.readArray());
        elements.integer(BLANK_PORT);
        elements.text(""); // bind_address
        String bindInterface = elements.text(BLANK.bindInterface);
        int timeout = elements.integer(BLANK.timeout);
        int zookeeperTimeout = elements.integer(BLANK.zookeeperTimeout);
        int interconnectTimeout = elements.integer(BLANK.interconnectTimeout);
        int threads = elements.integer(BLANK.threads);
        elements.text(""); // program_name
        elements.text(""); // type
        elements.text(""); // z
        elements.text(""); // name
        String dataFolder = elements.text(BLANK.dataFolder);
        String logFolder = elements.text(BLANK.logFolder);
        String logConfig = elements.text(BLANK.logConfig);
        elements.text(BLANK_NETWORK);
        int intervalSeconds = elements.integer(BLANK.intervalSeconds);
        int intervalCount = elements.integer(BLANK.intervalCount);
        String mixer = elements.text(BLANK.mixer);
        elements.flag(); // daemon
        elements.flag(); // config_test
        elements.skipRest();
        return new ServerArgv(
                bindInterface,
                timeout,
                zookeeperTimeout,
                interconnectTimeout,
                threads,
                dataFolder,
                logFolder,
                logConfig,
                intervalSeconds,
                intervalCount,
                mixer);
    }

    /** Writes all elements; the last three parameters are what the original's jubactl sends besides and no visor uses. */
    void write(MessageWriter out, String type, String zookeeper, String target) {
        out.array(ELEMENTS);
        out.integer(BLANK_PORT);
        out.raw("");
        out.raw(bindInterface);
        out.integer(timeout);
        out.integer(zookeeperTimeout);
        out.integer(interconnectTimeout);
        out.integer(threads);
        out.raw(type);
        out.raw("");
        out.raw(zookeeper);
        out.raw(target);
        out.raw(dataFolder);
        out.raw(logFolder);
        out.raw(logConfig);
        out.raw(BLANK_NETWORK);
        out.integer(intervalSeconds);
        out.integer(intervalCount);
        out.raw(mixer);
        out.bool(false);
        out.bool(false);
    }

    /** Reads elements one after the other, and defaults where there are no more. */
    private static final class Elements {
        private final MessageReader in;
        private int left;

        Elements(MessageReader in, int left) {
            this.in = in;
            this.left = left;
        }

        int integer(int otherwise) {
            return left-- > 0 ? in.readInt() : otherwise;
        }

        String text(String otherwise) {
            return left-- > 0 ? in.readByteString().toString() : otherwise;
        }

        void flag() {
            if (left-- > 0) {
                in.readBoolean();
            }
        }

        void skipRest() {
            while (left-- > 0) {
                in.skip();
            }
        }
    }
}
