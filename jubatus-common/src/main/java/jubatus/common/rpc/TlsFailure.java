package jubatus.common.rpc;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslClosedEngineException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;

/** What a failure of TLS means, in words that an operator can act on. */
final class TlsFailure {
    private static final String ALERT = "Received fatal alert: ";

    private TlsFailure() {}

    static String sentence(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        if (failure instanceof NotSslRecordException) {
            return "the other side does not speak TLS";
        }
        if (failure instanceof SslHandshakeTimeoutException) {
            return "the TLS handshake did not end in time";
        }
        if (isClose(failure)) {
            return "the other side closed the connection during the TLS handshake; perhaps it does not speak TLS";
        }
        if (text.startsWith(ALERT)) {
            return "the other side refused TLS: " + alert(text.substring(ALERT.length()));
        }
        if (text.contains("Empty client certificate chain")) {
            return "the client shows no certificate, which --tls_ca asks for";
        }
        return certificateFailure(failure, "TLS failed: " + text);
    }

    /** Whether the connection was just closed. */
    static boolean isClose(Throwable failure) {
        return failure instanceof ClosedChannelException
                || failure instanceof SslClosedEngineException
                || String.valueOf(failure.getMessage()).startsWith("Connection closed while");
    }

    private static String alert(String alert) {
        return switch (alert) {
            case "certificate_required" -> "it wants a certificate to be shown (certificate_required)";
            case "bad_certificate", "certificate_unknown", "unknown_ca" ->
                "it does not trust the certificate shown (" + alert + ")";
            case "certificate_expired" -> "the certificate shown has expired (certificate_expired)";
            default -> alert;
        };
    }

    private static String certificateFailure(Throwable failure, String otherwise) {
        String found = otherwise;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return "the certificate of the other side has expired: " + cause.getMessage();
            }
            if (cause instanceof CertPathBuilderException) {
                return "the certificate of the other side is signed by no authority of --tls_ca";
            }
            if (cause instanceof CertificateException) {
                found = "the certificate of the other side does not fit: " + cause.getMessage();
            }
        }
        return found;
    }
}
