package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.LabeledDatum;
import jubatus.core.datum.Datum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the pictures of {@code docs/page.md} anew, of clusters that really work, into the folder that the property names:
 *
 * <pre>{@code
 * mvn verify -pl dist -am -Dit.test=PageScreenshotsIT -Dtest=none -Dpage.screenshots=$PWD/docs/page \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 */
@Timeout(900)
@EnabledIfSystemProperty(named = "page.screenshots", matches = ".+", disabledReason = "pictures are taken by hand")
class PageScreenshotsIT {
    private static final String ADDRESS = "127.0.0.78";
    private static final long SEED = 20261127;
    private static final int WIDE = 1200;
    private static final int NARROW = 390;
    /** Whole on a wide screen; on a narrow one enough to see how it goes on. */
    private static final int HIGHEST = 2500;
    /** So long that the charts have something to show. */
    private static final int POINTS = 40;

    /** Between two calls of a client, for the sake of the machine. */
    private static final Duration PACE = Duration.ofMillis(4);

    private static final List<List<String>> FAMILIES = List.of(
            List.of("徳川", "家康", "秀忠", "家光", "家綱", "綱吉", "家宣", "吉宗", "慶喜"),
            List.of("足利", "尊氏", "義詮", "義満", "義持", "義政", "義昭"),
            List.of("北条", "時政", "義時", "泰時", "時頼", "時宗", "高時"));

    private final Path target = Path.of(System.getProperty("page.screenshots", ""));

    @TempDir
    private Path folder;

    @Test
    void one_server() throws Exception {
        try (var cluster = start(1);
                Load load = load(cluster);
                Browser browser = Browser.start(folder, "en-GB")) {
            open(browser, cluster, 1);
            classify(browser, "name: 家茂");
            take(browser, "one-light.png");
            assertThat(load.failures()).isEmpty();
        }
    }

    @Test
    void eight_serversOneOfThemDown() throws Exception {
        try (var cluster = start(8);
                Load load = load(cluster);
                Browser browser = Browser.start(folder, "en-GB")) {
            open(browser, cluster, 8);
            browser.size(WIDE, 900);
            take(browser, "eight-light.png");
            cluster.kill(cluster.ports().get(2));
            browser.awaitTrue("document.querySelectorAll('#servers .state.gone').length === 1");
            classify(browser, "name: 義輝");
            take(browser, "down-light.png");
            browser.prefer("dark");
            take(browser, "down-dark.png");
            browser.size(NARROW, 844);
            take(browser, "down-narrow-dark.png");
            browser.prefer("light");
            browser.evaluate("document.querySelector('#language-ja').click()");
            browser.awaitTrue("document.documentElement.lang === 'ja'");
            take(browser, "down-narrow-light-ja.png");
            browser.size(WIDE, 900);
            browser.prefer("dark");
            take(browser, "down-dark-ja.png");
            assertThat(load.answered()).isPositive();
        }
    }

    private RunningCluster start(int servers) throws Exception {
        Browser.require();
        return RunningCluster.start(
                Suite.built(),
                folder,
                servers,
                "--admin_addr=" + ADDRESS,
                "--admin_port=" + RunningCluster.PORT,
                "--interval_sec=10");
    }

    /** Two clients who ask, and teach now and then. */
    private static Load load(RunningCluster cluster) {
        var random = new Random(SEED);
        return Load.start(2, cluster::client, client -> callOnce(client, random));
    }

    private static void callOnce(ClassifierClient client, Random random) {
        LockSupport.parkNanos(PACE.toNanos());
        List<String> family = FAMILIES.get(random.nextInt(FAMILIES.size()));
        var datum = new Datum().addString("name", family.get(1 + random.nextInt(family.size() - 1)));
        if (random.nextInt(3) == 0) {
            client.train(List.of(new LabeledDatum(family.get(0), datum)));
        } else {
            client.classify(List.of(datum));
        }
    }

    private static void open(Browser browser, RunningCluster cluster, int servers) throws Exception {
        browser.size(WIDE, 900);
        browser.open("http://" + ADDRESS + ":" + cluster.proxyPort() + "/");
        browser.awaitTrue("document.querySelectorAll('#servers .state.active').length === " + servers);
        for (int points = 1; points <= POINTS; points++) {
            browser.awaitTrue("performance.getEntriesByType('resource')"
                    + ".filter(each => each.name.includes('since=')).length >= " + points);
        }
    }

    private static void classify(Browser browser, String typed) throws Exception {
        browser.evaluate("document.querySelector('#datum').focus()");
        browser.type(typed);
        browser.evaluate("document.querySelector('#trial').requestSubmit(); document.activeElement.blur()");
        browser.awaitTrue("!document.querySelector('#scores').hidden");
    }

    private void take(Browser browser, String name) throws Exception {
        // Two frames, for what follows a new size or scheme.
        browser.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))");
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(browser.picture(HIGHEST)));
        Files.createDirectories(target);
        ImageIO.write(Palette.reduce(picture), "png", target.resolve(name).toFile());
    }
}
