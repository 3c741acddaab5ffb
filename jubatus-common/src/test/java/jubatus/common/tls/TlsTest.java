package jubatus.common.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.CommandLine;
import jubatus.core.JubatusException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
    @TempDir
    private Path folder;

    private TestAuthority authority;

    @BeforeEach
    void makeAuthority() throws IOException {
        authority = new TestAuthority(folder, "authority");
    }

    @Test
    void load_noFiles_isOff() {
        assertThat(Tls.load(TlsFiles.NONE).isOn()).isFalse();
    }

    @Test
    void load_authority_asksClientsForACertificate() throws IOException {
        TlsFiles files = authority.issue("server");
        assertThat(Tls.load(files).serverEngine().getNeedClientAuth()).isTrue();
        var withoutAuthority = new TlsFiles(files.certificate(), files.key(), Optional.empty());
        assertThat(Tls.load(withoutAuthority).serverEngine().getNeedClientAuth())
                .isFalse();
    }

    @Test
    void load_anything_speaksNoVersionBefore12() throws IOException {
        Tls tls = Tls.load(authority.issue("server"));
        assertThat(tls.serverEngine().getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
        assertThat(tls.clientEngine("127.0.0.1", 1).getEnabledProtocols())
                .containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
    }

    @Test
    void load_missingFile_isNamed() {
        refused(TlsFiles.trusting(folder.resolve("absent.pem")), "--tls_ca", "absent.pem is not there");
    }

    @Test
    void load_fileWithoutCertificate_isToldWhatOneLooksLike() throws IOException {
        Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");
        refused(TlsFiles.trusting(text), "has no certificate in PEM form, which begins with -----BEGIN CERTIFICATE");
    }

    @Test
    void load_damagedCertificate_isRefused() throws IOException {
        Path damaged = Files.writeString(
                folder.resolve("damaged.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        refused(TlsFiles.trusting(damaged), "has a certificate that cannot be read");
    }

    @Test
    void load_expiredCertificate_isToldSince() throws IOException {
        Instant yesterday = Instant.parse("2020-02-29T12:00:00Z");
        refused(authority.issue("server", yesterday, 127, 0, 0, 1), "--tls_cert", "expired at 2020-02-29T12:00:00Z");
    }

    @Test
    void load_certificateOfTheFuture_isRefused() throws IOException {
        Instant late = Instant.now().plus(Duration.ofDays(20));
        refused(authority.issue("server", late, 127, 0, 0, 1), "is valid only from", "is the clock right?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY"})
    void load_keyOfAnotherForm_isToldTheCommandThatConverts(String type) throws IOException {
        TlsFiles files = authority.issue("server");
        Path key = files.key().orElseThrow();
        Files.writeString(key, Files.readString(key).replace("PRIVATE KEY", type));
        refused(files, "--tls_key", "openssl pkcs8 -topk8 -nocrypt -in " + key + " -out new.pem");
    }

    @Test
    void load_keyOfAnotherCertificate_isRefused() throws IOException {
        TlsFiles files = authority.issue("server");
        TlsFiles others = authority.issue("other");
        var mixed = new TlsFiles(files.certificate(), others.key(), files.authority());
        refused(mixed, "other.key is not the key of the first certificate in", "server.pem");
    }

    @Test
    void load_noKey_isRefused() throws IOException {
        TlsFiles files = authority.issue("server");
        var noKey = new TlsFiles(files.certificate(), files.certificate(), files.authority());
        refused(noKey, "has no private key in PEM form");
    }

    @Test
    void reload_badFile_keepsWhatWasThere() throws IOException {
        TlsFiles files = authority.issue("server");
        Tls tls = Tls.load(files);
        Files.writeString(files.certificate().orElseThrow(), "nonsense");
        tls.reload();
        assertThat(tls.serverEngine().getSupportedProtocols()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--tls_cert", "--tls_key"})
    void options_halfAPair_isRefused(String option) {
        assertThatThrownBy(() -> TlsOptions.ofClient(parse(option, "a.pem")))
                .hasMessageContaining(option + " is given without --tls_");
    }

    @Test
    void options_authorityAlone_doesForClientsAndNotForServers() {
        Arguments arguments = parse("--tls_ca", "ca.pem");
        assertThat(TlsOptions.ofClient(arguments)).isEqualTo(TlsFiles.trusting(Path.of("ca.pem")));
        assertThatThrownBy(() -> TlsOptions.ofServer(arguments))
                .hasMessageContaining("--tls_ca is given without --tls_cert and --tls_key");
    }

    @Test
    void byOption_relativePaths_becomeAbsolute() {
        var files = TlsOptions.ofServer(parse("--tls_cert", "c.pem", "--tls_key", "k.pem"));
        assertThat(files.byOption())
                .containsEntry("tls_cert", Path.of("c.pem").toAbsolutePath().toString())
                .containsEntry("tls_key", Path.of("k.pem").toAbsolutePath().toString())
                .hasSize(2);
    }

    private static Arguments parse(String... arguments) {
        return new CommandLine("test", TlsOptions.ALL).parse(arguments);
    }

    private static void refused(TlsFiles files, String... words) {
        assertThatThrownBy(() -> Tls.load(files))
                .isInstanceOf(JubatusException.class)
                .hasMessageContainingAll(words);
    }
}
