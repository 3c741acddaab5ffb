package jubatus.proxy.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jubatus.core.bytes.ByteString;
import org.junit.jupiter.api.Test;

/** The page's files as a whole: they can be had, ask for nothing that is not there, and say the same in both languages. */
class PageFilesTest {
    private static final Pattern IMPORT = Pattern.compile("from \"\\./([^\"]+)\"|(?:src|href)=\"([^\"#]+)\"");
    private static final Pattern TEXT =
            Pattern.compile("data-(?:text|label)=\"(\\w+)\"|\\b(?:text|NoDatum)\\(\"(\\w+)\"");
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");
    /** What would be another way to make markup of a text, or code of it. */
    private static final Pattern FORBIDDEN = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function|style=|onclick=|<style");

    private final PageFiles files = new PageFiles();

    @Test
    void at_theRoot_isThePageWithATagThatSavesTheNextTransfer() throws IOException {
        Reply page = files.at("/", null).orElseThrow();
        assertThat(page.type()).isEqualTo("text/html; charset=utf-8");

        Reply again = files.at("/", page.tag().orElseThrow()).orElseThrow();

        assertThat(again.code()).isEqualTo(304);
        assertThat(again.body()).isEqualTo(ByteString.EMPTY);
        assertThat(files.at("/", "\"other\"").orElseThrow().code()).isEqualTo(200);
    }

    @Test
    void at_whatIsNoFileOfThePage_isNothing() throws IOException {
        for (String path : Set.of("/../ProxyProcess.class", "/PageFiles.class", "//index.html", "/nothing", "")) {
            assertThat(files.at(path.isEmpty() ? "/x" : path, null)).isEmpty();
        }
    }

    @Test
    void files_thatFilesName_canAllBeHad() throws IOException {
        var named = new TreeSet<String>();
        for (String name : ownFiles()) {
            IMPORT.matcher(read(name)).results().forEach(found -> named.add(group(found)));
        }

        assertThat(named).contains("page.js", "uPlot.iife.min.js", "charts.js");
        for (String name : named) {
            assertThat(files.at("/" + name, null)).as(name).isPresent();
        }
    }

    @Test
    void scripts_ofThePage_makeNoMarkupOfTexts() throws IOException {
        for (String name : ownFiles()) {
            assertThat(FORBIDDEN.matcher(read(name)).results().map(MatchResult::group))
                    .as(name)
                    .isEmpty();
            assertThat(read(name).lines().count()).as(name).isLessThanOrEqualTo(500);
        }
    }

    @Test
    void catalogues_ofBothLanguages_haveTheSameTextsAndPlaces() throws IOException {
        Map<String, Collection<String>> english = places("en.json");

        assertThat(places("ja.json")).isEqualTo(english);
        assertThat(english).hasSizeGreaterThan(50);
    }

    @Test
    void catalogue_ofTheTextsThatThePageUses_isComplete() throws IOException {
        Set<String> keys = places("en.json").keySet();
        var used = new TreeSet<String>();
        for (String name : ownFiles()) {
            TEXT.matcher(read(name)).results().forEach(found -> used.add(group(found)));
        }

        assertThat(keys).containsAll(used);
        assertThat(used).hasSizeGreaterThan(50);
    }

    private static Map<String, Collection<String>> places(String name) throws IOException {
        JsonNode texts = new JsonMapper().readTree(read(name));
        var places = new TreeMap<String, Collection<String>>();
        texts.properties().forEach(entry -> {
            assertThat(entry.getValue().asText()).as(entry.getKey()).isNotBlank();
            places.put(
                    entry.getKey(),
                    PLACE.matcher(entry.getValue().asText())
                            .results()
                            .map(MatchResult::group)
                            .collect(Collectors.toCollection(TreeSet::new)));
        });
        return places;
    }

    private static Collection<String> ownFiles() {
        return Stream.of(
                        "page",
                        "api",
                        "elements",
                        "texts",
                        "history",
                        "servers",
                        "charts",
                        "marks",
                        "mixes",
                        "labels",
                        "trial")
                .map(name -> name + ".js")
                .collect(Collectors.collectingAndThen(Collectors.toCollection(TreeSet::new), names -> {
                    names.add("index.html");
                    return names;
                }));
    }

    private static String group(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    private static String read(String name) throws IOException {
        try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
