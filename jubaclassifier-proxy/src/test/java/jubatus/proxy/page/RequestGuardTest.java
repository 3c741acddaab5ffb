package jubatus.proxy.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestGuardTest {
    private static final String JSON = "application/json";

    private final RequestGuard guard = new RequestGuard("admin.example", () -> Set.of("zoo1"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:9300",
                "127.0.0.1",
                "192.168.0.11:80",
                "[::1]:9300",
                "localhost:9300",
                "Zoo1:9300",
                "Admin.Example:9300",
                "LOCALHOST"
            })
    void refusal_ofAnAddressOrTheOwnName_isNone(String host) {
        assertThat(code("GET", Map.of("Host", host))).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example:9300",
                "127.0.0.1.evil.example",
                "zoo1.evil.example",
                "localhost.evil.example:9300",
                "127.0.0.1@evil.example",
                "[evil]",
                ""
            })
    void refusal_ofAForeignName_is403(String host) {
        assertThat(code("GET", Map.of("Host", host))).isEqualTo(403);
    }

    @Test
    void refusal_withoutAHost_is403() {
        assertThat(code("GET", Map.of())).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "anything"})
    void refusal_whatAnotherPageAsksFor_is403(String site) {
        assertThat(code("GET", Map.of("Host", "127.0.0.1:9300", "Sec-Fetch-Site", site)))
                .isEqualTo(403);
        assertThat(code("POST", Map.of("Host", "127.0.0.1:9300", "Sec-Fetch-Site", site, "Content-Type", JSON)))
                .isEqualTo(403);
    }

    @Test
    void refusal_ofALinkToThePage_isNone() {
        Map<String, String> headers = Map.of("Host", "127.0.0.1:9300", "Sec-Fetch-Site", "cross-site");

        assertThat(guard.refusal("GET", false, headers::get)).isEmpty();
    }

    @Test
    void refusal_whatAPersonTypes_isNoneUnlessItIsAPost() {
        assertThat(code("GET", Map.of("Host", "127.0.0.1:9300", "Sec-Fetch-Site", "none")))
                .isZero();
        assertThat(code("POST", Map.of("Host", "127.0.0.1:9300", "Sec-Fetch-Site", "none", "Content-Type", JSON)))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1", "http://127.0.0.1:9301"})
    void refusal_postOfAnotherOrigin_is403(String origin) {
        assertThat(code("POST", Map.of("Host", "127.0.0.1:9300", "Origin", origin, "Content-Type", JSON)))
                .isEqualTo(403);
    }

    @Test
    void refusal_postOfThePageItself_isNone() {
        assertThat(code(
                        "POST",
                        Map.of(
                                "Host", "127.0.0.1:9300",
                                "Origin", "http://127.0.0.1:9300",
                                "Sec-Fetch-Site", "same-origin",
                                "Content-Type", "application/json; charset=utf-8")))
                .isZero();
    }

    @Test
    void refusal_postThroughAWebServerInFront_isNone() {
        assertThat(code(
                        "POST",
                        Map.of(
                                "Host", "127.0.0.1:9300",
                                "Origin", "https://ops.example",
                                "Sec-Fetch-Site", "same-origin",
                                "Content-Type", JSON)))
                .isZero();
    }

    @Test
    void refusal_postOfNoBrowser_isNone() {
        assertThat(code("POST", Map.of("Host", "127.0.0.1:9300", "Content-Type", JSON)))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp"})
    void refusal_postOfATypeThatFormsCanSend_is415(String type) {
        assertThat(code("POST", Map.of("Host", "127.0.0.1:9300", "Content-Type", type)))
                .isEqualTo(415);
        assertThat(code("POST", Map.of("Host", "127.0.0.1:9300"))).isEqualTo(415);
    }

    private int code(String method, Map<String, String> headers) {
        Optional<Reply> refusal = guard.refusal(method, true, headers::get);
        return refusal.map(Reply::code).orElse(0);
    }
}
