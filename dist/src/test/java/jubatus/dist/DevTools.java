package jubatus.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * The protocol by which Chromium lets itself be driven: commands with numbers and their answers, and events between them, each a JSON text
 * of a WebSocket. Any thread may send; events are handed out by the socket's own.
 */
final class DevTools implements WebSocket.Listener, AutoCloseable {
    private static final int SECONDS = 30;
    static final JsonMapper JSON = new JsonMapper();

    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
    private final BiConsumer<String, JsonNode> events;
    /** Of a text that comes in pieces. The socket's thread's. */
    private final StringBuilder pieces = new StringBuilder();

    private WebSocket socket;

    private DevTools(BiConsumer<String, JsonNode> events) {
        this.events = events;
    }

    /** @param events gets the name of each event and what it tells */
    static DevTools connect(URI address, BiConsumer<String, JsonNode> events) {
        var tools = new DevTools(events);
        tools.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, tools)
                .join();
        return tools;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** Sends a command and waits for what it returns. */
    JsonNode send(String method, ObjectNode params) throws Exception {
        int id = lastId.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        awaited.put(id, answer);
        ObjectNode command = object().put("id", id).put("method", method).set("params", params);
        socket.sendText(command.toString(), true).get(SECONDS, TimeUnit.SECONDS);
        JsonNode told = answer.get(SECONDS, TimeUnit.SECONDS);
        if (told.has("error")) {
            throw new AssertionError(method + " " + params + ": " + told.get("error"));
        }
        return told.get("result");
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean isLast) {
        pieces.append(piece);
        if (isLast) {
            take(pieces.toString());
            pieces.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void take(String text) {
        JsonNode message;
        try {
            message = JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (message.has("id")) {
            awaited.remove(message.get("id").asInt()).complete(message);
        } else {
            events.accept(message.get("method").asText(), message.get("params"));
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
