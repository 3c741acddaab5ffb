package jubatus.common.tls;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.Option;
import jubatus.common.cli.UsageException;

/** The options {@code --tls_cert}, {@code --tls_key} and {@code --tls_ca}. */
public final class TlsOptions {
    static final String CERTIFICATE = "tls_cert";
    static final String KEY = "tls_key";
    static final String AUTHORITY = "tls_ca";

    /** In the order of the usage text. */
    public static final List<Option> ALL = List.of(
            Option.text(Option.NO_LETTER, CERTIFICATE, "", "PEM file, own certificate (chain); makes RPC speak TLS")
                    .file(),
            Option.text(Option.NO_LETTER, KEY, "", "PEM file, key of that certificate, PKCS#8")
                    .file(),
            Option.text(Option.NO_LETTER, AUTHORITY, "", "PEM file, authorities that must have signed for the others")
                    .file());

    private static final String NO_EFFECT = "no effect: this program speaks to ZooKeeper alone";

    /** Of a program that has no connection of this kind, so that all programs may be given the same options. */
    public static final List<Option> WITHOUT_RPC = List.of(
            Option.text(Option.NO_LETTER, CERTIFICATE, "", NO_EFFECT).file(),
            Option.text(Option.NO_LETTER, KEY, "", NO_EFFECT).file(),
            Option.text(Option.NO_LETTER, AUTHORITY, "", NO_EFFECT).file());

    private TlsOptions() {}

    /**
     * The files of a program that serves, and perhaps calls others.
     *
     * @throws UsageException if one is missing
     */
    public static TlsFiles ofServer(Arguments arguments) {
        TlsFiles files = ofClient(arguments);
        if (files.authority().isPresent() && files.certificate().isEmpty()) {
            throw new UsageException("--" + AUTHORITY + " is given without --" + CERTIFICATE + " and --" + KEY
                    + ", which a program needs to serve by TLS");
        }
        return files;
    }

    /**
     * The files of a program that only calls others.
     *
     * @throws UsageException if one is missing
     */
    public static TlsFiles ofClient(Arguments arguments) {
        Optional<Path> certificate = file(arguments, CERTIFICATE);
        Optional<Path> key = file(arguments, KEY);
        if (certificate.isPresent() != key.isPresent()) {
            String given = certificate.isPresent() ? CERTIFICATE : KEY;
            String missing = certificate.isPresent() ? KEY : CERTIFICATE;
            throw new UsageException("--" + given + " is given without --" + missing + "; they go together");
        }
        return new TlsFiles(certificate, key, file(arguments, AUTHORITY));
    }

    private static Optional<Path> file(Arguments arguments, String option) {
        String value = arguments.text(option);
        return value.isEmpty() ? Optional.empty() : Optional.of(Path.of(value));
    }
}
