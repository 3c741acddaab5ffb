package jubatus.common.tls;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The PEM files of one side of a connection.
 *
 * @param certificate its own, followed by those between it and its authority; there if and only if the key is
 * @param key of that certificate, PKCS#8, not encrypted
 * @param authority the certificates of those whose signature the other side's certificate must bear. If empty, a client trusts whom its
 *     Java trusts, and a server asks its clients for nothing
 */
public record TlsFiles(Optional<Path> certificate, Optional<Path> key, Optional<Path> authority) {
    /** No TLS. */
    public static final TlsFiles NONE = new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty());

    public TlsFiles {
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("a certificate needs its key, and a key its certificate");
        }
    }

    /** A client that shows no certificate of its own. */
    public static TlsFiles trusting(Path authority) {
        return new TlsFiles(Optional.empty(), Optional.empty(), Optional.of(authority));
    }

    /** The same with a certificate to show. */
    public TlsFiles showing(Path newCertificate, Path newKey) {
        return new TlsFiles(Optional.of(newCertificate), Optional.of(newKey), authority);
    }

    boolean isNone() {
        return certificate.isEmpty() && authority.isEmpty();
    }

    /** By the names of the options that give them, as absolute paths. */
    public Map<String, String> byOption() {
        var paths = new TreeMap<String, String>();
        certificate.ifPresent(file -> paths.put(TlsOptions.CERTIFICATE, absolute(file)));
        key.ifPresent(file -> paths.put(TlsOptions.KEY, absolute(file)));
        authority.ifPresent(file -> paths.put(TlsOptions.AUTHORITY, absolute(file)));
        return paths;
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().toString();
    }
}
