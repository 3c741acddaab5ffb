package jubatus.dist;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A headless Chromium with one page, and what somebody does with it. It reaches this machine alone. */
final class Browser implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/bin/chromium");

    /** Set where CI cannot install one. */
    private static final String EXCUSE = "JUBATUS_NO_BROWSER";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Names and codes of the keys that have no character. */
    private static final Map<String, Integer> KEYS =
            Map.of("Tab", 9, "Enter", 13, "Escape", 27, " ", 32, "Home", 36, "End", 35);

    private final Path profile;
    private final Process process;
    private final DevTools page;
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private Browser(Path profile, Process process, URI address) throws Exception {
        this.profile = profile;
        this.process = process;
        this.page = DevTools.connect(address, this::note);
        for (String domain : List.of("Runtime", "Log", "Network", "Page")) {
            page.send(domain + ".enable", DevTools.object());
        }
        // Else a page without a window is told of no focus.
        page.send("Emulation.setFocusEmulationEnabled", DevTools.object().put("enabled", true));
    }

    /** Skips the test where there is no Chromium; fails it where somebody has promised one. */
    static void require() {
        String why = "there is no " + PROGRAM + "; apt-get install chromium";
        if (Files.isExecutable(PROGRAM)) {
            return;
        }
        if (System.getenv("CI") != null && System.getenv(EXCUSE) == null) {
            throw new AssertionError(why);
        }
        assumeTrue(false, why);
    }

    /** @param language that it prefers, such as {@code en-GB} */
    static Browser start(Path folder, String language) throws Exception {
        Path profile = folder.resolve("chromium");
        Process process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--headless=new",
                        "--no-sandbox", // which needs rights that a container does not give
                        "--disable-dev-shm-usage",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.*",
                        "--hide-scrollbars",
                        "--accept-lang=" + language,
                        "--user-data-dir=" + profile,
                        "--remote-debugging-port=0",
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromium.log").toFile())
                .start();
        try {
            return new Browser(profile, process, pageAddress(process, profile.resolve("DevToolsActivePort")));
        } catch (Exception | AssertionError e) {
            end(process);
            throw e;
        }
    }

    private static URI pageAddress(Process process, Path portFile) throws Exception {
        await("chromium").atMost(PATIENCE).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("chromium ended with " + process.exitValue());
            }
            return Files.exists(portFile) && Files.readAllLines(portFile).size() > 1;
        });
        URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(portFile).get(0) + "/json/list");
        String body = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        for (JsonNode target : DevTools.JSON.readTree(body)) {
            if (target.get("type").asText().equals("page")) {
                return URI.create(target.get("webSocketDebuggerUrl").asText());
            }
        }
        throw new AssertionError("chromium has no page: " + body);
    }

    private void note(String event, JsonNode told) {
        switch (event) {
            case "Runtime.exceptionThrown" -> problems.add(told.toString());
            case "Runtime.consoleAPICalled" -> {
                if (List.of("error", "warning").contains(told.get("type").asText())) {
                    problems.add(told.get("args").toString());
                }
            }
            case "Log.entryAdded" -> problems.add(told.get("entry").toString());
            case "Network.requestWillBeSent" ->
                requests.add(told.get("request").get("url").asText());
            default -> {}
        }
    }

    /** Goes to a page and waits until it has loaded. */
    void open(String url) throws Exception {
        page.send("Page.navigate", DevTools.object().put("url", url));
        awaitTrue("location.href !== 'about:blank' && document.readyState === 'complete'");
    }

    /** The value of an expression, awaited if it is a promise. */
    JsonNode evaluate(String expression) throws Exception {
        ObjectNode params = DevTools.object()
                .put("expression", expression)
                .put("awaitPromise", true)
                .put("returnByValue", true);
        JsonNode told = page.send("Runtime.evaluate", params);
        if (told.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + told.get("exceptionDetails"));
        }
        return told.get("result").path("value");
    }

    String text(String selector) throws Exception {
        return evaluate("document.querySelector('" + selector + "').textContent")
                .asText();
    }

    void awaitTrue(String expression) {
        await(expression)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> evaluate("Boolean(" + expression + ")").asBoolean());
    }

    /** Presses a key by its name, such as {@code Tab}. */
    void press(String key) throws Exception {
        ObjectNode down = DevTools.object()
                .put("type", "keyDown")
                .put("key", key)
                .put("code", key.equals(" ") ? "Space" : key)
                .put("windowsVirtualKeyCode", KEYS.get(key));
        if (key.equals("Enter") || key.equals(" ")) {
            down.put("text", key.equals("Enter") ? "\r" : " ");
        }
        page.send("Input.dispatchKeyEvent", down);
        ObjectNode up = down.deepCopy();
        up.remove("text");
        page.send("Input.dispatchKeyEvent", up.put("type", "keyUp"));
    }

    /** Moves the pointer. */
    void point(double x, double y) throws Exception {
        page.send(
                "Input.dispatchMouseEvent",
                DevTools.object().put("type", "mouseMoved").put("x", x).put("y", y));
    }

    /** Types a text where the focus is. */
    void type(String text) throws Exception {
        page.send("Input.insertText", DevTools.object().put("text", text));
    }

    void size(int width, int height) throws Exception {
        page.send(
                "Emulation.setDeviceMetricsOverride",
                DevTools.object()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", width < 640));
    }

    /** @param scheme {@code light} or {@code dark} */
    void prefer(String scheme) throws Exception {
        ObjectNode params = DevTools.object();
        params.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", scheme);
        page.send("Emulation.setEmulatedMedia", params);
    }

    /** A picture of the page from its top down, but for what lies below {@code highest}, PNG. */
    byte[] picture(int highest) throws Exception {
        ObjectNode params = DevTools.object().put("format", "png").put("captureBeyondViewport", true);
        JsonNode content = page.send("Page.getLayoutMetrics", DevTools.object()).get("cssContentSize");
        params.putObject("clip")
                .put("x", 0)
                .put("y", 0)
                .put("width", content.get("width").asDouble())
                .put("height", Math.min(highest, content.get("height").asDouble()))
                .put("scale", 1);
        return Base64.getDecoder()
                .decode(page.send("Page.captureScreenshot", params).get("data").asText());
    }

    /** What the page is to those who do not see it: a node for each part, with role and name. */
    JsonNode accessibilityTree() throws Exception {
        return page.send("Accessibility.getFullAXTree", DevTools.object()).get("nodes");
    }

    /** What the console had to complain about so far. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** The addresses that were asked for so far. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() throws IOException {
        page.close();
        end(process);
        // A link to elsewhere, at which the deletion of a test's folder takes offence.
        Files.deleteIfExists(profile.resolve("SingletonSocket"));
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
