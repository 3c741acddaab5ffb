package jubatus.common.tls;

import static jubatus.common.tls.Der.identifier;
import static jubatus.common.tls.Der.sequence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/** Makes certificates for tests while they run, so that none in the project can expire. */
public final class TestAuthority {
    private static final byte[] SHA256_WITH_ECDSA = sequence(identifier(0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2));
    private static final byte[] ALTERNATIVE_NAMES = identifier(0x55, 0x1d, 0x11);
    private static final byte[] BASIC_CONSTRAINTS = identifier(0x55, 0x1d, 0x13);
    private static final byte[] TRUE = {1, 1, (byte) 0xff};
    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final Path folder;
    private final String name;
    private final KeyPair keys = newKeys();
    /** Its own certificate. */
    public final Path file;

    /** An authority that puts its files into a folder. */
    public TestAuthority(Path folder, String name) throws IOException {
        this.folder = folder;
        this.name = name;
        byte[] extension = sequence(BASIC_CONSTRAINTS, TRUE, Der.of(4, sequence(TRUE)));
        byte[] certificate = certificate(name, keys.getPublic(), Instant.now().plus(Duration.ofDays(9)), extension);
        this.file = write(name + ".pem", "CERTIFICATE", certificate);
    }

    /** The files of somebody at 127.0.0.1 who trusts those whom this authority signs for. */
    public TlsFiles issue(String subject) throws IOException {
        return issue(subject, Instant.now().plus(Duration.ofDays(5)), 127, 0, 0, 1);
    }

    public TlsFiles issue(String subject, Instant until, int... address) throws IOException {
        KeyPair own = newKeys();
        byte[] names =
                sequence(Der.of(0x87, bytes(address)), Der.of(0x82, "localhost".getBytes(StandardCharsets.US_ASCII)));
        byte[] extension = sequence(ALTERNATIVE_NAMES, Der.of(4, names));
        Path certificate =
                write(subject + ".pem", "CERTIFICATE", certificate(subject, own.getPublic(), until, extension));
        Path key = write(subject + ".key", "PRIVATE KEY", own.getPrivate().getEncoded());
        return TlsFiles.trusting(file).showing(certificate, key);
    }

    private byte[] certificate(String subject, PublicKey key, Instant until, byte[] extension) {
        byte[] validity = sequence(Der.time(until.minus(Duration.ofDays(10))), Der.time(until));
        byte[] content = sequence(
                Der.of(0xa0, Der.integer(2)),
                Der.integer(SERIAL.getAndIncrement()),
                SHA256_WITH_ECDSA,
                Der.commonName(name),
                validity,
                Der.commonName(subject),
                key.getEncoded(),
                Der.of(0xa3, sequence(extension)));
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            return sequence(content, SHA256_WITH_ECDSA, Der.bits(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path write(String fileName, String type, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                folder.resolve(fileName), "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
