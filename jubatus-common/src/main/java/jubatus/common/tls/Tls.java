package jubatus.common.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import jubatus.core.JubatusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates of this process, by which it speaks TLS 1.2 or 1.3 to others, or {@link #OFF}.
 *
 * <p>Safe for concurrent use: what was read from the files is never changed, but replaced as a whole by {@link #reload}; connections go on
 * with what they began with.
 */
public final class Tls {
    /** Plain connections. */
    public static final Tls OFF = new Tls(TlsFiles.NONE, null);

    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
    private static final Duration SOON = Duration.ofDays(30);
    /** The stores lie in memory. */
    private static final char[] NO_PASSWORD = {};

    /**
     * What the files hold.
     *
     * @param expires when the first of the certificates does; empty if there are none
     */
    private record Loaded(SSLContext context, Optional<Instant> expires) {}

    private final TlsFiles files;
    private volatile Loaded loaded;

    private Tls(TlsFiles files, Loaded loaded) {
        this.files = files;
        this.loaded = loaded;
    }

    /**
     * Reads the files.
     *
     * @throws JubatusException with a sentence if one cannot be used
     */
    public static Tls load(TlsFiles files) {
        return files.isNone() ? OFF : new Tls(files, read(files));
    }

    public boolean isOn() {
        return loaded != null;
    }

    public TlsFiles files() {
        return files;
    }

    /** The server's side of a new connection. It asks for a certificate if there is an authority to judge it by. */
    public SSLEngine serverEngine() {
        SSLEngine engine = loaded.context().createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(VERSIONS);
        engine.setNeedClientAuth(files.authority().isPresent());
        return engine;
    }

    /** For a server that makes the engines itself: new connections begin with what was read last. Only if TLS is on. */
    public SSLContext serverContext() {
        return ReloadedContext.of(() -> loaded.context());
    }

    /** What such a server gives its engines, if whoever connects must show a certificate ({@code mutual}) or need not. */
    public SSLParameters serverParameters(boolean mutual) {
        SSLParameters parameters = loaded.context().getDefaultSSLParameters();
        parameters.setProtocols(VERSIONS);
        parameters.setNeedClientAuth(mutual);
        return parameters;
    }

    /** The client's side of a new connection to {@code host}, which the certificate of the other side must name. */
    public SSLEngine clientEngine(String host, int port) {
        SSLEngine engine = loaded.context().createSSLEngine(host, port);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(VERSIONS);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** Reads the files again, for new connections. If they have become bad, that is logged and nothing changes. */
    public void reload() {
        if (!isOn()) {
            return;
        }
        try {
            loaded = read(files);
            logState("certificates reloaded");
        } catch (JubatusException e) {
            log().error("certificates not reloaded, those of before stay: {}", e.getMessage());
        }
    }

    /** Tells the log that TLS is on, and when it will end by itself. */
    public void logState(String event) {
        Loaded current = loaded;
        log().atInfo()
                .addKeyValue(
                        "certificate", files.certificate().map(Object::toString).orElse("none"))
                .addKeyValue(
                        "othersSignedBy",
                        files.authority().map(Object::toString).orElse("whom Java trusts"))
                .log(event);
        current.expires().ifPresent(expires -> {
            if (Instant.now().plus(SOON).isAfter(expires)) {
                log().warn(
                                "the certificate in {} expires at {}; put a new one there and send SIGHUP",
                                files.certificate().orElseThrow(),
                                expires);
            }
        });
    }

    /** Not kept: the options are read, and this class with them, while another thread still chooses how to log. */
    private static Logger log() {
        return LoggerFactory.getLogger(Tls.class);
    }

    private static Loaded read(TlsFiles files) {
        try {
            Optional<List<X509Certificate>> authorities =
                    files.authority().map(file -> new PemFile(TlsOptions.AUTHORITY, file).certificates());
            Optional<List<X509Certificate>> chain =
                    files.certificate().map(file -> new PemFile(TlsOptions.CERTIFICATE, file).certificates());
            KeyManager[] keys = chain.isPresent() ? keyManagers(files, chain.get()) : new KeyManager[0];
            // Null means whom Java trusts.
            TrustManager[] trust = authorities.isPresent() ? trustManagers(authorities.get()) : null;
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return new Loaded(context, chain.map(Tls::firstExpiry));
        } catch (GeneralSecurityException | IOException e) {
            throw new JubatusException(
                    JubatusException.Code.FAILED, "Java cannot use " + files + " for TLS: " + e.getMessage(), e);
        }
    }

    private static Instant firstExpiry(List<X509Certificate> certificates) {
        return certificates.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private static KeyManager[] keyManagers(TlsFiles files, List<X509Certificate> chain)
            throws GeneralSecurityException, IOException {
        var file = new PemFile(TlsOptions.KEY, files.key().orElseThrow());
        X509Certificate own = chain.get(0);
        PrivateKey key = file.key(own.getPublicKey().getAlgorithm());
        if (!belongTogether(key, own)) {
            throw file.failed("is not the key of the first certificate in "
                    + files.certificate().orElseThrow());
        }
        KeyStore store = emptyStore();
        store.setKeyEntry("own", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static TrustManager[] trustManagers(List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("authority " + i, authorities.get(i));
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static boolean belongTogether(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        byte[] text = {1, 2, 3};
        var signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(certificate);
        signature.update(text);
        return signature.verify(signed);
    }
}
