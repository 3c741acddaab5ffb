package jubatus.common.process;

import jubatus.common.cli.Version;

/** The first record of a server's log: where it serves and what it was told (01 §3.4). Not safe for concurrent use. */
public final class BootRecord {
    private static final int WIDTH = 20;

    private final StringBuilder text = new StringBuilder(512);

    /** The head of the record. */
    public BootRecord(String program, String address, int port) {
        text.append("starting ")
                .append(program)
                .append(' ')
                .append(Version.NUMBER)
                .append(" RPC server at ")
                .append(address)
                .append(':')
                .append(port)
                .append('\n');
    }

    /** Adds a line; its name has at most 20 characters. */
    public BootRecord line(String name, Object value) {
        text.append("    ")
                .append(name)
                .append(" ".repeat(WIDTH - name.length()))
                .append(" : ")
                .append(value)
                .append('\n');
        return this;
    }

    public String text() {
        return text.toString();
    }
}
