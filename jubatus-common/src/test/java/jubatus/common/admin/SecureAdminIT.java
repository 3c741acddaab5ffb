package jubatus.common.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jubatus.common.admin.AdminOptions.Transport;
import jubatus.common.tls.TestAuthority;
import jubatus.common.tls.Tls;
import jubatus.common.tls.TlsFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The admin port over HTTPS. */
@Timeout(60)
class SecureAdminIT {
    private static final String ADDRESS = "127.0.0.1";

    @TempDir
    private Path folder;

    private TestAuthority authority;
    private TlsFiles files;
    private Tls tls;

    @BeforeEach
    void issue() throws IOException {
        authority = new TestAuthority(folder, "authority");
        files = authority.issue("server");
        tls = Tls.load(files);
    }

    @Test
    void tls_askedByWhoHasNoCertificate_answers() throws Exception {
        try (AdminServer server = start(Transport.TLS)) {
            assertThat(get(server, TlsFiles.trusting(authority.file))).isEqualTo("alive\n");
        }
    }

    @Test
    void tls_askedInPlain_doesNotAnswerAndServesOthers() throws Exception {
        try (AdminServer server = start(Transport.TLS);
                var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write("GET /livez HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("alive");
            assertThat(get(server, TlsFiles.trusting(authority.file))).isEqualTo("alive\n");
        }
    }

    @Test
    void mutualTls_withoutACertificateOfTheAuthority_isRefused() throws Exception {
        var other = new TestAuthority(Files.createDirectory(folder.resolve("other")), "other");
        TlsFiles stranger = other.issue("stranger");
        TlsFiles imposter = TlsFiles.trusting(authority.file)
                .showing(stranger.certificate().orElseThrow(), stranger.key().orElseThrow());
        try (AdminServer server = start(Transport.MUTUAL_TLS)) {
            assertThatThrownBy(() -> get(server, TlsFiles.trusting(authority.file)))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(server, imposter)).isInstanceOf(IOException.class);
            assertThat(get(server, authority.issue("prometheus"))).isEqualTo("alive\n");
        }
    }

    @Test
    void tls_certificateReloaded_isShownToTheNext() throws Exception {
        try (AdminServer server = start(Transport.TLS)) {
            var next = new TestAuthority(Files.createDirectory(folder.resolve("next")), "next");
            TlsFiles issued = next.issue("server");
            replace(files.certificate(), issued.certificate());
            replace(files.key(), issued.key());
            assertThat(get(server, TlsFiles.trusting(authority.file))).isEqualTo("alive\n");

            tls.reload();

            assertThat(get(server, TlsFiles.trusting(next.file))).isEqualTo("alive\n");
            assertThatThrownBy(() -> get(server, TlsFiles.trusting(authority.file)))
                    .isInstanceOf(IOException.class);
        }
    }

    private AdminServer start(Transport transport) {
        var pages = new AdminPages(List.of(), Optional::empty, Map::of);
        var server = new AdminServer(new AdminOptions.Endpoint(ADDRESS, 0, transport), pages, tls);
        server.start();
        return server;
    }

    private static void replace(Optional<Path> file, Optional<Path> by) throws IOException {
        Files.copy(by.orElseThrow(), file.orElseThrow(), StandardCopyOption.REPLACE_EXISTING);
    }

    /** By a client of its own, which remembers no session of another. */
    private static String get(AdminServer server, TlsFiles files) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(Tls.load(files).serverContext())
                .connectTimeout(Duration.ofSeconds(20))
                .build();
        URI uri = URI.create("https://" + ADDRESS + ":" + server.port() + "/livez");
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
