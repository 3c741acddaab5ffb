package jubatus.proxy.page;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jubatus.core.bytes.ByteString;

/** The files of the page, which lie beside this class. Each is read when it is first asked for. Safe for concurrent use. */
final class PageFiles {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final String TEXTS = "application/json";
    private static final String START = "index.html";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry(START, "text/html; charset=utf-8"),
            Map.entry("page.css", STYLE),
            Map.entry("parts.css", STYLE),
            Map.entry("icon.svg", "image/svg+xml"),
            Map.entry("page.js", SCRIPT),
            Map.entry("api.js", SCRIPT),
            Map.entry("elements.js", SCRIPT),
            Map.entry("texts.js", SCRIPT),
            Map.entry("history.js", SCRIPT),
            Map.entry("servers.js", SCRIPT),
            Map.entry("charts.js", SCRIPT),
            Map.entry("marks.js", SCRIPT),
            Map.entry("mixes.js", SCRIPT),
            Map.entry("labels.js", SCRIPT),
            Map.entry("trial.js", SCRIPT),
            Map.entry("en.json", TEXTS),
            Map.entry("ja.json", TEXTS),
            Map.entry("uPlot.iife.min.js", SCRIPT),
            Map.entry("uPlot.min.css", STYLE),
            Map.entry("uPlot.LICENSE", "text/plain; charset=utf-8"));

    private final Map<String, Reply> read = new ConcurrentHashMap<>();

    /**
     * The file at a path; none if there is no such one.
     *
     * @param known the tag of what the browser has, null if it has none
     */
    Optional<Reply> at(String path, String known) throws IOException {
        String name = path.equals("/") ? START : path.substring(1);
        if (!TYPES.containsKey(name)) {
            return Optional.empty();
        }
        Reply file = read.get(name);
        if (file == null) {
            file = load(name);
            read.put(name, file);
        }
        boolean isKnown = known != null && file.tag().equals(Optional.of(known));
        return Optional.of(isKnown ? new Reply(Reply.NOT_MODIFIED, file.type(), ByteString.EMPTY, file.tag()) : file);
    }

    private static Reply load(String name) throws IOException {
        try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the file " + name + " of the page is not in the suite");
            }
            byte[] bytes = in.readAllBytes();
            return new Reply(Reply.OK, TYPES.get(name), ByteString.copyOf(bytes), Optional.of(tag(bytes)));
        }
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "\"" + HexFormat.of().formatHex(digest, 0, 8) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
