package jubatus.common.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jubatus.core.JubatusException;

/**
 * A PEM file that an option names. Every failure is a sentence with the option, the file and what would be right.
 *
 * @param option its name, without the dashes
 */
record PemFile(String option, Path file) {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
    /** Thousands of certificates fit in, and no device or log that was named by mistake. */
    private static final long LARGEST = 4 << 20;

    /** One or more, all valid now. */
    List<X509Certificate> certificates() {
        var certificates = new ArrayList<X509Certificate>();
        for (Block block : blocks()) {
            if (block.type().equals("CERTIFICATE")) {
                certificates.add(certificate(block));
            }
        }
        if (certificates.isEmpty()) {
            throw failed("has no certificate in PEM form, which begins with -----BEGIN CERTIFICATE-----");
        }
        certificates.forEach(this::checkValidity);
        return certificates;
    }

    /** @param algorithm that of the certificate which the key is to belong to, RSA or EC */
    PrivateKey key(String algorithm) {
        for (Block block : blocks()) {
            switch (block.type()) {
                case "PRIVATE KEY" -> {
                    return key(block, algorithm);
                }
                case "ENCRYPTED PRIVATE KEY" ->
                    throw failed("is encrypted, and nobody is there to type a password; " + conversion());
                case "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY" ->
                    throw failed("is not in the form PKCS#8; " + conversion());
                default -> {
                    // Parameters of a curve, or a certificate in the same file.
                }
            }
        }
        throw failed("has no private key in PEM form, which begins with -----BEGIN PRIVATE KEY-----");
    }

    JubatusException failed(String reason) {
        return new JubatusException(JubatusException.Code.FAILED, "--" + option + " " + file + " " + reason);
    }

    private String conversion() {
        return "this command writes one that will do: openssl pkcs8 -topk8 -nocrypt -in " + file + " -out new.pem";
    }

    private X509Certificate certificate(Block block) {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes(block)));
        } catch (CertificateException e) {
            throw failed("has a certificate that cannot be read: " + e.getMessage());
        }
    }

    private void checkValidity(X509Certificate certificate) {
        Instant now = Instant.now();
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        String subject = certificate.getSubjectX500Principal().getName();
        if (now.isAfter(until)) {
            throw failed("has a certificate that expired at " + until + " (" + subject + "); it needs a new one");
        }
        if (now.isBefore(from)) {
            throw failed(
                    "has a certificate that is valid only from " + from + " on (" + subject + "); is the clock right?");
        }
    }

    private PrivateKey key(Block block, String algorithm) {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes(block)));
        } catch (GeneralSecurityException e) {
            throw failed("has no key of the kind " + algorithm + ", which that of --" + TlsOptions.CERTIFICATE + " is");
        }
    }

    private byte[] bytes(Block block) {
        try {
            return Base64.getMimeDecoder().decode(block.text());
        } catch (IllegalArgumentException e) {
            throw failed("is damaged: " + e.getMessage());
        }
    }

    private record Block(String type, String text) {}

    private List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        Matcher matcher = BLOCK.matcher(text());
        while (matcher.find()) {
            String text = matcher.group(2);
            // Headers as of an encrypted key of the old form; the type tells enough.
            blocks.add(new Block(matcher.group(1), text.substring(text.lastIndexOf(':') + 1)));
        }
        return blocks;
    }

    private String text() {
        try {
            if (Files.size(file) > LARGEST) {
                throw failed("is too large to be a PEM file, over " + LARGEST + " bytes");
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw failed("is not there");
        } catch (IOException e) {
            throw failed("cannot be read: " + e);
        }
    }
}
