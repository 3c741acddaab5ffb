package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.EstimateResult;
import jubatus.common.client.LabeledDatum;
import jubatus.core.datum.Datum;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The proxy's live page in a browser, with a cluster of three servers behind it that learns and mixes once while somebody looks. What
 * takes a server away comes last.
 */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LivePageIT {
    private static final String ADDRESS = "127.0.0.77";
    private static final int SERVERS = 3;
    private static final int LAST = Integer.MAX_VALUE - 1;
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";
    private static final String MARKS = "#mixes [role=slider]";
    /** How many samples of which label are taught, most first. */
    private static final Map<String, Integer> SAMPLES = Map.of("tokugawa", 30, "ashikaga", 20, "hojo", 10, HOSTILE, 5);

    private static final Map<String, String> NAMES =
            Map.of("tokugawa", "家康", "ashikaga", "尊氏", "hojo", "泰時", HOSTILE, "x");

    @TempDir
    private static Path folder;

    private RunningCluster cluster;
    private Browser browser;
    private String origin;

    @BeforeAll
    void openPageThenTeachAndMix() throws Exception {
        Browser.require();
        cluster = RunningCluster.start(
                Suite.built(),
                folder,
                SERVERS,
                "--admin_addr=" + ADDRESS,
                "--admin_port=" + RunningCluster.PORT,
                "--interval_sec=1000000");
        origin = "http://" + ADDRESS + ":" + cluster.proxyPort();
        browser = Browser.start(folder, "en-GB");
        browser.size(1280, 900);
        browser.open(origin + "/");
        awaitStates("active", SERVERS);
        try (ClassifierClient client = cluster.client();
                ClassifierClient server = cluster.clientOf(cluster.ports().get(0))) {
            for (Map.Entry<String, Integer> taught : SAMPLES.entrySet()) {
                for (int i = 0; i < taught.getValue(); i++) {
                    client.train(List.of(new LabeledDatum(taught.getKey(), datum(NAMES.get(taught.getKey())))));
                }
            }
            server.doMix();
        }
    }

    @AfterAll
    void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void servers_ofTheCluster_areShownAsActive() throws Exception {
        awaitStates("active", SERVERS);
        assertThat(browser.text("h1")).isEqualTo("shogun");
        assertThat(browser.text("#contact")).isEqualTo("Live");
        assertThat(list("[...document.querySelectorAll('#servers tbody th')].map(th => th.textContent)"))
                .containsExactlyElementsOf(
                        cluster.ports().stream().map(cluster::node).toList());
        browser.awaitTrue("[...document.querySelectorAll('#servers .state')].map(state => state.textContent).join()"
                + " === 'Active,Active,Active'");
    }

    @Test
    void labels_thatWereTaught_areShownWithTheirCountsAndAsPlainTexts() throws Exception {
        browser.awaitTrue("document.querySelectorAll('#labels tbody tr').length === 4"
                + " && !document.querySelector('#labels').textContent.includes('–')");

        assertThat(list("[...document.querySelectorAll('#labels tbody tr')]"
                        + ".map(row => row.cells[0].textContent + ' ' + row.cells[1].textContent)"))
                .containsExactly("tokugawa 30", "ashikaga 20", "hojo 10", HOSTILE + " 5");
        assertThat(browser.evaluate("document.querySelectorAll('main img').length")
                        .asInt())
                .isZero();
    }

    @Test
    void mix_whileThePageIsOpen_isOnTheTimeLine() throws Exception {
        browser.awaitTrue("document.querySelector('#latest-mixes tbody td:nth-child(3)')?.textContent === '3/3'");

        assertThat(list("[...document.querySelectorAll('#servers tbody tr')].map(row => row.cells[4].textContent)"))
                .containsOnly("0");
        assertThat(browser.evaluate("document.querySelectorAll('#mixes canvas').length")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void mix_inTheTableAndOnTheTimeLine_costsWhatItsMasterTells() throws Exception {
        Map<String, String> master = statusOf(cluster.ports().get(0));
        awaitLatestMix(master.get("linear_mixer.last_mix_version"));
        List<String> latest = list("[...document.querySelectorAll('#latest-mixes tbody tr:first-child > *')]"
                + ".map(cell => cell.textContent)");
        assertThat(measured(latest.get(3), Map.of("ms", 0.001, "s", 1.0)))
                .isCloseTo(Double.parseDouble(master.get("linear_mixer.last_mix_seconds")), withinPercentage(1));
        assertThat(measured(latest.get(4), Map.of("B", 1.0, "kB", 1000.0)))
                .isCloseTo(Double.parseDouble(master.get("linear_mixer.last_mix_bytes")), withinPercentage(1));

        browser.evaluate("document.activeElement.blur(); document.querySelector('" + MARKS + "').focus()");
        assertThat(tip())
                .startsWith(latest.get(0) + ": ")
                .contains("on 3 of 3 servers")
                .endsWith("in " + latest.get(3) + ", " + latest.get(4) + " to each");
        assertThat(browser.evaluate("document.querySelector('" + MARKS + "').getAttribute('aria-valuetext')")
                        .asText())
                .isEqualTo(tip());
    }

    @Test
    void marks_onTheTimeLine_areReadByKeyboardAndByPointer() throws Exception {
        int master = cluster.ports().get(0);
        awaitLatestMix(statusOf(master).get("linear_mixer.last_mix_version"));
        try (ClassifierClient server = cluster.clientOf(master)) {
            server.doMix();
        }
        awaitLatestMix(statusOf(master).get("linear_mixer.last_mix_version"));

        browser.evaluate("document.querySelector('#requests summary').focus()");
        for (int i = 0; i < 5 && !focused("role").equals("slider"); i++) {
            browser.press("Tab");
        }

        String latest = tip();
        browser.press("Home");
        String first = tip();
        assertThat(first).isNotEmpty().isNotEqualTo(latest);
        JsonNode place = browser.evaluate("(({x, y, width}) => ({x: x + width / 2, y: y + width / 2}))"
                + "(document.querySelector('" + MARKS + " i').getBoundingClientRect())");
        browser.press("End");
        assertThat(tip()).isEqualTo(latest);
        browser.press("Escape");
        assertThat(tip()).isEmpty();

        browser.point(place.get("x").asDouble(), place.get("y").asDouble());
        browser.awaitTrue("!document.querySelector('.tip').hidden");
        assertThat(tip()).isEqualTo(first);
        browser.point(0, 0);
        browser.awaitTrue("document.querySelector('.tip').hidden");
    }

    @Test
    void calls_ofClients_areCounted() throws Exception {
        browser.awaitTrue("[...document.querySelectorAll('#methods tbody tr')]"
                + ".some(row => row.cells[0].textContent === 'train' && row.cells[4].textContent === '65')");

        browser.evaluate("document.querySelector('#requests details').open = true");
        browser.awaitTrue("document.querySelectorAll('#requests details tbody tr').length > 0");
        assertThat(browser.text("#requests .said")).startsWith("Since ").contains("train: now ");
    }

    @Test
    void datum_thatIsTyped_getsTheScoresThatClassifyGives() throws Exception {
        browser.evaluate("document.querySelector('#datum').value = ''; document.querySelector('#datum').focus()");
        browser.type("name: 家康");
        browser.evaluate("document.querySelector('#trial button').click()");
        browser.awaitTrue("!document.querySelector('#scores').hidden");

        assertThat(scoresShown()).isEqualTo(scoresOf(datum("家康")));
        assertThat(browser.text("#trial-said")).startsWith("tokugawa fits best of 4 labels, says 127.0.0.1_");
    }

    @Test
    void datum_thatIsNone_isAnsweredByASentence() throws Exception {
        browser.evaluate("document.querySelector('#datum').value = 'name: 家康\\n家康';"
                + "document.querySelector('#trial button').click()");
        browser.awaitTrue("document.querySelector('#datum').getAttribute('aria-invalid') === 'true'");

        assertThat(browser.text("#trial-said")).isEqualTo("Line 2 is not a key, a colon and a value.");
        assertThat(browser.evaluate("document.querySelector('#scores').hidden").asBoolean())
                .isTrue();
    }

    @Test
    void page_byKeyboardAlone_classifies() throws Exception {
        browser.open(origin + "/");
        awaitStates("active", SERVERS);
        browser.press("Tab");
        assertThat(focused("textContent")).isEqualTo("Skip to the content");
        browser.press("Enter");
        assertThat(focused("id")).isEqualTo("main");

        tabTo("datum");
        browser.type("name: 尊氏");
        browser.press("Tab");
        assertThat(focused("textContent")).isEqualTo("Classify");
        assertThat(browser.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                        .asText())
                .isEqualTo("solid");
        browser.press(" ");

        browser.awaitTrue("!document.querySelector('#scores').hidden");
        assertThat(scoresShown()).isEqualTo(scoresOf(datum("尊氏")));
    }

    @Test
    void page_forAScreenReader_namesWhatCanBeUsed() throws Exception {
        Set<String> roles =
                Set.of("button", "textbox", "combobox", "link", "DisclosureTriangle", "table", "region", "slider");
        var nameless = new ArrayList<String>();
        int named = 0;
        for (JsonNode node : browser.accessibilityTree()) {
            if (!node.get("ignored").asBoolean()
                    && roles.contains(node.at("/role/value").asText())) {
                named++;
                if (node.at("/name/value").asText().isBlank()) {
                    nameless.add(node.toString());
                }
            }
        }

        assertThat(nameless).isEmpty();
        assertThat(named).isGreaterThan(15);
    }

    @Test
    void page_inJapanese_staysSoWhenItIsOpenedAgain() throws Exception {
        browser.evaluate("document.querySelector('#datum').value = '';"
                + "document.querySelector('#trial').requestSubmit();"
                + "document.querySelector('#language-ja').click()");
        browser.awaitTrue("document.documentElement.lang === 'ja'");
        browser.awaitTrue("document.querySelector('.said').textContent.includes('から')");
        assertThat(browser.text("#labels-heading")).isEqualTo("ラベル");
        assertThat(browser.evaluate("document.querySelector('" + MARKS + "').getAttribute('aria-valuetext')")
                        .asText())
                .contains("3 台中 3 台に反映", "所要時間");
        browser.awaitTrue("document.querySelector('#trial-said').textContent.startsWith('データを入力')");
        browser.open(origin + "/?again");
        awaitStates("active", SERVERS);

        assertThat(browser.text("#servers-heading")).isEqualTo("サーバ");
        assertThat(list("[...document.querySelectorAll('#servers .state')].map(state => state.textContent)"))
                .containsOnly("稼働中");
        assertThat(list("[...document.querySelectorAll('[data-text]')].map(node => node.textContent)"))
                .doesNotContain("Classify", "Servers", "Labels");

        browser.evaluate("document.querySelector('#language-en').click()");
        browser.awaitTrue("document.documentElement.lang === 'en'");
    }

    @Test
    void texts_inBothColourSchemes_haveEnoughContrast() throws Exception {
        String script = resource("contrast.js");
        for (String scheme : List.of("light", "dark")) {
            browser.prefer(scheme);
            assertThat(list(script)).as(scheme).isEmpty();
        }
        assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor")
                        .asText())
                .isEqualTo("rgb(22, 20, 18)");
        browser.prefer("light");
    }

    @Test
    void page_onAPhone_isNoWiderThanItsScreen() throws Exception {
        for (int width : List.of(320, 390, 700)) {
            browser.size(width, 800);
            browser.awaitTrue("innerWidth === " + width);
            assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                    .isEqualTo(width);
        }
        browser.size(1280, 900);
    }

    @Test
    @Order(LAST)
    void server_thatIsKilled_isSilentThenGoneAndIsSpokenOf() throws Exception {
        int port = cluster.ports().get(0);
        cluster.kill(port);

        awaitStates("gone", 1);
        awaitStates("active", SERVERS - 1);
        assertThat(browser.text("#news")).contains("Server " + cluster.node(port) + ": Gone.");
        assertThat(browser.text("#summary dd")).isEqualTo("2 of 3");
    }

    @Test
    @Order(LAST + 1)
    void browser_allTheWhile_hadNothingToComplainAboutAndAskedNobodyElse() {
        assertThat(browser.problems()).isEmpty();
        assertThat(browser.requests()).hasSizeGreaterThan(20).allMatch(url -> url.startsWith(origin + "/"));
    }

    private void awaitStates(String state, int count) {
        browser.awaitTrue("document.querySelectorAll('#servers .state." + state + "').length === " + count);
    }

    private void tabTo(String id) throws Exception {
        for (int i = 0; i < 40 && !focused("id").equals(id); i++) {
            browser.press("Tab");
        }
        assertThat(focused("id")).isEqualTo(id);
    }

    private String focused(String property) throws Exception {
        return browser.evaluate("document.activeElement." + property).asText();
    }

    private List<String> list(String expression) throws Exception {
        var texts = new ArrayList<String>();
        browser.evaluate(expression).forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /** Waits until the page shows the mix that made a version, and what it cost. */
    private void awaitLatestMix(String version) {
        browser.awaitTrue("(cells => cells?.[1].textContent.endsWith('" + version + "')"
                + " && cells[2].textContent === '3/3' && cells[4].textContent.endsWith('B'))"
                + "(document.querySelector('#latest-mixes tbody tr')?.cells)");
    }

    private Map<String, String> statusOf(int port) {
        try (ClassifierClient server = cluster.clientOf(port)) {
            return server.getStatus().get(cluster.node(port));
        }
    }

    /** What is told of a mark on the time line; empty if nothing is. */
    private String tip() throws Exception {
        return browser.evaluate(
                        "document.querySelector('.tip').hidden ? '' : document.querySelector('.tip').textContent")
                .asText();
    }

    /** A number with a unit. */
    private static double measured(String text, Map<String, Double> units) {
        String[] parts = text.split(" ");
        return Double.parseDouble(parts[0]) * units.get(parts[1]);
    }

    private List<String> scoresShown() throws Exception {
        return list("[...document.querySelectorAll('#scores tbody tr')]"
                + ".map(row => row.cells[0].textContent + ' ' + row.cells[1].textContent)");
    }

    /** As the page writes them, the best first. */
    private List<String> scoresOf(Datum datum) {
        try (ClassifierClient client = cluster.client()) {
            return client.classify(List.of(datum)).get(0).stream()
                    .sorted(Comparator.comparingDouble(EstimateResult::score)
                            .reversed()
                            .thenComparing(EstimateResult::labelBytes))
                    .map(result -> result.label() + String.format(Locale.ROOT, " %.3f", result.score()))
                    .toList();
        }
    }

    private static Datum datum(String name) {
        return new Datum().addString("name", name);
    }

    private static String resource(String name) throws Exception {
        try (InputStream in = LivePageIT.class.getResourceAsStream("/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
